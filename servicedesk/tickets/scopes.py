"""The names under which drafts and uploads of a form are kept."""


def new_request(type_id: int) -> str:
    return f"new:{type_id}"


def on_behalf(type_id: int) -> str:
    return f"behalf:{type_id}"


def reply(ticket_id: int) -> str:
    return f"reply:{ticket_id}"


def note(ticket_id: int) -> str:
    return f"note:{ticket_id}"

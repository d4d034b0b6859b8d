"""The submitted answers, written twice by one hand: as they were shown, and typed for filters (S2)."""

from collections.abc import Sequence

from servicedesk.desks.answers import Answer
from servicedesk.tickets.models import FieldValue, Ticket


def as_shown(answers: Sequence[Answer]) -> list[dict]:
    """What people read: labels and words of the day of sending, in every language they had then."""
    return [
        {
            "key": answer.field.key,
            "label": answer.field.label,
            "kind": answer.field.kind,
            "value": answer.value,
            "shown": answer.shown,
        }
        for answer in answers
        if answer.shown not in ("", [], None)
    ]


def write_values(ticket: Ticket, answers: Sequence[Answer], *, fresh: bool = False) -> None:
    """Replace the typed values of a ticket; `fresh` says that there are none yet."""
    if not fresh:
        ticket.values.all().delete()
    FieldValue.objects.bulk_create(
        FieldValue(ticket=ticket, field=answer.field, **typed) for answer in answers for typed in answer.typed
    )

"""What the outbox's tests send: the words are whatever the test has put into `words`."""

from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered

words: dict[str, Rendered | None] = {}


def letter(mail: OutgoingMail) -> Rendered | None:
    return words["all"]

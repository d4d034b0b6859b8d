"""From a row to words, at the moment the mail leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from servicedesk.outbox.models import OutgoingMail


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """The words of one mail. No secret may stand in the subject, which is kept."""

    subject: str
    text: str
    html: str | None = None
    # What the recipient is called beside their address.
    to_name: str = ""
    # Beside those that every mail has, like References.
    headers: Mapping[str, str] = field(default_factory=dict)


def render(mail: OutgoingMail) -> Rendered | None:
    """Return the words in the mail's language, or None when the person must not get it any more (A13)."""
    write: Callable[[OutgoingMail], Rendered | None] = import_string(settings.OUTBOX_MAILS[mail.kind])
    with translation.override(mail.language):
        return write(mail)

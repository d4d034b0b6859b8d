"""The message as it goes over the wire: one sender, one recipient, the expected headers and no others (A20, A58)."""

from email.message import EmailMessage
from email.utils import format_datetime

import css_inline
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from servicedesk.core.cleaning import clean_line, clean_text
from servicedesk.outbox.headers import POLICY, recipient, sender
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered

LONGEST_SUBJECT = 300

# What cannot be inlined (dark mode) stays in one style element; nothing is ever fetched.
_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def build(mail: OutgoingMail, words: Rendered) -> EmailMessage | None:
    """Return the message, or None when the address is none. Odd text is cleaned and never refused."""
    if not _is_address(mail.to_address):
        return None
    message = EmailMessage(POLICY)
    message["From"] = sender()
    message["To"] = recipient(words.to_name, mail.to_address)
    message["Subject"] = subject_of(words)
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = mail.message_id
    # RFC 3834: says to other programs that no person wrote this, so that none answers (A70).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    for name, value in words.headers.items():
        message[name] = clean_line(value)
    message.set_content(clean_text(words.text) + "\n")
    if words.html:
        message.add_alternative(_inliner.inline(clean_text(words.html)), subtype="html")
    return message


def subject_of(words: Rendered) -> str:
    return clean_line(words.subject)[:LONGEST_SUBJECT]


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
        recipient("", address)
    except (ValidationError, UnicodeError):
        return False
    return True

"""A form that is sent after its session has ended: kept for the person it was shown to, and for nobody else (S43).

The form carries a signed mark that names its person, its draft and its page. Whoever sends it logged out is asked to
log in; the typed text waits as that person's draft, and only they can see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from servicedesk.accounts.models import User
from servicedesk.core.cleaning import clean_line, clean_text
from servicedesk.tickets.actions.drafts import LARGEST_DRAFT

FIELD = "person"
KEPT_FOR = timedelta(hours=1)
_SALT = "servicedesk.tickets.kept"
_MARK_LIVES = timedelta(days=30)
_NOT_TYPED = {FIELD, "csrfmiddlewaretoken", "key", "version", "uploads", "uploads_removed"}


@dataclass(frozen=True)
class Mark:
    person_id: int
    scope: str
    page: str


def mark_of(person: User, scope: str, page: str = "") -> str:
    """Return the mark of a form: `scope` names its draft, `page` is where it is shown if not at its own address."""
    return signing.dumps([person.pk, scope, page], salt=_SALT)


def read_mark(signed: str) -> Mark | None:
    try:
        return Mark(*signing.loads(signed, salt=_SALT, max_age=_MARK_LIVES))
    except (signing.BadSignature, ValueError):
        return None


def typed_text(sent: Mapping) -> dict:
    """Return what a person typed into a sent form (a QueryDict), by field; empty when it is more than a draft may hold."""
    typed = {}
    for name in sent:
        if name not in _NOT_TYPED:
            values = [clean_text(value) for value in sent.getlist(name)]  # type: ignore[attr-defined]
            typed[clean_line(name)] = values if len(values) > 1 else values[0]
    size = sum(len(str(name)) + len(str(value)) for name, value in typed.items())
    return typed if size <= LARGEST_DRAFT else {}

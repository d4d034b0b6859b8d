from datetime import timedelta

from django.utils import timezone

from servicedesk.accounts.models import User
from servicedesk.tickets.models import Draft

LARGEST_DRAFT = 64 * 1024


def save_draft(scope: str, *, by: User, data: dict, expires_in: timedelta | None = None) -> Draft:
    """Keep what a person has typed into the form `scope`, in place of what was kept before."""
    now = timezone.now()
    draft, _created = Draft.objects.update_or_create(
        person=by,
        scope=scope,
        defaults={"data": data, "saved_at": now, "expires_at": now + expires_in if expires_in else None},
    )
    return draft


def discard_draft(scope: str, *, by: User) -> None:
    """Forget what was kept of the form `scope`; an empty scope names none."""
    if scope:
        Draft.objects.visible_to(by).filter(scope=scope).delete()

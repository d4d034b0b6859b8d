from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from servicedesk.accounts.models import User
from servicedesk.outbox.compose import queue


def queue_mail(purpose: str, address: str, *, user: User | None = None, args: Mapping[str, Any] | None = None) -> None:
    """Put a mail of `accounts.mails` into the outbox, in the person's language or that of the page."""
    language = user.language if user else get_language()
    queue("account", address, to_user=user, language=language, args={"purpose": purpose, **(args or {})})

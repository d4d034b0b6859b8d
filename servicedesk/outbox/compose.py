"""Putting mails into the outbox, in the caller's transaction: they leave if and only if it commits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from servicedesk.core.tasks.backend import enqueue_many
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.tasks import send


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A mail to be: `args` holds ids alone, and of a `dedupe` there is one mail for ever."""

    kind: str
    to_address: str
    to_user: Any = None
    language: str = settings.LANGUAGE_CODE
    args: Mapping[str, Any] = field(default_factory=dict)
    dedupe: str | None = None


def queue(
    kind: str,
    to_address: str,
    *,
    to_user: Any = None,
    language: str = settings.LANGUAGE_CODE,
    args: Mapping[str, Any] | None = None,
    dedupe: str | None = None,
) -> OutgoingMail:
    """Put one mail into the outbox; when there is one with this `dedupe` already, return that one."""
    drafts = [
        Draft(kind=kind, to_address=to_address, to_user=to_user, language=language, args=args or {}, dedupe=dedupe)
    ]
    for mail in queue_many(drafts):
        return mail
    return OutgoingMail.objects.get(dedupe=dedupe)


def queue_many(drafts: Iterable[Draft]) -> list[OutgoingMail]:
    """Put mails into the outbox with one INSERT for them and one for their jobs; return those that are new."""
    mails = [_mail(draft) for draft in drafts]
    if not mails:
        return []
    with transaction.atomic():
        OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)
        # An INSERT that skips what is there already gives no ids back.
        written = list(OutgoingMail.objects.filter(message_id__in=[mail.message_id for mail in mails]).order_by("id"))
        enqueue_many((send, (mail.pk,), {}) for mail in written)
    return written


def _mail(draft: Draft) -> OutgoingMail:
    if draft.kind not in settings.OUTBOX_MAILS:
        raise ValueError(f"settings.OUTBOX_MAILS has no {draft.kind}")
    return OutgoingMail(
        kind=draft.kind,
        to_address=draft.to_address,
        to_user=draft.to_user,
        language=draft.language,
        args=dict(draft.args),
        dedupe=draft.dedupe,
    )

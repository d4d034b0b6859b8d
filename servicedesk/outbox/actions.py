from typing import Any

from django.db import transaction
from django.utils import timezone

from servicedesk.audit.record import record
from servicedesk.core.errors import require
from servicedesk.outbox.models import OutgoingMail, SuppressedAddress, give_up_time
from servicedesk.outbox.tasks import send


def send_again(mail: OutgoingMail, *, by: Any) -> bool:
    """Try a mail afresh that failed, is suppressed or waits; False when it is on its way or has left.

    A job that still waits for it finds nothing to do any more.
    """
    require(by.is_administrator)
    may_go = OutgoingMail.objects.filter(pk=mail.pk).exclude(
        state__in=[OutgoingMail.State.SENT, OutgoingMail.State.SENDING]
    )
    with transaction.atomic():
        afresh = may_go.update(
            state=OutgoingMail.State.QUEUED, attempts=0, next_attempt_at=timezone.now(), give_up_at=give_up_time()
        )
        if afresh:
            send.enqueue(mail.pk)
            record("sent again", mail, by=by)
    return bool(afresh)


def suppress_address(address: str, *, reason: str, by: Any = None) -> SuppressedAddress:
    """Send no more mail to an address; `by` is None when the product decided it."""
    require(by is None or by.is_administrator)
    with transaction.atomic():
        suppressed, new = SuppressedAddress.objects.get_or_create(
            address=address.casefold(), defaults={"reason": reason[:250], "created_by": by}
        )
        if new:
            record("suppressed", suppressed, by=by)
    return suppressed


def allow_address(suppressed: SuppressedAddress, *, by: Any) -> None:
    require(by.is_administrator)
    with transaction.atomic():
        record("allowed", suppressed, by=by)
        suppressed.delete()

"""One attempt at one mail, and what becomes of it.

A row is claimed by a conditional update just before it goes over the wire, and every later write names the claim. A claim
that lapsed belonged to a worker that died on the wire, so that mail may arrive twice, with the same Message-ID (F2, F3).
"""

import logging
import random
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext_noop

from servicedesk.core.tasks.limits import RetryLater
from servicedesk.outbox.headers import sender
from servicedesk.outbox.message import build
from servicedesk.outbox.models import OutgoingMail, SuppressedAddress
from servicedesk.outbox.rendering import render
from servicedesk.outbox.smtp import AnswerLost, PutOff, Rejected, deliver

log = logging.getLogger(__name__)

State = OutgoingMail.State

CLAIM_LASTS = timedelta(minutes=2)
# How near in time an earlier mail to the same address must be for a later one to wait its turn.
NEAR = timedelta(minutes=10)
FIRST_PAUSE, LONGEST_PAUSE = 60, 24 * 3600
LONGEST_OUTAGE_PAUSE = 300
LOST_ANSWER_PAUSE = 15 * 60

NO_ADDRESS = gettext_noop("This is not an e-mail address.")
TWICE_LOST = gettext_noop("The mail server did not confirm it, twice. It may have arrived.")


def send(mail_id: int) -> None:
    """Try to send a mail; raises RetryLater while it has to wait."""
    mail = OutgoingMail.objects.unsent().select_related("to_user").filter(pk=mail_id).first()
    if mail is None:
        return
    _wait_until(mail.next_attempt_at)
    _wait_for_earlier_ones(mail)
    if SuppressedAddress.objects.filter(address=mail.to_address.casefold()).exists():
        _move(mail, State.SUPPRESSED)
        return
    words = render(mail)
    if words is None:
        _move(mail, State.REFUSED)
        return
    message = build(mail, words)
    if message is None:
        _move(mail, State.FAILED, last_error=NO_ADDRESS)
        return
    if _claim(mail):
        _hand_over(mail, message)


def _wait_until(moment: datetime) -> None:
    seconds = (moment - timezone.now()).total_seconds()
    if seconds > 0:
        raise RetryLater(seconds)


def _wait_for_earlier_ones(mail: OutgoingMail) -> None:
    """Keep the order for one person, except behind a mail that is put off for longer (F6)."""
    now = timezone.now()
    earlier = OutgoingMail.objects.unsent().filter(
        to_address=mail.to_address, pk__lt=mail.pk, next_attempt_at__range=(now - NEAR, now + NEAR)
    )
    for first in earlier.order_by("id")[:1]:
        pause = (first.next_attempt_at - now).total_seconds() if first.state == State.QUEUED else 0
        raise RetryLater(max(pause, 0) + 1)


def _claim(mail: OutgoingMail) -> bool:
    died = mail.state == State.SENDING
    return _move(
        mail,
        State.SENDING,
        claim=uuid4(),
        next_attempt_at=timezone.now() + CLAIM_LASTS,
        maybe_twice=mail.maybe_twice or died,
    )


def _hand_over(mail: OutgoingMail, message: EmailMessage) -> None:
    try:
        deliver(sender().addr_spec, message["To"].addresses[0].addr_spec, message.as_bytes())
    except PutOff as later:
        _put_off(mail, str(later), answered=later.answered)
    except Rejected as refusal:
        _move(mail, State.FAILED, attempts=mail.attempts + 1, last_error=str(refusal)[:500])
    except AnswerLost as lost:
        _try_once_more(mail, str(lost))
    else:
        _move(
            mail,
            State.SENT,
            attempts=mail.attempts + 1,
            subject=str(message["Subject"]),
            sent_at=timezone.now(),
            last_error="",
        )


def _put_off(mail: OutgoingMail, reason: str, *, answered: bool) -> None:
    log.warning("Mail %d waits: %s", mail.pk, reason)
    attempts = mail.attempts + answered
    if timezone.now() >= mail.give_up_at:
        _move(mail, State.FAILED, attempts=attempts, last_error=reason[:500])
        return
    _wait(
        mail, _refusal_pause(attempts) if answered else _outage_pause(mail), attempts=attempts, last_error=reason[:500]
    )


def _try_once_more(mail: OutgoingMail, reason: str) -> None:
    attempts = mail.attempts + 1
    if mail.maybe_twice:
        _move(mail, State.FAILED, attempts=attempts, last_error=TWICE_LOST)
    else:
        _wait(mail, LOST_ANSWER_PAUSE, attempts=attempts, last_error=reason[:500], maybe_twice=True)


def _wait(mail: OutgoingMail, seconds: float, **changes: Any) -> None:
    if _move(mail, State.QUEUED, next_attempt_at=timezone.now() + timedelta(seconds=seconds), **changes):
        raise RetryLater(seconds, changes["last_error"])


def _refusal_pause(attempts: int) -> float:
    return float(min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE))


def _outage_pause(mail: OutgoingMail) -> float:
    """Short enough for the queue to be empty minutes after the server is back (F6), longer as it lasts."""
    age = (timezone.now() - mail.created_at).total_seconds()
    return min(max(age / 2, FIRST_PAUSE), LONGEST_OUTAGE_PAUSE) * random.uniform(0.8, 1)  # noqa: S311


def _move(mail: OutgoingMail, state: str, **changes: Any) -> bool:
    """Write the row if nobody else has moved it meanwhile."""
    values = {"state": state, "claim": None, **changes}
    moved = OutgoingMail.objects.filter(pk=mail.pk, state=mail.state, claim=mail.claim).update(**values)
    for name, value in values.items():
        setattr(mail, name, value)
    return bool(moved)

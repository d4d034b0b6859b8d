from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.core.ids import new_id
from servicedesk.outbox.headers import sender

# RFC 5321, 4.5.4.1: a sender does not give up before four to five days.
GIVE_UP_AFTER = timedelta(days=5)
OVERDUE_AFTER = timedelta(minutes=15)


def new_message_id() -> str:
    return f"<{new_id()}@{sender().domain}>"


def give_up_time() -> datetime:
    return timezone.now() + GIVE_UP_AFTER


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def unsent(self) -> OutgoingMailQuerySet:
        return self.filter(state__in=[OutgoingMail.State.QUEUED, OutgoingMail.State.SENDING])

    def put_off(self) -> OutgoingMailQuerySet:
        """Mails that wait for another attempt, or that nobody has attempted in time."""
        overdue = models.Q(next_attempt_at__lt=timezone.now() - OVERDUE_AFTER)
        return self.unsent().filter(~models.Q(last_error="") | overdue)

    def undelivered(self) -> OutgoingMailQuerySet:
        return self.filter(state__in=[OutgoingMail.State.FAILED, OutgoingMail.State.SUPPRESSED])


class OutgoingMail(models.Model):
    """One mail to one person: what it is about, never its words; those are made when it leaves."""

    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("Waiting")
        SENDING = "sending", gettext_lazy("Being sent")
        SENT = "sent", gettext_lazy("Sent")
        FAILED = "failed", gettext_lazy("Failed")
        REFUSED = "refused", gettext_lazy("Not sent any more")
        SUPPRESSED = "suppressed", gettext_lazy("Address suppressed")

    # A key of `settings.OUTBOX_MAILS`, which names the function that writes the words.
    kind = models.CharField(max_length=40)
    to_address = models.CharField(max_length=254)
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=10)
    # Ids alone: no text and no token is ever stored here (A76).
    args = models.JSONField(default=dict)
    # The same for every attempt, so that a mail that arrives twice is recognised (F2).
    message_id = models.CharField(max_length=300, unique=True, default=new_message_id)
    # A caller's own name for the mail, of which there can be one only.
    dedupe = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    # While it is being sent: who sends it, and in `next_attempt_at` the time from which that somebody counts as dead.
    claim = models.UUIDField(null=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    give_up_at = models.DateTimeField(default=give_up_time)
    # Attempts that the mail server answered, for good or ill.
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True, default="")
    # An answer of the mail server was lost after the whole mail had been given to it (F4).
    maybe_twice = models.BooleanField(default=False)
    subject = models.CharField(max_length=400, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sending", claim__isnull=False)
                | models.Q(~models.Q(state="sending"), claim__isnull=True),
                name="a_mail_has_a_claim_exactly_while_it_is_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | models.Q(~models.Q(state="sent"), sent_at__isnull=True),
                name="a_sent_mail_says_since_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_address", "id"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="mails_waiting_for_an_address",
            ),
            models.Index(fields=["state", "-id"], name="mails_by_state"),
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk} to {self.to_address}"

    @property
    def reason(self) -> str:
        """Why it has not left, in words; the mail server's own where it spoke."""
        if self.state == self.State.REFUSED:
            return _("The person may no longer see what it is about.")
        if self.state == self.State.SUPPRESSED:
            return _("Mail to this address is suppressed.")
        return _(self.last_error) if self.last_error else ""


class SuppressedAddress(models.Model):
    """An address that gets no mail, because mail to it came back too often or because somebody said so."""

    address = models.CharField(max_length=254, unique=True)
    reason = models.CharField(max_length=250)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.address

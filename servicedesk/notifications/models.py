from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.outbox.models import OutgoingMail
from servicedesk.tickets.models import Ticket, TicketStep


class Reason(models.TextChoices):
    """Why somebody is told; `recipients` says who that is."""

    CONFIRMATION = "confirmation", _("Confirmation to the requester")
    NOTE = "note", _("Note on a ticket they work on")
    LATE = "late", _("Late answer, to the desk's leads")
    ASSIGNED = "assigned", _("Assigned to them")
    NEW_TICKET = "new_ticket", _("New ticket on their desk")
    CUSTOMER_WROTE = "customer_wrote", _("Message of a customer, to the team")
    OPEN_AGAIN = "open_again", _("Opened again, to the team")
    ADDED = "added", _("Added to the request")
    SOLVED = "solved", _("Solved")
    MESSAGE = "message", _("Message in a request of theirs")
    CHANGE = "change", _("Change of a request of theirs")


class Mute(models.Model):
    """A person who wants no mails about a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    muted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "user"], name="a_person_mutes_a_ticket_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.ticket}"


class Ledger(models.Model):
    """Who was to be told of a step, by which rule, and what was decided. What became of it is read from the mail's row."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")

    class Decision(models.TextChoices):
        TOLD = "told", _("Told")
        MUTED = "muted", _("Has switched mails off")
        NOT_ENTITLED = "not_entitled", _("May not see it")

    step = models.ForeignKey(TicketStep, on_delete=models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MAIL)
    rule = models.CharField(max_length=20, choices=Reason)
    decision = models.CharField(max_length=20, choices=Decision)
    outgoing_mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step", "ticket", "recipient", "channel"], name="a_person_is_told_of_a_step_once"
            )
        ]
        indexes = [models.Index(fields=["ticket", "-step"], name="ledger_of_a_ticket")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.decision}"

    @property
    def fate(self) -> str:
        """In words: what was decided, or, where a mail was queued, how that went."""
        if self.outgoing_mail is None:
            return str(self.get_decision_display())
        state = str(self.outgoing_mail.get_state_display())
        return f"{state}: {self.outgoing_mail.reason}" if self.outgoing_mail.reason else state

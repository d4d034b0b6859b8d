from django.conf import settings
from django.db import models
from django.utils import timezone

from servicedesk.tickets.models.ticket import Ticket


class Participant(models.Model):
    """A person who was added to a ticket: may read it, write to it, and gets its mails."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "ticket"], name="a_person_takes_part_once")]

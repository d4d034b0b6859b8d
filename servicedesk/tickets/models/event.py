from django.db import models

from servicedesk.tickets.access import EventQuerySet
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models.step import TicketStep
from servicedesk.tickets.models.ticket import Ticket


class TicketEvent(models.Model):
    """One thing that happened to a ticket. It holds no text; customers read only public kinds, and only the `public` column."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="events", db_index=False)
    step = models.ForeignKey(TicketStep, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=Kind)
    # The ticket's version after the step.
    version = models.PositiveIntegerField()
    public = models.JSONField(default=dict)
    internal = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ticket", "version", "id"], name="events_of_a_ticket")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.ticket_id}"

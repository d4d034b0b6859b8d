from django.db import models

from servicedesk.tickets.models.ticket import Ticket


class TicketAlias(models.Model):
    """An ID a ticket had before it was moved or merged; it leads to the ticket for ever."""

    reference = models.CharField(max_length=24, unique=True)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="aliases")

from django.db import models

from servicedesk.desks.models import Field, Option
from servicedesk.tickets.models.ticket import Ticket


class FieldValue(models.Model):
    """A submitted answer with its type, for filters, sorting and export (S2). What people read is `Ticket.fields`."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="values")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", db_index=False)
    # NULL is "this field has no text", which an index skips; an empty text would be an answer.
    text = models.CharField(max_length=250, null=True)  # noqa: DJ001
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    date = models.DateField(null=True)
    option = models.ForeignKey(Option, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["field", "text", "ticket"], name="values_by_text"),
            models.Index(fields=["field", "number", "ticket"], name="values_by_number"),
            models.Index(fields=["field", "date", "ticket"], name="values_by_date"),
            models.Index(fields=["field", "option", "ticket"], name="values_by_option"),
        ]

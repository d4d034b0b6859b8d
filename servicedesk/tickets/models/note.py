from django.conf import settings
from django.db import models
from django.utils import timezone

from servicedesk.tickets.access import NoteQuerySet
from servicedesk.tickets.models.ticket import Ticket


class Note(models.Model):
    """An internal text, for the ticket's team alone."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="notes", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.TextField()
    html = models.TextField()
    html_version = models.PositiveSmallIntegerField()
    file_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ticket", "created_at", "id"], name="notes_of_a_ticket")]

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.ticket_id}"

from django.conf import settings
from django.db import models
from django.utils import timezone

from servicedesk.tickets.access import MessageQuerySet
from servicedesk.tickets.models.ticket import Channel, Ticket


class Message(models.Model):
    """A public text: everyone who sees the ticket reads it. An internal one is a `Note`, another model altogether."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_team = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel)
    body = models.TextField()
    # Rendered once, when written, by this version of `core.markdown`.
    html = models.TextField()
    html_version = models.PositiveSmallIntegerField()
    file_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ticket", "created_at", "id"], name="messages_of_a_ticket")]

    def __str__(self) -> str:
        return f"Message {self.pk} on {self.ticket_id}"

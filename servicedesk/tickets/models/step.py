from django.conf import settings
from django.db import models
from django.utils import timezone


class TicketStep(models.Model):
    """What one person did in one go. `servicedesk.tickets.step` writes these rows; nothing else does."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now)
    # The form's or client's own id for this sending, and a digest of what was sent with it.
    key = models.CharField(max_length=64, null=True)  # noqa: DJ001
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="a_person_sends_a_key_once")]

    def __str__(self) -> str:
        return f"Step {self.pk}"

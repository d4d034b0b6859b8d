from django.conf import settings
from django.db import models
from django.utils import timezone

from servicedesk.tickets.access import DraftQuerySet


class Draft(models.Model):
    """What a person has typed and not sent, for one form (S43). The scope names it: `new:3`, `reply:17`, `note:17`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=80)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    # Set on a draft that was kept from a form sent after its session had ended; it goes soon.
    expires_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "scope"], name="a_person_has_one_draft_of_a_form")]

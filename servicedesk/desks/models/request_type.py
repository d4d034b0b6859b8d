from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.core.texts import say
from servicedesk.desks.models.desk import Desk


class RequestType(models.Model):
    """A form that customers fill in: configuration, never code (S41)."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="request_types")
    slug = models.SlugField(_("Address"), max_length=60)
    name = models.JSONField(_("Title"), default=dict)
    description = models.JSONField(_("Description"), default=dict, blank=True)
    help = models.JSONField(_("Introduction above the form"), default=dict, blank=True)
    group = models.JSONField(_("Group"), default=dict, blank=True)
    icon = models.CharField(_("Icon"), max_length=40, default="life-buoy")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "slug"], name="a_request_type_slug_is_used_once_on_a_desk")
        ]

    def __str__(self) -> str:
        return say(self.name)

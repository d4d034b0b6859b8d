from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """The installation's own name and colour; one row."""

    name = models.CharField(_("Name"), max_length=60, default="Service Desk")
    hue = models.PositiveSmallIntegerField(_("Brand colour"), default=255)
    announcement = models.JSONField(_("Announcement"), default=dict, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_site")]

    def __str__(self) -> str:
        return self.name

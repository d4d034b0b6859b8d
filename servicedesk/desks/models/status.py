from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.core.texts import say
from servicedesk.desks.models.desk import Desk


class Category(models.TextChoices):
    """What a status means to the product; how it is called is each desk's own affair."""

    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting for customer")
    HOLD = "hold", _("On hold")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")

    @property
    def is_open(self) -> bool:
        return self not in (Category.RESOLVED, Category.CLOSED)


OPEN_CATEGORIES = [category for category in Category if category.is_open]


class Status(models.Model):
    """A state of a desk's tickets, with the team's word for it and the customer's (S48)."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="statuses")
    slug = models.SlugField(max_length=40)
    name = models.JSONField(_("Name"), default=dict)
    customer_name = models.JSONField(_("Customer's wording"), default=dict)
    category = models.CharField(_("Category"), max_length=10, choices=Category)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["desk", "slug"], name="a_status_slug_is_used_once_on_a_desk")]

    def __str__(self) -> str:
        return say(self.name)

    @property
    def tone(self) -> str:
        """The meaning of the status as the look knows it: whose turn it is, or how it ended."""
        return TONES[Category(self.category)]


TONES = {
    Category.NEW: "team",
    Category.OPEN: "team",
    Category.WAITING: "customer",
    Category.HOLD: "neutral",
    Category.RESOLVED: "done",
    Category.CLOSED: "neutral",
}

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.desks.models import Category, Desk, RequestType, Status
from servicedesk.desks.models.status import OPEN_CATEGORIES
from servicedesk.desks.setup import setup
from servicedesk.organizations.models import Organization
from servicedesk.tickets.access import TicketQuerySet


class Priority(models.IntegerChoices):
    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class Channel(models.TextChoices):
    PORTAL = "portal", _("Portal")
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("E-mail")
    API = "api", _("API")


# A ticket that is over has none, so that the indexes of deadlines stay small.
_HAS_DEADLINE = models.Q(due_at__isnull=False)


class Ticket(models.Model):
    """What a customer calls a request. Changed only by `tickets.actions`, read only through `visible_to`.

    The foreign keys have no index of their own: those of the lists begin with them, and know the order besides.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    number = models.PositiveIntegerField()
    # The ID that people say: the desk's key and the number. Never reused.
    reference = models.CharField(max_length=24, unique=True)
    type = models.ForeignKey(RequestType, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=250)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="requests", db_index=False
    )
    # The company it is shared with; none means private (S54).
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )
    status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The status's category, and whether that is an open one: columns of this table, so that lists are served by its indexes.
    category = models.CharField(max_length=10, choices=Category)
    is_open = models.BooleanField()
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=10, choices=Channel)
    version = models.PositiveIntegerField(default=0)
    # The submitted facts as they were shown: [{"key", "label": {language: text}, "value": …, "shown": text or {language: text}}, …].
    fields = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    first_answer_at = models.DateTimeField(null=True)
    last_activity_at = models.DateTimeField(default=timezone.now)
    # When the side whose turn it is must have acted: the team's answer, or the customer's before the silent close.
    due_at = models.DateTimeField(null=True)
    # When the desk's leads were told that the answer of this deadline is late.
    late_told_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "number"], name="a_number_is_used_once_on_a_desk"),
            models.CheckConstraint(
                condition=models.Q(is_open=True, category__in=OPEN_CATEGORIES)
                | models.Q(is_open=False, category__in=[Category.RESOLVED, Category.CLOSED]),
                name="a_ticket_is_open_in_the_open_categories",
            ),
            models.CheckConstraint(
                condition=models.Q(category=Category.CLOSED, closed_at__isnull=False)
                | models.Q(~models.Q(category=Category.CLOSED), closed_at__isnull=True),
                name="a_closed_ticket_says_since_when",
            ),
        ]
        indexes = [
            models.Index(fields=["requester", "is_open", "-last_activity_at", "-id"], name="tickets_of_a_person"),
            models.Index(fields=["organization", "is_open", "-last_activity_at", "-id"], name="tickets_of_a_company"),
            models.Index(fields=["desk", "is_open", "-last_activity_at", "-id"], name="tickets_of_a_desk"),
            models.Index(fields=["desk", "category", "-last_activity_at", "-id"], name="tickets_in_a_category"),
            models.Index(fields=["assignee", "is_open", "-last_activity_at", "-id"], name="tickets_of_an_assignee"),
            models.Index(fields=["status", "-last_activity_at", "-id"], name="tickets_in_a_status"),
            models.Index(fields=["-last_activity_at", "-id"], name="tickets_by_activity"),
            models.Index(fields=["desk", "is_open", "id"], name="tickets_of_a_desk_by_age"),
            models.Index(
                fields=["desk", "priority", "is_open", "-last_activity_at", "-id"], name="tickets_of_a_priority"
            ),
            models.Index(
                fields=["desk", "is_open", "-last_activity_at", "-id"],
                condition=models.Q(assignee__isnull=True),
                name="tickets_that_nobody_has",
            ),
            models.Index(fields=["category", "due_at"], condition=_HAS_DEADLINE, name="tickets_that_are_due"),
            models.Index(
                fields=["desk", "category", "due_at", "id"], condition=_HAS_DEADLINE, name="tickets_due_on_a_desk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("request", args=[self.reference])

    @property
    def current_status(self) -> Status:
        """The status from the set-up's snapshot: no query."""
        return setup().statuses[self.status_id]

    @property
    def request_type(self) -> RequestType:
        return setup().types[self.type_id]

    @property
    def its_desk(self) -> Desk:
        return setup().desks[self.desk_id]

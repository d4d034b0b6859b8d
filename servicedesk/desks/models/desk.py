from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import Visitor
from servicedesk.core.texts import say
from servicedesk.organizations.models import Organization


class DeskQuerySet(models.QuerySet["Desk"]):
    def visible_to(self, user: Visitor) -> "DeskQuerySet":
        """The desks a person may see: open ones, those they are a guest of, and those they work on."""
        everyone = models.Q(audience=Desk.Audience.EVERYONE)
        if not user.is_authenticated:
            return self.filter(everyone)
        if user.is_administrator:
            return self
        guest = models.Q(
            pk__in=DeskGuest.objects.filter(
                models.Q(user=user) | models.Q(organization__memberships__user=user)
            ).values("desk")
        )
        works = models.Q(pk__in=DeskRole.objects.filter(user=user).values("desk")) if user.is_agent else models.Q()
        return self.filter(everyone | models.Q(audience=Desk.Audience.ACCOUNTS) | guest | works)

    def worked_on_by(self, user: Visitor) -> "DeskQuerySet":
        """The desks whose tickets a person handles: an agent's own desks, every desk for an administrator."""
        if not user.is_authenticated or not user.is_agent:
            return self.none()
        return self if user.is_administrator else self.filter(roles__user=user)


class Desk(models.Model):
    """A service desk: a name and an address for customers, a team behind it."""

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone may read it, people with an account may use it")
        ACCOUNTS = "accounts", _("Anyone with an account")
        RESTRICTED = "restricted", _("Only the people and companies added to it")

    key = models.CharField(
        _("ID prefix"),
        max_length=8,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z][A-Z0-9]{1,7}$", _("Two to eight capital letters or digits, beginning with a letter.")
            )
        ],
    )
    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    name = models.JSONField(_("Name"), default=dict)
    description = models.JSONField(_("Description"), default=dict, blank=True)
    phone = models.CharField(_("Support phone number"), max_length=40, blank=True)
    # {"0": ["08:00", "17:00"], …}: Monday is 0; a missing day is closed; an empty object means always open.
    hours = models.JSONField(_("Opening hours"), default=dict, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=60, default=settings.TIME_ZONE)
    hue = models.PositiveSmallIntegerField(_("Brand colour"), default=255, validators=[MaxValueValidator(359)])
    mail_address = models.EmailField(_("Mail address"), blank=True)
    audience = models.CharField(_("Who may see and use it"), max_length=12, choices=Audience, default=Audience.ACCOUNTS)
    first_answer_within = models.DurationField(_("First answer within"), default=timedelta(hours=8))
    next_answer_within = models.DurationField(_("Next answer within"), default=timedelta(hours=16))
    silent_customer_closes_after = models.DurationField(_("Silent customer closes after"), default=timedelta(days=7))
    resolved_closes_after = models.DurationField(_("Resolved closes after"), default=timedelta(days=7))
    reopen_within = models.DurationField(_("Can be reopened within"), default=timedelta(days=30))
    position = models.PositiveSmallIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=1000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return say(self.name) or self.key


class DeskRole(models.Model):
    """Who works on a desk, and as what (S63)."""

    class Role(models.TextChoices):
        AGENT = "agent", _("Agent")
        LEAD = "lead", _("Lead")

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_roles")
    role = models.CharField(max_length=10, choices=Role, default=Role.AGENT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "desk"], name="a_person_has_one_role_on_a_desk")]

    def __str__(self) -> str:
        return f"{self.user} – {self.desk}"


class DeskGuest(models.Model):
    """A person or a company that may see and use a restricted desk."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="guests")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "user"], name="a_person_is_a_guest_once"),
            models.UniqueConstraint(fields=["desk", "organization"], name="a_company_is_a_guest_once"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, organization__isnull=True)
                | models.Q(user__isnull=True, organization__isnull=False),
                name="a_guest_is_a_person_or_a_company",
            ),
        ]

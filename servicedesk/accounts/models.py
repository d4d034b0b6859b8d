from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    AGENT = "agent", _("Agent")
    ADMINISTRATOR = "administrator", _("Administrator")
    # Rules and clocks act as this person, who cannot log in.
    SYSTEM = "system", _("System")


def normal_address(address: str) -> str:
    """Return the one spelling under which an e-mail address is kept and compared."""
    return address.strip().casefold()


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_address(username or ""))

    def system(self) -> "User":
        """Return the person in whose name the product itself acts."""
        user, _created = self.get_or_create(
            role=Role.SYSTEM,
            defaults={"email": "system@servicedesk.invalid", "full_name": "Service Desk", "password": "!"},
        )
        return user


class User(AbstractBaseUser):
    """A person, known by an e-mail address. One who has only written a mail has no password and can finish signing up."""

    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    full_name = models.CharField(_("Full name"), max_length=150, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    language = models.CharField(
        _("Language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    time_zone = models.CharField(_("Time zone"), max_length=60, default=settings.TIME_ZONE)
    role = models.CharField(max_length=20, choices=Role, default=Role.CUSTOMER)
    created_at = models.DateTimeField(default=timezone.now)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(role="system"), name="there_is_one_system_user"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="a_person_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the person is called on screen: the full name, or the address while there is none."""
        return self.full_name or self.email

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.deactivated_at is None

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_agent(self) -> bool:
        """True for everyone of the team: which desks an agent works on is for `desks.access` to say."""
        return self.role in (Role.AGENT, Role.ADMINISTRATOR)

    @property
    def is_system(self) -> bool:
        return self.role == Role.SYSTEM

    @property
    def has_signed_up(self) -> bool:
        return self.has_usable_password()


# Whoever looks at a page: a person, or somebody who has not logged in.
Visitor = User | AnonymousUser

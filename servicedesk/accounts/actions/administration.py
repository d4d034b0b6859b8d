from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.accounts.access import may_change_accounts
from servicedesk.accounts.models import Role, User, normal_address
from servicedesk.accounts.passwords import check_new_password
from servicedesk.accounts.sessions import end_sessions
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused, require


def create_administrator(email: str, password: str) -> User:
    """Make, or make an administrator of, the person with this address; for the operator at the command line."""
    email = normal_address(email)
    try:
        validate_email(email)
        check_new_password(password, User(email=email))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    with transaction.atomic():
        person, _created = User.objects.get_or_create(email=email)
        if person.is_system:
            raise Refused(_("The product's own account cannot log in."))
        person.role, person.deactivated_at, person.deactivated_by = Role.ADMINISTRATOR, None, None
        person.set_password(password)
        person.save(update_fields=["role", "deactivated_at", "deactivated_by", "password"])
        end_sessions(person)
        record("made administrator", person, by=None)
    return person


def set_role(user: User, role: str, *, by: User) -> None:
    """Make somebody a customer, an agent or an administrator. Their sessions end: a new role begins with a new log-in (A39)."""
    require(may_change_accounts(by))
    if role not in (Role.CUSTOMER, Role.AGENT, Role.ADMINISTRATOR) or user.is_system:
        raise Refused(_("This role cannot be given."))
    with transaction.atomic():
        administrators = _lock(user)
        if user.role == role:
            return
        if administrators == {user.pk}:
            raise Refused(_("There must be an administrator: make somebody else one first."))
        before, user.role = user.role, role
        user.save(update_fields=["role"])
        end_sessions(user)
        record("changed role", user, by=by, before=before, after=role)


def deactivate(user: User, *, by: User) -> None:
    """Switch an account off: the person is out at the next request (A40), what they wrote stays."""
    require(may_change_accounts(by))
    if user.is_system:
        raise Refused(_("The product's own account stays."))
    with transaction.atomic():
        administrators = _lock(user)
        if not user.is_active:
            return
        if administrators == {user.pk}:
            raise Refused(_("There must be an administrator: make somebody else one first."))
        user.deactivated_at, user.deactivated_by = timezone.now(), by
        user.save(update_fields=["deactivated_at", "deactivated_by"])
        end_sessions(user)
        record("deactivated", user, by=by)


def reactivate(user: User, *, by: User) -> None:
    require(may_change_accounts(by))
    if user.is_active:
        return
    with transaction.atomic():
        user.deactivated_at, user.deactivated_by = None, None
        user.save(update_fields=["deactivated_at", "deactivated_by"])
        record("reactivated", user, by=by)


def _lock(user: User) -> set[int]:
    """Lock and re-read the person, and return who administers; locked too, so that no two administrators remove each other at once."""
    administrators = Q(role=Role.ADMINISTRATOR, deactivated_at=None)
    locked = list(User.objects.select_for_update().filter(administrators | Q(pk=user.pk)).order_by("pk"))
    user.refresh_from_db()
    return {person.pk for person in locked if person.is_administrator and person.is_active}

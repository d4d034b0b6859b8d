from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts import actions as accounts
from servicedesk.accounts.models import Role, User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused, require
from servicedesk.desks.access import may_set_up
from servicedesk.desks.models import Desk, DeskRole


def add_teammate(address: str, *, by: User, name: str = "", role: str = Role.AGENT) -> User:
    """Make somebody an agent or an administrator, by address; one who is new, or has no password yet, gets the mail to finish signing up."""
    require(may_set_up(by))
    with transaction.atomic():
        person = accounts.person_for(address, name=name, by=by)
        change_role(person, role, by=by)
        if not person.has_signed_up:
            accounts.invite(person, by=by)
    return person


def change_role(person: User, role: str, *, by: User) -> None:
    """Give a role of the team or take it away; whoever leaves the team leaves its desks too, and would not come back to them unseen."""
    require(may_set_up(by))
    with transaction.atomic():
        accounts.set_role(person, role, by=by)
        if role == Role.CUSTOMER:
            for place in DeskRole.objects.filter(user=person).select_related("desk"):
                leave_desk(place.desk, person, by=by)


def join_desk(desk: Desk, person: User, *, by: User, role: str = DeskRole.Role.AGENT) -> None:
    """Let an agent work on a desk, or change what they are there (S63)."""
    require(may_set_up(by))
    if not person.is_agent:
        raise Refused(
            _("Only people of the team work on a desk: make %(name)s an agent first.") % {"name": person.name}
        )
    if role not in DeskRole.Role.values:
        raise Refused(_("This role cannot be given."))
    with transaction.atomic():
        place, is_new = DeskRole.objects.select_for_update().get_or_create(
            desk=desk, user=person, defaults={"role": role}
        )
        if not is_new and place.role == role:
            return
        place.role = role
        place.save(update_fields=["role"])
        record("gave role", desk, by=by, person=person.pk, email=person.email, role=role)


def place_on_desks(person: User, places: Iterable[tuple[Desk, str]], *, by: User) -> None:
    """Settle several desks at once: the role on each, or an empty one for none."""
    with transaction.atomic():
        for desk, role in places:
            if role:
                join_desk(desk, person, by=by, role=role)
            else:
                leave_desk(desk, person, by=by)


def leave_desk(desk: Desk, person: User, *, by: User) -> None:
    require(may_set_up(by))
    with transaction.atomic():
        removed, _rows = DeskRole.objects.filter(desk=desk, user=person).delete()
        if removed:
            record("took role", desk, by=by, person=person.pk, email=person.email)

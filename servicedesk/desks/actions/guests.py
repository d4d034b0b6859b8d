from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused, require
from servicedesk.desks.access import may_set_up
from servicedesk.desks.models import Desk, DeskGuest
from servicedesk.organizations.models import Organization


def add_guest(
    desk: Desk, *, by: User, person: User | None = None, organization: Organization | None = None
) -> DeskGuest:
    """Let a person, or everybody in a company, see and use a restricted desk."""
    require(may_set_up(by))
    if (person is None) == (organization is None):
        raise Refused(_("Please choose a person or a company."))
    with transaction.atomic():
        guest, is_new = DeskGuest.objects.get_or_create(desk=desk, user=person, organization=organization)
        if is_new:
            record("added guest", desk, by=by, guest=str(person or organization))
    return guest


def remove_guest(guest: DeskGuest, *, by: User) -> None:
    require(may_set_up(by))
    with transaction.atomic():
        record("removed guest", guest.desk, by=by, guest=str(guest.user or guest.organization))
        guest.delete()

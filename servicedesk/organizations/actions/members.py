from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused, require
from servicedesk.organizations.access import may_change_members
from servicedesk.organizations.models import Membership, Organization


def add_member(organization: Organization, person: User, *, by: User, sees: str = Membership.Sees.ALL) -> Membership:
    """Put a person into a company; it takes effect at once, for older tickets too (S53)."""
    require(may_change_members(by))
    if person.is_agent or person.is_system:
        raise Refused(_("Someone of the team cannot be a customer's colleague."))
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(
            user=person, organization=organization, defaults={"added_by": by, "sees": sees}
        )
        if created:
            record("added member", organization, by=by, person=person.pk, email=person.email)
    return membership


def change_member(membership: Membership, *, by: User, sees: str, role: str) -> None:
    require(may_change_members(by))
    with transaction.atomic():
        membership.sees, membership.role = sees, role
        membership.save(update_fields=["sees", "role"])
        record("changed member", membership.organization, by=by, person=membership.user_id, sees=sees, role=role)


def remove_member(organization: Organization, person: User, *, by: User) -> None:
    """Take a person out of a company: its requests are gone for them at once, their own stay (S55)."""
    require(may_change_members(by))
    with transaction.atomic():
        removed, _rows = Membership.objects.filter(user=person, organization=organization).delete()
        if removed:
            record("removed member", organization, by=by, person=person.pk, email=person.email)

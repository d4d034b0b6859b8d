"""Who may see which person and which company."""

from django.db.models import Q, QuerySet

from servicedesk.accounts.models import Role, User, Visitor
from servicedesk.organizations.models import Membership, Organization


def people_visible_to(user: Visitor) -> QuerySet[User]:
    """The people a person may see: the team sees everyone, a customer themself and the colleagues in their companies.

    Someone of the team is never a customer's colleague (S63).
    """
    if not user.is_authenticated:
        return User.objects.none()
    everyone = User.objects.exclude(role=Role.SYSTEM)
    if user.is_agent:
        return everyone
    own = Membership.objects.filter(user=user).values("organization")
    colleagues = Q(
        role=Role.CUSTOMER, deactivated_at=None, pk__in=Membership.objects.filter(organization__in=own).values("user")
    )
    return everyone.filter(Q(pk=user.pk) | colleagues)


def organizations_visible_to(user: Visitor) -> QuerySet[Organization]:
    """The companies a person may see: all of them for the team, their own for a customer."""
    if not user.is_authenticated:
        return Organization.objects.none()
    if user.is_agent:
        return Organization.objects.all()
    return Organization.objects.filter(memberships__user=user)


def shared_with(user: User) -> QuerySet[Organization]:
    """The companies whose requests a person sees, beside their own requests."""
    return Organization.objects.filter(memberships__user=user, memberships__sees=Membership.Sees.ALL)


def may_change_members(user: Visitor) -> bool:
    """Any agent puts people into companies and takes them out (S53)."""
    return user.is_authenticated and user.is_active and user.is_agent

"""Who may see and do what with a ticket. `visible_to` is both the list and the check; each rule is stated here once.

Not visible is 404, exactly as if it did not exist. Visible but not allowed is 403: the `may_…` functions, asked by the
action to enforce and by the template to show the button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from servicedesk.accounts.models import User, Visitor
from servicedesk.desks.access import may_see_desk, works_on
from servicedesk.desks.models import Desk
from servicedesk.organizations.models import Membership
from servicedesk.tickets.events import PUBLIC

if TYPE_CHECKING:
    from servicedesk.tickets.models import Ticket

# An empty Q would vanish when it is combined with `|`; these two do not.
NONE = Q(pk__in=[])
ALL = ~NONE


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, user: Visitor, *, as_team: bool = False) -> TicketQuerySet:
        """The tickets a person sees; `as_team` those of the desks they work on alone, which is what the workspace shows."""
        return self.filter(_handles(user) if as_team else _sees(user))

    def handled_by(self, user: Visitor) -> TicketQuerySet:
        """Of tickets that are visible to a person, those on whose desk they work."""
        return self.filter(_handles(user))

    def open(self) -> TicketQuerySet:
        return self.filter(is_open__in=[True])


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> MessageQuerySet:
        return self.filter(_sees(user, "ticket__"))


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> NoteQuerySet:
        return self.filter(_handles(user, "ticket__"))


class EventQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> EventQuerySet:
        """Every event for the ticket's team, only what is public for everybody else; read its `public` column alone then."""
        return self.filter(_handles(user, "ticket__") | (_sees(user, "ticket__") & public_events()))


class MessageFileQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> MessageFileQuerySet:
        return self.filter(_sees(user, "message__ticket__"))


class NoteFileQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> NoteFileQuerySet:
        return self.filter(_handles(user, "note__ticket__"))


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> UploadQuerySet:
        """An upload is its person's alone until it is sent (A12)."""
        return self.filter(person=user) if user.is_authenticated else self.none()


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> DraftQuerySet:
        return self.filter(person=user) if user.is_authenticated else self.none()


def public_events() -> Q:
    return Q(kind__in=PUBLIC) & ~Q(public={})


def is_customer_of(user: User, ticket: Ticket) -> bool:
    """Whether a person who sees the ticket acts on it as a customer: everyone but its team, and its requester always."""
    return ticket.requester_id == user.pk or not works_on(user, ticket.desk_id)


def may_see(user: User, ticket: Ticket) -> bool:
    return user.is_system or type(ticket).objects.visible_to(user).filter(pk=ticket.pk).exists()


def may_open(user: User, desk: Desk, requester: User) -> bool:
    """For oneself on every desk one may see; for somebody else only on a desk one works on."""
    if works_on(user, desk.pk):
        return True
    return user == requester and may_see_desk(user, desk)


def may_reply(user: User, ticket: Ticket) -> bool:
    return may_see(user, ticket)


def may_work(user: User, ticket: Ticket) -> bool:
    """Write notes, set status, priority and assignee, change facts: the team of the ticket's desk."""
    return works_on(user, ticket.desk_id)


def may_resolve(user: User, ticket: Ticket) -> bool:
    return ticket.is_open and (may_work(user, ticket) or ticket.requester_id == user.pk)


def may_cancel(user: User, ticket: Ticket) -> bool:
    return ticket.is_open and ticket.requester_id == user.pk


def may_reopen(user: User, ticket: Ticket) -> bool:
    return not ticket.is_open and may_see(user, ticket)


def may_invite(user: User, ticket: Ticket) -> bool:
    """Add and remove participants: the requester and the team."""
    return ticket.requester_id == user.pk or may_work(user, ticket)


def may_share(user: User, ticket: Ticket) -> bool:
    return ticket.requester_id == user.pk or may_work(user, ticket)


def _sees(user: Visitor, ticket: str = "") -> Q:
    """The rule of the house: one's own requests, those one takes part in, those of one's companies, and the desks one works on.

    `ticket` is the path from the model that is filtered to its ticket, like `message__ticket__`.
    """
    if not user.is_authenticated or not user.is_active:
        return NONE
    if user.is_administrator:
        return ALL
    shared = user.memberships.filter(sees=Membership.Sees.ALL).values("organization")
    as_customer = (
        Q(**{f"{ticket}requester": user})
        | Q(**{f"{ticket}pk__in": user.participations.values("ticket")})
        | Q(**{f"{ticket}organization__in": shared})
    )
    return as_customer | _handles(user, ticket) if user.is_agent else as_customer


def _handles(user: Visitor, ticket: str = "") -> Q:
    if not user.is_authenticated or not user.is_active or not user.is_agent:
        return NONE
    if user.is_administrator:
        return ALL
    return Q(**{f"{ticket}desk__in": user.desk_roles.values("desk")})

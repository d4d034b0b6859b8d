"""What the workspace's pages read, in few queries: all their bounded counts are one."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import IntegerField, QuerySet, Subquery

from servicedesk.accounts.models import User
from servicedesk.core.prepared import ANYBODY, Prepared
from servicedesk.desks.access import works_on
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import people_visible_to
from servicedesk.tickets.access import TicketQuerySet
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.queries import MOST_COUNTED, TicketFilter


def handled_tickets(user: User) -> TicketQuerySet:
    """The tickets of the desks that an agent works on."""
    return Ticket.objects.visible_to(user, as_team=True)


def own_desks(user: User) -> list[Desk]:
    """The desks that a person works on, in their order."""
    return [desk for desk in setup().desks.values() if works_on(user, desk.pk)]


def team_of(desks: Iterable[Desk], user: User) -> QuerySet[User]:
    """The people who have a role on one of the desks and can be given their tickets."""
    roles = DeskRole.objects.filter(desk__in=[desk.pk for desk in desks])
    return people_visible_to(user).filter(deactivated_at=None, pk__in=roles.values("user"))


class CountUpTo(Subquery):
    """How many rows a query has, counted no further than it is sliced."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = IntegerField()
    # For a query of which is known beforehand that it has no rows.
    empty_result_set_value = 0


def counts(user: User, filters: Sequence[TicketFilter]) -> tuple[int, ...]:
    """Count the tickets of several lists up to `MOST_COUNTED` + 1, all in one query."""
    prepared = _counts_of(user.role, tuple(filters), setup().number, MOST_COUNTED + 1)
    return prepared.fetch(user.pk)[0]


@lru_cache(maxsize=512)
def _counts_of(role: str, filters: tuple[TicketFilter, ...], _setup: int, most: int) -> Prepared:
    anybody = User(pk=ANYBODY, role=role)
    lists = [wanted.narrow(handled_tickets(anybody), anybody) for wanted in filters]
    bounded = [CountUpTo(rows.order_by().values("pk")[:most]) for rows in lists]
    return Prepared(people_visible_to(anybody).filter(pk=ANYBODY).values_list(*bounded))

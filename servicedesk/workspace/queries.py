"""What the workspace's pages read, in few queries: all their bounded counts are one."""

from collections.abc import Iterable, Mapping

from django.db.models import IntegerField, QuerySet, Subquery

from servicedesk.accounts.models import User
from servicedesk.desks.access import works_on
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import people_visible_to
from servicedesk.tickets.access import TicketQuerySet
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.queries import MOST_COUNTED


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


def counts(user: User, **queries: QuerySet) -> Mapping[str, int]:
    """Count the rows of several queries up to `MOST_COUNTED` + 1, all in one query."""
    bounded = {name: CountUpTo(query.order_by().values("pk")[: MOST_COUNTED + 1]) for name, query in queries.items()}
    row: dict[str, int] = people_visible_to(user).filter(pk=user.pk).values(**bounded).get()  # type: ignore[assignment]
    return row

"""What the workspace's pages read, in few queries: bounded counts in one, several short lists in one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, IntegerField, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

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
    return Ticket.objects.visible_to(user).handled_by(user)


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


def counts(user: User, **queries: QuerySet) -> Mapping[str, int]:
    """Count the rows of several queries up to `MOST_COUNTED` + 1, all in one query."""
    bounded = {name: CountUpTo(query.order_by().values("pk")[: MOST_COUNTED + 1]) for name, query in queries.items()}
    row: dict[str, int] = people_visible_to(user).filter(pk=user.pk).values(**bounded).get()  # type: ignore[assignment]
    return row


@dataclass(frozen=True)
class Line:
    """A row of a short list: what it is known by, what it says, and one thing more."""

    key: str
    text: str
    more: str

    @property
    def pk(self) -> int:
        return int(self.key)


def lines(rows: QuerySet, key: str, text: str, more: str = "", *, newest_first: bool = False) -> QuerySet:
    """Return `rows` with the columns of a `Line`, to be fetched by `short_lists`; sorted by text unless newest first."""
    rank = F("pk") * -1 if newest_first else Value(0)
    annotated: QuerySet = rows.order_by().annotate(
        line_key=_text(F(key)),
        line_text=_text(F(text)),
        line_more=_text(F(more) if more else Value("")),
        line_rank=Cast(rank, BigIntegerField()),
    )
    return annotated


def short_lists(**lists: QuerySet) -> Mapping[str, list[Line]]:
    """Fetch several short lists, made by `lines`, in one query."""
    columns = ("line_of", "line_key", "line_text", "line_more", "line_rank")
    first, *others = (rows.annotate(line_of=_text(Value(name))).values_list(*columns) for name, rows in lists.items())
    found: dict[str, list[Line]] = {name: [] for name in lists}
    for name, key, text, more, _rank in sorted(
        first.union(*others, all=True), key=lambda row: (row[4], row[2].casefold())
    ):
        found[name].append(Line(key, text, more))
    return found


def _text(expression: Any) -> Cast:
    return Cast(expression, TextField())

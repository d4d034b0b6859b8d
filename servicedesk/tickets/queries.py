"""Filters and sorting of ticket lists: one parser for every door. It only narrows what `visible_to` gave."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from servicedesk.accounts.models import User
from servicedesk.core.pagination import first_of_each
from servicedesk.desks.models import Category, Field
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import shared_with
from servicedesk.tickets.access import TicketQuerySet
from servicedesk.tickets.models import FieldValue, Ticket

# What a list can be sorted by: the word in the address, the column, and whether the largest comes first.
SORTS = {"activity": ("last_activity_at", True), "newest": ("id", True), "oldest": ("id", False)}
WHOSE = ("mine", "company", "participant")
MOST_COUNTED = 1000
# `?status=team`: it is the team that has to act next.
TEAMS_TURN = (Category.NEW, Category.OPEN)
LATEST_LOOKED_AT = 100


@dataclass(frozen=True)
class TicketFilter:
    """What an address asks for; every unknown value counts as the default, so that no address is an error."""

    whose: str = ""
    company: str = ""
    status: str = ""
    type: str = ""
    assignee: str = ""
    desk: str = ""
    priority: str = ""
    q: str = ""
    sort: str = "activity"

    @classmethod
    def read(cls, query: Mapping[str, str], **defaults: str) -> "TicketFilter":
        names = cls.__dataclass_fields__
        values = {name: query.get(name, "").strip()[:200].replace("\0", "") or defaults.get(name, "") for name in names}
        if values["sort"] not in SORTS:
            values["sort"] = defaults.get("sort", "activity")
        return cls(**values)

    def narrow(self, tickets: TicketQuerySet, user: User) -> TicketQuerySet:
        return self.narrow_but_status(tickets, user).filter(self._status())

    def narrow_but_status(self, tickets: TicketQuerySet, user: User) -> TicketQuerySet:
        """For a list whose status `apart` says: said twice, PostgreSQL no longer sees that an index knows the order."""
        return tickets.filter(self._whose(user), self._type(), self._desk(), self._assignee(user), self._priority())

    def apart(self, *, desks: Callable[[], Iterable[int]] = tuple, companies: Iterable[int] = ()) -> list[Q]:
        """Conditions of which every ticket of the list meets one, each served in order by an index (`core.pagination`).

        `companies`, or the `desks` that are asked for when it comes to them, are all that the list can hold tickets of.
        """
        owners: list[Q] = []
        if self.whose == "company":
            owners = [Q(organization=pk) for pk in companies]
        elif not self._has_one_owner():
            owners = [Q(desk=pk) for pk in desks()]
        return [owner & state for owner in owners or [Q()] for state in self._states()]

    def _has_one_owner(self) -> bool:
        """Whether the filters that are narrowed to already name what an index begins with."""
        has_person = bool(self.whose) or self.assignee not in ("", "none")
        return has_person or _is_number(self.company) or bool(self._desk() or self._statuses())

    def _states(self) -> list[Q]:
        if self.status == "team":
            return [Q(category=category) for category in TEAMS_TURN]
        if self.status in ("open", "closed", *Category.values):
            return [self._status()]
        return [Q(status=pk) for pk in self._statuses()] or [_is_open(True), _is_open(False)]

    def _whose(self, user: User) -> Q:
        if self.whose == "mine":
            return Q(requester=user)
        if self.whose == "participant":
            return Q(pk__in=user.participations.values("ticket"))
        if self.whose == "company":
            companies = shared_with(user)
            return Q(organization__in=companies.filter(pk=int(self.company)) if _is_number(self.company) else companies)
        return Q(organization=int(self.company)) if _is_number(self.company) else Q()

    def _status(self) -> Q:
        if self.status in ("open", "closed"):
            return _is_open(self.status == "open")
        if self.status == "team":
            return Q(category__in=TEAMS_TURN)
        if self.status in Category.values:
            return Q(category=self.status)
        return Q(status__in=matching) if (matching := self._statuses()) else Q()

    def _statuses(self) -> list[int]:
        if not self.status or self.status in ("open", "closed", "team", "all", *Category.values):
            return []
        return [status.pk for status in setup().statuses.values() if status.slug == self.status]

    def _type(self) -> Q:
        matching = [kind.pk for kind in setup().types.values() if kind.slug == self.type] if self.type else []
        return Q(type__in=matching) if matching else Q()

    def _desk(self) -> Q:
        desk = setup().desk_by_slug(self.desk) if self.desk else None
        return Q(desk=desk) if desk else Q()

    def _assignee(self, user: User) -> Q:
        if self.assignee == "me":
            return Q(assignee=user)
        if self.assignee == "none":
            return Q(assignee=None)
        return Q(assignee=int(self.assignee)) if _is_number(self.assignee) else Q()

    def _priority(self) -> Q:
        return Q(priority=int(self.priority)) if _is_number(self.priority) and len(self.priority) == 1 else Q()


def earlier_answers(user: User, question: Field) -> list[str]:
    """The texts that a person or their company gave to a question in their latest requests, each once, in order (S34)."""
    own = [Q(requester=user), *(Q(organization=pk) for pk in shared_with(user).values_list("pk", flat=True))]
    apart = [whose & _is_open(is_open) for whose in own for is_open in (True, False)]
    visible = Ticket.objects.visible_to(user).order_by("-last_activity_at", "-id")
    latest = first_of_each(visible, apart, LATEST_LOOKED_AT)[:LATEST_LOOKED_AT]
    texts = FieldValue.objects.filter(field=question, ticket__in=list(latest.values_list("pk", flat=True))).values_list(
        "text", flat=True
    )
    return sorted({text for text in texts if text}, key=str.casefold)


def counted(tickets: TicketQuerySet, most: int = MOST_COUNTED) -> int:
    """Count up to `most` + 1 rows: a list says `1,000+` instead of counting a whole table."""
    return tickets.order_by().values("pk")[: most + 1].count()


def _is_open(is_open: bool) -> Q:
    """Written with `in`: Django makes a bare column of an equality with a truth value, and SQLite finds no index for that."""
    return Q(is_open__in=[is_open])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18

"""Filters and sorting of ticket lists: one parser for every door. It only narrows what `visible_to` gave."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from servicedesk.accounts.models import User
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
        return tickets.filter(
            self._whose(user), self._status(), self._type(), self._desk(), self._assignee(user), self._priority()
        )

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
            return Q(is_open=self.status == "open")
        if self.status == "team":
            return Q(category__in=TEAMS_TURN)
        if self.status in Category.values:
            return Q(category=self.status)
        if matching := [
            status.pk for status in setup().statuses.values() if self.status and status.slug == self.status
        ]:
            return Q(status__in=matching)
        return Q()

    def _type(self) -> Q:
        if matching := [kind.pk for kind in setup().types.values() if self.type and kind.slug == self.type]:
            return Q(type__in=matching)
        return Q()

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
    latest = (
        Ticket.objects.visible_to(user)
        .filter(Q(requester=user) | Q(organization__in=shared_with(user)))
        .order_by("-id")[:LATEST_LOOKED_AT]
    )
    texts = FieldValue.objects.filter(field=question, ticket__in=list(latest.values_list("pk", flat=True))).values_list(
        "text", flat=True
    )
    return sorted({text for text in texts if text}, key=str.casefold)


def counted(tickets: TicketQuerySet, most: int = MOST_COUNTED) -> int:
    """Count up to `most` + 1 rows: a list says `1,000+` instead of counting a whole table."""
    return tickets.order_by().values("pk")[: most + 1].count()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18

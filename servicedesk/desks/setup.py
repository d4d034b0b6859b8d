"""The set-up that pages need all the time, as a snapshot per process: desks, request types, fields, options, statuses.

It is re-read when the row `SetupVersion` has another number than the snapshot. Within a request that row is read once.
Rights are never in here: who may see what is asked of the database every time.
"""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Prefetch

from servicedesk.desks.models import Category, Desk, Field, Option, RequestType, SetupVersion, Site, Status


@dataclass(frozen=True)
class Setup:
    number: int
    site: Site
    desks: dict[int, Desk]
    types: dict[int, RequestType]
    statuses: dict[int, Status]

    def types_of(self, desk_id: int) -> list[RequestType]:
        """The request types that customers can choose on a desk, in their order."""
        return [kind for kind in self.types.values() if kind.desk_id == desk_id and not kind.retired_at]

    def statuses_of(self, desk_id: int) -> list[Status]:
        return [status for status in self.statuses.values() if status.desk_id == desk_id and not status.retired_at]

    def status_for(self, desk_id: int, category: Category) -> Status:
        """The first status of a category on a desk; a desk always has one of each (`desks.actions` sees to it)."""
        return next(status for status in self.statuses_of(desk_id) if status.category == category)

    def fields_of(self, type_id: int) -> list[Field]:
        """The questions of a request type, in their order; `.options.all()` costs no query."""
        return [field for field in self.types[type_id].fields.all() if not field.retired_at]

    def desk_by_slug(self, slug: str) -> Desk | None:
        return next((desk for desk in self.desks.values() if desk.slug == slug), None)

    def type_by_slug(self, desk_id: int, slug: str) -> RequestType | None:
        return next((kind for kind in self.types_of(desk_id) if kind.slug == slug), None)


_snapshot: Setup | None = None
_checked: ContextVar[Setup | None] = ContextVar("checked_setup", default=None)
_in_request: ContextVar[bool] = ContextVar("setup_in_request", default=False)


def setup() -> Setup:
    """Return the set-up as it is now; within a request, as it was when first asked for."""
    if _in_request.get() and (checked := _checked.get()):
        return checked
    current = _current()
    _checked.set(current)
    return current


def begin_request() -> None:
    _in_request.set(True)
    _checked.set(None)


def end_request() -> None:
    _in_request.set(False)
    _checked.set(None)


def renew_version() -> None:
    """Tell every process that its snapshot is old; call it in the transaction of the change.

    The number is random, so that one taken back with its transaction never comes again for another set-up.
    """
    SetupVersion.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(60) + 1})
    _checked.set(None)


def _current() -> Setup:
    global _snapshot
    number = SetupVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    if _snapshot is None or _snapshot.number != number or number == 0:
        _snapshot = _read(number)
    return _snapshot


def _read(number: int) -> Setup:
    fields = Field.objects.prefetch_related(Prefetch("options", Option.objects.order_by("position", "id"))).order_by(
        "position", "id"
    )
    types = RequestType.objects.prefetch_related(Prefetch("fields", fields))
    return Setup(
        number=number,
        site=Site.objects.filter(pk=1).first() or Site(pk=1),
        desks={desk.pk: desk for desk in Desk.objects.order_by("position", "id")},
        types={kind.pk: kind for kind in types},
        statuses={status.pk: status for status in Status.objects.all()},
    )

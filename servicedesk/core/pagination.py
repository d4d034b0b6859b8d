"""Keyset pages: page 1 000 costs what page 1 costs. A cursor is signed and bound to its person and filter (A68)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest, EmptyResultSet
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.where import WhereNode

_SALT = "servicedesk.pagination"


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the cursors of the pages before and after it (None where there is none)."""

    rows: list[Any]
    before: str | None
    after: str | None


def page(
    rows: QuerySet,
    *,
    by: str,
    descending: bool = True,
    size: int = 25,
    cursor: str = "",
    bound_to: str = "",
    apart: Sequence[Q] = (),
) -> Page:
    """Return one page of `rows` sorted by the column `by` and then by id.

    `bound_to` names the person and the filters; a cursor made for others, or changed, raises BadRequest. `apart` are
    conditions of which every row meets one: see `first_of_each`.
    """
    place = _read(cursor, bound_to, by) if cursor else None
    backwards = bool(place and place["backwards"])
    downwards = descending != backwards
    if place:
        rows = rows.filter(_beyond(by, place["value"], place["id"], downwards))
    sign = "-" if downwards else ""
    rows = rows.order_by(f"{sign}{by}", f"{sign}id")
    if apart:
        rows = first_of_each(rows, apart, size + 1)
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_before = more if backwards else place is not None
    has_after = True if backwards else more
    return Page(
        rows=found,
        before=_write(found[0], by, bound_to, backwards=True) if found and has_before else None,
        after=_write(found[-1], by, bound_to, backwards=False) if found and has_after else None,
    )


def first_of_each(rows: QuerySet, apart: Sequence[Q], count: int) -> QuerySet:
    """Return those of the ordered `rows` that are among the first `count` under one of the conditions `apart`.

    An index that begins with a desk knows the order within each desk, but not over several: asked for all of them at
    once, a database reads and sorts every row.
    """
    if len(apart) == 1:
        return rows.filter(*apart)
    statements: list[str] = []
    parameters: list[Any] = []
    for condition in apart:
        with suppress(EmptyResultSet):
            sql, values = rows.filter(condition).values("pk")[:count].query.sql_with_params()
            statements.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608 - Django's own SQL
            parameters += values
    if not statements:
        return rows.none()
    # Each part has met every condition; said once more outside, they tempt planners to begin with another index.
    found = rows.all()
    found.query.where = WhereNode()
    return found.filter(pk__in=RawSQL(" UNION ALL ".join(statements), parameters))  # noqa: S611 - Django's own SQL


def _beyond(by: str, value: Any, pk: int, downwards: bool) -> Q:
    # The first condition looks redundant; it is the range an index can be entered at.
    strictly, loosely = ("lt", "lte") if downwards else ("gt", "gte")
    return Q(**{f"{by}__{loosely}": value}) & (
        Q(**{f"{by}__{strictly}": value}) | Q(**{by: value, f"id__{strictly}": pk})
    )


def _write(row: Any, by: str, bound_to: str, *, backwards: bool) -> str:
    value = getattr(row, by)
    kind = "time" if isinstance(value, datetime) else "plain"
    plain = value.isoformat() if isinstance(value, datetime) else value
    return signing.dumps([kind, plain, row.pk, backwards], salt=f"{_SALT}:{by}:{bound_to}", compress=False)


def _read(cursor: str, bound_to: str, by: str) -> dict[str, Any]:
    try:
        kind, value, pk, backwards = signing.loads(cursor, salt=f"{_SALT}:{by}:{bound_to}")
    except (signing.BadSignature, ValueError) as error:
        raise BadRequest("This page address does not belong to this list.") from error
    return {"value": datetime.fromisoformat(value) if kind == "time" else value, "id": pk, "backwards": backwards}

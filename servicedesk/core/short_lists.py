"""Several short lists in one query: what stands in a panel costs one way to the database, however many things it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast


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

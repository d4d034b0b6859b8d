"""Queries that are put into SQL once for everybody: for a short one, putting it costs Django more than the database's answer."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stands for a person's id in a query that is prepared; no row has it.
ANYBODY = 2**62 + 1


class Prepared:
    """Made of a query about `ANYBODY`; answers it for one person. Only for columns that need no conversion, such as ids and counts."""

    def __init__(self, rows: QuerySet) -> None:
        self.sql, self.parameters = rows.query.sql_with_params()

    def fetch(self, person: int) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [person if value == ANYBODY else value for value in self.parameters])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

"""The full-text index, where SQLite (FTS5) and PostgreSQL (tsvector and GIN) differ. `words` are what `search.words` makes; `put` takes those of many tickets at once."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


class Engine(Protocol):
    def put(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None: ...
    def some_ids(self, words: Sequence[str], limit: int) -> list[int]: ...
    def matches(self, words: Sequence[str], ticket_id_column: str) -> RawSQL: ...


class Fts5:
    create = [
        # The words are folded already; the tokenizer only has to cut them at the spaces.
        "CREATE VIRTUAL TABLE search_ticket USING fts5(words, prefix='2 3', tokenize=\"unicode61 remove_diacritics 0\", detail=none)",
    ]

    def put(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_ticket WHERE rowid = %s", [[ticket_id] for ticket_id, _words in rows]
            )
            cursor.executemany(
                "INSERT INTO search_ticket (rowid, words) VALUES (%s, %s)",
                [[ticket_id, " ".join(words)] for ticket_id, words in rows],
            )

    def some_ids(self, words: Sequence[str], limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_ticket WHERE search_ticket MATCH %s LIMIT %s", [self._query(words), limit]
            )
            return [row[0] for row in cursor.fetchall()]

    def matches(self, words: Sequence[str], ticket_id_column: str) -> RawSQL:
        # FTS5 would gather every hit anew for each ticket; the words themselves lie beside the index under the same id.
        sql = " AND ".join(["instr(words, %s) > 0"] * len(words))
        sql = f"(SELECT {sql} FROM (SELECT ' ' || words AS words FROM search_ticket WHERE rowid = {ticket_id_column}))"  # noqa: S608
        return RawSQL(sql, [f" {word}" for word in words], BooleanField())  # noqa: S611

    @staticmethod
    def _query(words: Sequence[str]) -> str:
        return " AND ".join(f'"{word}"*' for word in words)


class TsVector:
    create = [
        "CREATE TABLE search_ticket (ticket_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX search_ticket_words ON search_ticket USING gin (words)",
    ]

    def put(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_ticket (ticket_id, words) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (ticket_id) DO UPDATE SET words = excluded.words",
                [[ticket_id, sorted(set(words))] for ticket_id, words in rows],
            )

    def some_ids(self, words: Sequence[str], limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ticket_id FROM search_ticket WHERE words @@ %s::tsquery LIMIT %s", [self._query(words), limit]
            )
            return [row[0] for row in cursor.fetchall()]

    def matches(self, words: Sequence[str], ticket_id_column: str) -> RawSQL:
        # OFFSET 0 keeps the planner from turning the walk round: it would otherwise read and sort every hit.
        sql = f"(SELECT words @@ %s::tsquery FROM search_ticket WHERE ticket_id = {ticket_id_column} OFFSET 0)"  # noqa: S608
        return RawSQL(sql, [self._query(words)], BooleanField())  # noqa: S611

    @staticmethod
    def _query(words: Sequence[str]) -> str:
        return " & ".join(f"'{word}':*" for word in words)


def engine() -> Engine:
    return TsVector() if connection.vendor == "postgresql" else Fts5()

"""The rows that the actions would have written for a ticket's story; tests/benchmarks compares them with those that the actions write.

They are plain columns and values: making model objects of a million tickets' rows would take most of the time.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import Max, Model

from benchmarks.stories import ANSWER, ASK, ASSIGN, CLOSE, HOLD, RESOLVE
from servicedesk.accounts.models import User
from servicedesk.core import markdown
from servicedesk.desks.answers import Answer
from servicedesk.desks.models import Category, Status
from servicedesk.desks.setup import setup
from servicedesk.tickets.actions._answers import as_shown
from servicedesk.tickets.deadlines import due_for
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Channel, FieldValue, Message, Participant, Ticket, TicketEvent, TicketStep

Columns = dict[str, Any]
# In the order in which they can be written.
TABLES: list[type[Model]] = [Ticket, FieldValue, Participant, Message, TicketStep, TicketEvent]
MOVES = {
    HOLD: (Category.HOLD, Kind.STATUS_CHANGED),
    RESOLVE: (Category.RESOLVED, Kind.RESOLVED),
    CLOSE: (Category.CLOSED, Kind.CLOSED),
}


class Writer:
    """Tells the story of one ticket after the other, and writes what came of them; ids are given here, so that no row waits for another."""

    def __init__(self, system: User) -> None:
        self.system = system
        self.tickets: list[Ticket] = []
        self._rows: dict[type[Model], list[Columns]] = defaultdict(list)
        self._ids = {
            model: count(1 + (model._default_manager.aggregate(last=Max("pk"))["last"] or 0)) for model in TABLES
        }
        self._html: dict[str, str] = {}

    def open(self, ticket: Ticket, text: str, answers: Sequence[Answer], participant: User | None) -> None:
        status = setup().status_for(ticket.desk_id, Category.NEW)
        at = ticket.last_activity_at = ticket.created_at
        ticket.pk, ticket.reference = next(self._ids[Ticket]), f"{ticket.its_desk.key}-{ticket.number}"
        ticket.status_id, ticket.category, ticket.is_open = status.pk, status.category, True
        ticket.channel, ticket.created_by_id, ticket.fields = (
            Channel.PORTAL.value,
            ticket.requester_id,
            as_shown(answers),
        )
        ticket.due_at = due_for(ticket, status.category, at)
        self.tickets.append(ticket)
        for answer in answers:
            for typed in answer.typed:
                self._values(ticket, answer, **typed)
        if participant:
            self._add(
                Participant, ticket_id=ticket.pk, user_id=participant.pk, added_by_id=ticket.requester_id, added_at=at
            )
        step = self._step(ticket, ticket.requester_id, at, key=True)
        self._message(ticket, ticket.requester_id, text, at, from_team=False)
        self._event(ticket, step, at, Kind.OPENED, {"on_behalf": False}, {"on_behalf": False})

    def move(self, move: str, ticket: Ticket, agent: User, text: str, at: datetime) -> None:
        by = {ASK: ticket.requester_id, CLOSE: self.system.pk}.get(move, agent.pk)
        step = self._step(ticket, by, at, key=move in (ASK, ANSWER))
        if move == ASSIGN:
            ticket.assignee_id = agent.pk
            self._event(ticket, step, at, Kind.ASSIGNED, {"taken": True}, {"from": None, "to": agent.pk})
        elif move in (ASK, ANSWER):
            self._reply(ticket, step, by, text, at, from_team=move == ANSWER)
        else:
            self._turn(ticket, step, at, *MOVES[move])

    def write(self) -> None:
        """Write everything told since the last time, and forget it."""
        self._rows[Ticket] = [_columns_of(ticket) for ticket in self.tickets]
        for model in TABLES:
            _insert(model, self._rows[model])
        self._rows.clear()
        self.tickets.clear()

    def _values(self, ticket: Ticket, answer: Answer, *, text: str | None = None, option: Any = None) -> None:
        self._add(FieldValue, ticket_id=ticket.pk, field_id=answer.field.pk, text=text, option_id=option and option.pk)

    def _step(self, ticket: Ticket, by: int, at: datetime, *, key: bool) -> int:
        ticket.version += 1
        digest = sha256(b"%d" % ticket.pk).hexdigest() if key else ""
        step = self._add(TicketStep, by_id=by, at=at, key=None, digest=digest)
        if key:
            self._rows[TicketStep][-1]["key"] = f"{step:022}"
        return step

    def _event(self, ticket: Ticket, step: int, at: datetime, kind: Kind, public: Columns, internal: Columns) -> None:
        columns = {"public": json.dumps(public), "internal": json.dumps(internal)}
        self._add(TicketEvent, ticket_id=ticket.pk, step_id=step, kind=kind.value, version=ticket.version, **columns)
        if public:
            ticket.last_activity_at = at

    def _message(self, ticket: Ticket, author: int, text: str, at: datetime, *, from_team: bool) -> int:
        if text not in self._html:
            self._html[text] = markdown.render(text)
        return self._add(
            Message,
            ticket_id=ticket.pk,
            author_id=author,
            from_team=from_team,
            channel=Channel.PORTAL.value,
            body=text,
            html=self._html[text],
            html_version=markdown.VERSION,
            file_count=0,
            created_at=at,
        )

    def _reply(self, ticket: Ticket, step: int, by: int, text: str, at: datetime, *, from_team: bool) -> None:
        message = self._message(ticket, by, text, at, from_team=from_team)
        self._event(ticket, step, at, Kind.REPLIED, {"message": message, "from_team": from_team}, {})
        if from_team:
            ticket.first_answer_at = ticket.first_answer_at or at
            self._turn(ticket, step, at, Category.WAITING, Kind.STATUS_CHANGED)
        elif ticket.category != Category.NEW:
            self._turn(ticket, step, at, Category.OPEN, Kind.STATUS_CHANGED)

    def _turn(self, ticket: Ticket, step: int, at: datetime, category: Category, kind: Kind) -> None:
        if ticket.category == category:
            return
        before, after = ticket.current_status, setup().status_for(ticket.desk_id, category)
        public = {"to": after.pk} if _is_told(before, after) else {}
        self._event(ticket, step, at, kind, public, {"from": before.pk, "to": after.pk})
        ticket.status_id, ticket.category, ticket.is_open = after.pk, category.value, category.is_open
        ticket.resolved_at = None if category.is_open else ticket.resolved_at or at
        ticket.closed_at = at if category == Category.CLOSED else None
        ticket.due_at = due_for(ticket, category, at)

    def _add(self, model: type[Model], **columns: Any) -> int:
        pk = next(self._ids[model])
        self._rows[model].append({"id": pk, **columns})
        return pk


def _is_told(before: Status, after: Status) -> bool:
    return before.customer_name != after.customer_name or not Category(after.category).is_open


def _columns_of(ticket: Ticket) -> Columns:
    columns = {field.column: getattr(ticket, field.attname) for field in Ticket._meta.concrete_fields}
    return columns | {"fields": json.dumps(ticket.fields)}


def _insert(model: type[Model], rows: Sequence[Columns]) -> None:
    if not rows:
        return
    table, columns = model._meta.db_table, ", ".join(rows[0])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", [_plain(row) for row in rows])  # noqa: S608 - names of the models


def _plain(row: Columns) -> list[Any]:
    return [
        connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
        for value in row.values()
    ]

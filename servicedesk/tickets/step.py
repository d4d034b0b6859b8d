"""The Step: the unit in which tickets change.

    with step(ticket, by=agent, seen=form_version, key=form_key, content=[body]) as s:
        s.change(ticket, priority=Priority.HIGH)
        s.event(ticket, Kind.PRIORITY_CHANGED, internal={"to": 3})

It locks and re-reads the rows (in id order), and at its end writes the events in one INSERT, one job for each of
`settings.TICKET_REACTIONS`, and raises each ticket's version. A step opened inside another joins it. Exactly-once,
conflict and one mail for each step are its properties; no action states them.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused
from servicedesk.core.tasks.backend import enqueue_many
from servicedesk.core.tasks.loading import load_task
from servicedesk.tickets.events import Kind, rivals
from servicedesk.tickets.models import Ticket, TicketEvent, TicketStep

P = ParamSpec("P")


class Conflict(Exception):
    """Somebody changed the same fact since the form was shown: 409. `ticket` is as it is now; nothing was written."""

    def __init__(self, ticket: Ticket, events: list[TicketEvent]) -> None:
        super().__init__(f"{ticket.reference} was changed meanwhile")
        self.ticket = ticket
        self.events = events


class SentBefore(Exception):
    """The same person has sent this key with the same content: `ticket` is what came of it."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.reference)
        self.ticket = ticket


class SentDifferently(Refused):
    """The key was used for another text: an edited text is never swallowed as a repeat."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(_("You sent this as %(id)s: add to it, or send as new.") % {"id": ticket.reference})
        self.ticket = ticket


class Step:
    def __init__(self, by: User) -> None:
        self.by = by
        self.record: TicketStep
        self._tickets: dict[int, Ticket] = {}
        self._seen: dict[int, int] = {}
        self._created: set[int] = set()
        self._changed: dict[int, set[str]] = {}
        self._events: list[TicketEvent] = []

    @property
    def at(self) -> datetime:
        """The one time of everything in this step; taken while the rows are locked, so that it only ever grows on a ticket."""
        return self.record.at

    def take(self, tickets: Iterable[Ticket]) -> None:
        """Lock the tickets in id order and read them again, into the objects that the caller holds."""
        for ticket in sorted(tickets, key=lambda ticket: ticket.pk):
            if self._tickets.get(ticket.pk) is ticket:
                continue
            if ticket.pk in self._tickets:
                raise RuntimeError(f"{ticket.reference} is in this step already, as another object")
            ticket.refresh_from_db(from_queryset=Ticket.objects.select_for_update(of=("self",)))
            self._tickets[ticket.pk] = ticket

    def create(self, ticket: Ticket) -> None:
        """Write a new ticket; its first version is this step's."""
        ticket.version = 1
        ticket.save(force_insert=True)
        self._tickets[ticket.pk] = ticket
        self._created.add(ticket.pk)

    def change(self, ticket: Ticket, **values: Any) -> None:
        for name, value in values.items():
            setattr(ticket, name, value)
        self._changed.setdefault(ticket.pk, set()).update(values)

    def event(self, ticket: Ticket, kind: Kind, *, public: dict | None = None, internal: dict | None = None) -> None:
        """Note what happened. What stands in `public` is for customers; texts stand in neither."""
        self._events.append(
            TicketEvent(ticket=ticket, step=self.record, kind=kind, public=public or {}, internal=internal or {})
        )
        if public:
            self.change(ticket, last_activity_at=self.at)

    def seen(self, ticket: Ticket, version: int) -> None:
        self._seen[ticket.pk] = version

    def finish(self) -> None:
        touched = {event.ticket_id for event in self._events} | set(self._changed)
        if not touched:
            if self.record.pk:
                self.record.delete()
            return
        if not self.record.pk:
            self.record.save(force_insert=True)
        for pk in sorted(touched):
            self._write(self._tickets[pk])
        TicketEvent.objects.bulk_create(self._events)
        enqueue_many((load_task(path), (self.record.pk,), {}) for path in settings.TICKET_REACTIONS)

    def _write(self, ticket: Ticket) -> None:
        self._refuse_conflict(ticket)
        if ticket.pk not in self._created:
            ticket.version += 1
        for event in self._events:
            if event.ticket_id == ticket.pk:
                event.version = ticket.version
        changed = self._changed.get(ticket.pk, set())
        if ticket.pk not in self._created:
            ticket.save(update_fields=sorted(changed | {"version"}))
        elif changed - {"last_activity_at"}:
            ticket.save(update_fields=sorted(changed))

    def _refuse_conflict(self, ticket: Ticket) -> None:
        seen = self._seen.get(ticket.pk)
        if seen is None or seen >= ticket.version:
            return
        kinds = rivals({Kind(event.kind) for event in self._events if event.ticket_id == ticket.pk})
        rival_events = TicketEvent.objects.filter(ticket=ticket, version__gt=seen, kind__in=kinds).exclude(
            step__by=self.by
        )
        if found := list(rival_events.select_related("step__by").order_by("id")):
            ticket.refresh_from_db()
            raise Conflict(ticket, found)


_open_step: ContextVar[Step | None] = ContextVar("open_step", default=None)


@contextmanager
def step(
    *tickets: Ticket, by: User, key: str | None = None, content: Any = None, seen: int | None = None
) -> Iterator[Step]:
    """Open a step of `by` on `tickets`, or join the one that is open.

    `key` names this sending and `content` what is sent with it: see `exactly_once`. `seen` is the version of the first
    ticket that the person had before them. Raises Conflict, SentBefore, SentDifferently.
    """
    if joined := _open_step.get():
        if joined.by.pk != by.pk:
            raise RuntimeError("A step belongs to one person")
        joined.take(tickets)
        yield joined
        return
    with transaction.atomic():
        current = Step(by)
        current.take(tickets)
        current.record = _claim(by, key, content)
        if seen is not None and tickets:
            current.seen(tickets[0], seen)
        token = _open_step.set(current)
        try:
            yield current
        finally:
            _open_step.reset(token)
        current.finish()


def exactly_once(action: Callable[P, Ticket]) -> Callable[P, Ticket]:
    """Let an action answer a repeated sending (same person, key and content) with the ticket of the first one."""

    @wraps(action)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Ticket:
        try:
            return action(*args, **kwargs)
        except SentBefore as before:
            return before.ticket

    return answer


def _claim(by: User, key: str | None, content: Any) -> TicketStep:
    """Note who acts and when. A key is claimed at once; a step without one is written when there is something in it."""
    record = TicketStep(by=by, at=timezone.now(), key=key or None, digest=_digest(content) if key else "")
    if not key:
        return record
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        first = TicketStep.objects.get(by=by, key=key)
        ticket = Ticket.objects.get(pk=first.events.order_by("id").values("ticket")[:1])
        raise (SentBefore if first.digest == record.digest else SentDifferently)(ticket) from None
    return record


def _digest(content: Any) -> str:
    plain = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()

from collections.abc import Sequence

from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused, require
from servicedesk.desks.access import works_on
from servicedesk.desks.answers import Answer
from servicedesk.desks.models import Status
from servicedesk.tickets.access import may_work
from servicedesk.tickets.actions._answers import as_shown, write_values
from servicedesk.tickets.actions._moves import move
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Priority, Ticket
from servicedesk.tickets.step import step


def set_status(ticket: Ticket, *, by: User, status: Status, seen: int | None = None) -> Ticket:
    with step(ticket, by=by, seen=seen) as s:
        require(may_work(by, ticket))
        if status.desk_id != ticket.desk_id:
            raise Refused(_("This status belongs to another desk."))
        move(s, ticket, status)
    return ticket


def assign(ticket: Ticket, *, by: User, to: User | None, seen: int | None = None) -> Ticket:
    """Give the ticket to somebody who works on its desk, or (None) to nobody. The customer learns that it was taken, not by whom."""
    with step(ticket, by=by, seen=seen) as s:
        require(may_work(by, ticket))
        if to is not None and (to.is_system or not works_on(to, ticket.desk_id)):
            raise Refused(_("%(name)s does not work on this desk.") % {"name": to.name})
        before = ticket.assignee_id
        if before == (to.pk if to else None):
            return ticket
        s.change(ticket, assignee=to)
        s.event(
            ticket,
            Kind.ASSIGNED,
            public={"taken": True} if to and not before else {},
            internal={"from": before, "to": to.pk if to else None},
        )
    return ticket


def set_priority(ticket: Ticket, *, by: User, priority: int, seen: int | None = None) -> Ticket:
    with step(ticket, by=by, seen=seen) as s:
        require(may_work(by, ticket))
        priority = Priority(priority)
        if priority != ticket.priority:
            s.event(ticket, Kind.PRIORITY_CHANGED, internal={"from": ticket.priority, "to": priority.value})
            s.change(ticket, priority=priority)
    return ticket


def change_fields(
    ticket: Ticket, *, by: User, title: str, answers: Sequence[Answer], seen: int | None = None
) -> Ticket:
    """Correct the title and the submitted facts; `answers` are those of the type's form, as `RequestForm.answers()` gives them."""
    with step(ticket, by=by, seen=seen) as s:
        require(may_work(by, ticket))
        before = {fact["key"]: fact for fact in ticket.fields}
        fields = as_shown(answers)
        changed = [fact["key"] for fact in fields if before.get(fact["key"], {}).get("value") != fact["value"]]
        if title != ticket.title:
            changed.insert(0, "title")
        if not changed:
            return ticket
        s.change(ticket, title=title, fields=fields)
        write_values(ticket, answers)
        s.event(ticket, Kind.FIELDS_CHANGED, public={"fields": changed}, internal={"fields": changed})
    return ticket

from servicedesk.accounts.models import User
from servicedesk.core.errors import require
from servicedesk.desks.models import Category
from servicedesk.tickets.access import may_cancel, may_reopen, may_resolve, may_work
from servicedesk.tickets.actions._moves import move_to, refuse_if_over
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import step


def resolve(ticket: Ticket, *, by: User, seen: int | None = None) -> Ticket:
    """The problem is solved, says the requester or the team. It closes by itself after the desk's time."""
    with step(ticket, by=by, seen=seen) as s:
        if ticket.is_open:
            require(may_resolve(by, ticket))
            move_to(s, ticket, Category.RESOLVED)
    return ticket


def cancel(ticket: Ticket, *, by: User, seen: int | None = None) -> Ticket:
    """The requester takes the request back."""
    with step(ticket, by=by, seen=seen) as s:
        if ticket.is_open:
            require(may_cancel(by, ticket))
            move_to(s, ticket, Category.CLOSED, kind=Kind.CANCELLED)
    return ticket


def reopen(ticket: Ticket, *, by: User, seen: int | None = None) -> Ticket:
    """It is not solved after all. Refused when it was closed longer ago than the desk allows."""
    with step(ticket, by=by, seen=seen) as s:
        if not ticket.is_open:
            require(may_reopen(by, ticket))
            refuse_if_over(ticket, s.at)
            move_to(s, ticket, Category.OPEN)
    return ticket


def close(ticket: Ticket, *, by: User, seen: int | None = None) -> Ticket:
    with step(ticket, by=by, seen=seen) as s:
        if ticket.category != Category.CLOSED:
            require(may_work(by, ticket))
            move_to(s, ticket, Category.CLOSED)
    return ticket

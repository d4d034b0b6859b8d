"""How a ticket moves between statuses. The actions decide that it moves; what follows from a move is here."""

from datetime import datetime

from django.utils.translation import gettext as _

from servicedesk.core.errors import Refused
from servicedesk.desks.models import Category, Status
from servicedesk.desks.setup import setup
from servicedesk.tickets.deadlines import due_for
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import Step


def move(s: Step, ticket: Ticket, status: Status, *, kind: Kind | None = None) -> None:
    """Put the ticket into `status`, with the deadline, the times and the event that belong to it."""
    if ticket.status_id == status.pk:
        return
    before, category = ticket.current_status, Category(status.category)
    public = {"to": status.pk} if status.customer_name != before.customer_name or not category.is_open else {}
    s.event(ticket, kind or _kind_of(ticket, category), public=public, internal={"from": before.pk, "to": status.pk})
    s.change(
        ticket,
        status=status,
        category=category.value,
        is_open=category.is_open,
        resolved_at=(ticket.resolved_at or s.at) if not category.is_open else None,
        closed_at=s.at if category == Category.CLOSED else None,
    )
    if category != before.category:
        set_due(s, ticket)


def set_due(s: Step, ticket: Ticket) -> None:
    """Start the waiting time of the side whose turn it is now."""
    s.change(ticket, due_at=due_for(ticket, ticket.category, s.at), late_told_at=None)


def move_to(s: Step, ticket: Ticket, category: Category, *, kind: Kind | None = None) -> None:
    """Put the ticket into the desk's first status of a category, unless it is in that category already."""
    if ticket.category != category:
        move(s, ticket, setup().status_for(ticket.desk_id, category), kind=kind)


def refuse_if_over(ticket: Ticket, now: datetime) -> None:
    """A closed ticket takes no more after the desk's reopening time (a Refused that says what to do instead)."""
    if ticket.closed_at and now > ticket.closed_at + ticket.its_desk.reopen_within:
        raise Refused(
            _("%(id)s was closed too long ago to go on. Please send a new request and mention it.")
            % {"id": ticket.reference}
        )


def _kind_of(ticket: Ticket, category: Category) -> Kind:
    if category == Category.RESOLVED:
        return Kind.RESOLVED
    if category == Category.CLOSED:
        return Kind.CLOSED
    return Kind.STATUS_CHANGED if ticket.is_open else Kind.REOPENED

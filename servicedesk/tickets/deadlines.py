"""When the side whose turn it is must have acted, from the desk's waiting times."""

from datetime import datetime

from servicedesk.desks.models import Category, Desk
from servicedesk.sla.deadlines import due_after
from servicedesk.tickets.models import Ticket


def due_for(ticket: Ticket, category: str, since: datetime) -> datetime | None:
    """Return the deadline of a ticket that is in `category` since `since`.

    The team's times run over the desk's opening hours; the customer's, and the closing of a solved ticket, over the calendar.
    """
    desk: Desk = ticket.its_desk
    match Category(category):
        case Category.WAITING:
            return since + desk.silent_customer_closes_after
        case Category.RESOLVED:
            return since + desk.resolved_closes_after
        case Category.CLOSED:
            return None
        case _:
            work = desk.next_answer_within if ticket.first_answer_at else desk.first_answer_within
            return due_after(since, work, desk.hours, desk.time_zone)

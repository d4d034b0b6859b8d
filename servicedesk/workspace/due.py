"""When the team must have answered, as a list and a panel show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from servicedesk.desks.models import Category
from servicedesk.tickets.models import Ticket

SOON = timedelta(hours=2)
TEAM_ANSWERS = (Category.NEW, Category.OPEN, Category.HOLD)


@dataclass(frozen=True)
class Due:
    """`tone` is empty while there is time."""

    at: datetime
    is_late: bool
    tone: str


def due_of(ticket: Ticket, now: datetime) -> Due | None:
    """Return the team's deadline; None while the customer has to act, or nobody."""
    if ticket.due_at is None or ticket.category not in TEAM_ANSWERS:
        return None
    is_late = ticket.due_at <= now
    is_soon = ticket.due_at <= now + SOON
    return Due(ticket.due_at, is_late, "trouble" if is_late else "customer" if is_soon else "")

"""The sentence that a mail begins with, and what therefore need not be said again below it."""

from django.utils.translation import gettext as _

from servicedesk.notifications.models import Reason
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Ticket, TicketStep

SAID_BY_HEADLINE: dict[Reason, frozenset[Kind]] = {
    Reason.CONFIRMATION: frozenset({Kind.OPENED}),
    Reason.NOTE: frozenset(),
    Reason.LATE: frozenset({Kind.LATE}),
    Reason.ASSIGNED: frozenset({Kind.ASSIGNED}),
    Reason.NEW_TICKET: frozenset({Kind.OPENED}),
    Reason.CUSTOMER_WROTE: frozenset(),
    Reason.OPEN_AGAIN: frozenset({Kind.REOPENED}),
    Reason.ADDED: frozenset({Kind.OPENED, Kind.PARTICIPANT_ADDED}),
    Reason.SOLVED: frozenset({Kind.RESOLVED}),
    Reason.MESSAGE: frozenset(),
    Reason.CHANGE: frozenset(),
}


def headline(reason: Reason, step: TicketStep, ticket: Ticket, *, from_team: bool = False) -> str:
    """One sentence that says what happened; `from_team` tells an answer from another customer's message."""
    name = {"name": step.by.name}
    match reason:
        case Reason.CONFIRMATION if step.by_id == ticket.requester_id:
            return _("We have received your request.")
        case Reason.CONFIRMATION:
            return _("%(name)s filed this request for you.") % name
        case Reason.ADDED:
            return _("%(name)s added you to this request.") % name
        case Reason.SOLVED:
            return _("This request is solved.")
        case Reason.CHANGE:
            return _("This request has changed.")
        case Reason.MESSAGE if from_team:
            return _("%(name)s answered:") % name
        case Reason.MESSAGE | Reason.CUSTOMER_WROTE:
            return _("%(name)s wrote:") % name
        case Reason.NOTE:
            return _("%(name)s noted, for the team only:") % name
        case Reason.LATE:
            return _("The answer to this request is late.")
        case Reason.ASSIGNED:
            return _("%(name)s assigned this request to you.") % name
        case Reason.NEW_TICKET:
            return _("New request from %(name)s") % {"name": ticket.requester.name}
        case Reason.OPEN_AGAIN:
            return _("This request is open again.")

"""What an event says, in one sentence: for customers from its `public` column alone, for the team from both."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from servicedesk.core.texts import say
from servicedesk.desks.setup import setup
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Priority, TicketEvent

ICONS = {
    Kind.OPENED: "inbox",
    Kind.STATUS_CHANGED: "refresh-cw",
    Kind.RESOLVED: "circle-check",
    Kind.REOPENED: "undo-2",
    Kind.CANCELLED: "x",
    Kind.CLOSED: "lock",
    Kind.ASSIGNED: "user",
    Kind.PRIORITY_CHANGED: "flag",
    Kind.FIELDS_CHANGED: "pencil",
    Kind.SHARED: "building-2",
    Kind.PARTICIPANT_ADDED: "users",
    Kind.PARTICIPANT_REMOVED: "users",
    Kind.LATE: "clock",
}


def for_customers(event: TicketEvent) -> str:
    """The sentence for everyone who sees the ticket; empty for an event that the conversation shows by itself."""
    public = event.public
    match Kind(event.kind):
        case Kind.OPENED:
            return _("Our team filed this request for you") if public.get("on_behalf") else ""
        case Kind.STATUS_CHANGED:
            return _("Status: %(status)s") % {"status": _status(public, customer=True)}
        case Kind.RESOLVED:
            return _("Marked as solved")
        case Kind.REOPENED:
            return _("Opened again")
        case Kind.CANCELLED:
            return _("Taken back by the requester")
        case Kind.CLOSED:
            return _("Closed")
        case Kind.ASSIGNED:
            return _("Someone of our team took the request")
        case Kind.FIELDS_CHANGED:
            return _("Details were corrected")
        case Kind.SHARED:
            return _("Sharing changed")
        case Kind.PARTICIPANT_ADDED:
            return _("%(name)s was added") % {"name": public.get("name", "")}
        case Kind.PARTICIPANT_REMOVED:
            return _("%(name)s was removed") % {"name": public.get("name", "")}
        case _other:
            return ""


def for_team(event: TicketEvent, names: Mapping[int, str]) -> str:
    """The sentence for the ticket's team; `names` are those of the people whom events name by id."""
    internal = event.internal
    match Kind(event.kind):
        case Kind.OPENED:
            return _("Filed for the requester by our team") if internal.get("on_behalf") else _("Request sent")
        case Kind.STATUS_CHANGED | Kind.REOPENED:
            return _("Status: %(status)s") % {"status": _status(internal, customer=False)}
        case Kind.ASSIGNED:
            if to := internal.get("to"):
                return _("Assigned to %(name)s") % {"name": names.get(to, "")}
            return _("Assigned to nobody")
        case Kind.PRIORITY_CHANGED:
            return _("Priority: %(priority)s") % {"priority": Priority(internal["to"]).label}
        case Kind.LATE:
            return _("The answer is late; the leads were told")
        case _other:
            return for_customers(event)


def _status(column: Mapping, *, customer: bool) -> str:
    status = setup().statuses.get(column.get("to", 0))
    if status is None:
        return ""
    return say(status.customer_name if customer else status.name)

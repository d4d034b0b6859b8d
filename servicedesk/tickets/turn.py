"""Whose turn it is, what comes next and by when: one sentence for every request, never empty, never in the past."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_datetime
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servicedesk.desks.models import Category
from servicedesk.tickets.models import Ticket


@dataclass(frozen=True)
class Turn:
    """`side` is `team`, `customer` or `nobody`; `tone` is the look's word for it."""

    side: str
    strong: str
    text: str
    tone: str


def turn_of(ticket: Ticket, now: datetime) -> Turn:
    """The sentence for the customer's side, in the active language and time zone."""
    match Category(ticket.category):
        case Category.WAITING:
            return _customers_turn(ticket, now)
        case Category.RESOLVED:
            return _resolved(ticket, now)
        case Category.CLOSED:
            return _closed(ticket, now)
        case category:
            return _teams_turn(ticket, category, now)


def _teams_turn(ticket: Ticket, category: Category, now: datetime) -> Turn:
    if ticket.due_at and ticket.due_at <= now:
        told = _("The desk's lead has been told.") if ticket.late_told_at else _("The desk's lead is being told.")
        return Turn(
            "team",
            _("Our answer is late."),
            _("You should have had it by %(when)s.") % {"when": _when(ticket.due_at)} + " " + told,
            "trouble",
        )
    if category == Category.HOLD:
        text = _("Your request is on hold. You hear from us by %(when)s.")
    elif ticket.first_answer_at:
        text = _("You get an answer by %(when)s.")
    else:
        text = _("You get a first answer by %(when)s.")
    return Turn(
        "team",
        _("It is our turn."),
        text % {"when": _when(ticket.due_at)} if ticket.due_at else _("You hear from us."),
        "team",
    )


def _customers_turn(ticket: Ticket, now: datetime) -> Turn:
    if ticket.due_at and ticket.due_at > now:
        text = _("Please answer by %(when)s; after that we close the request, and you can reopen it.") % {
            "when": _when(ticket.due_at)
        }
    else:
        text = _("The request is about to be closed. An answer of yours keeps it open.")
    return Turn("customer", _("It is your turn."), text, "customer")


def _resolved(ticket: Ticket, now: datetime) -> Turn:
    if ticket.due_at and ticket.due_at > now:
        text = _("If it is not, write to us: until %(when)s the request is only resting.") % {
            "when": _when(ticket.due_at)
        }
    else:
        text = _("If it is not, write to us and the request is open again.")
    return Turn("nobody", _("This is solved."), text, "done")


def _closed(ticket: Ticket, now: datetime) -> Turn:
    until = ticket.closed_at + ticket.its_desk.reopen_within if ticket.closed_at else now
    if until > now:
        return Turn(
            "nobody",
            _("This request is closed."),
            _("You can reopen it until %(when)s.") % {"when": _when(until)},
            "done",
        )
    return Turn(
        "nobody", _("This request is closed."), _("If it comes back, send a new request and mention this one."), "done"
    )


def _when(moment: datetime) -> str:
    """Day and time as one says them, like `Friday 28 November, 16:00`; the year only when it is another one."""
    here = timezone.localtime(moment)
    language = get_language() or "en"
    pattern = "EEEE d MMMM" if here.year == timezone.localtime().year else "EEEE d MMMM y"
    if language.startswith("de"):
        pattern = pattern.replace(" d MMMM", ", d.\N{NO-BREAK SPACE}MMMM")
    return format_datetime(here, f"{pattern}, HH:mm", locale=language)

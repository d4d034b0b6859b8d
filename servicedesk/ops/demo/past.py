"""Letting things have happened earlier. Nothing but a demonstration may: everywhere else the times of a ticket are true."""

from datetime import datetime, timedelta

from servicedesk.desks.models import Desk
from servicedesk.notifications.delivery import notify
from servicedesk.sla.deadlines import open_until, opens_next
from servicedesk.tickets.deadlines import due_for
from servicedesk.tickets.models import MessageFile, Ticket, TicketStep

TIMES = ("created_at", "first_answer_at", "last_activity_at", "resolved_at", "closed_at", "late_told_at")
FIRST_COFFEE = timedelta(minutes=12)


def happened(ticket: Ticket, at: datetime) -> None:
    """Let the latest step on the ticket have happened at that time, with everything that it wrote, and be told to people."""
    step = TicketStep.objects.filter(events__ticket=ticket).latest("id")
    notify(step.pk)
    _backdate(ticket, step, at)


def at_work(moment: datetime, desk: Desk) -> datetime:
    """Return `moment` if the desk is open then, else a little after it opens next."""
    if not desk.hours or open_until(moment, desk.hours, desk.time_zone):
        return moment
    opens = opens_next(moment, desk.hours, desk.time_zone)
    return opens + FIRST_COFFEE if opens else moment


def _backdate(ticket: Ticket, step: TicketStep, to: datetime) -> None:
    ticket.refresh_from_db()
    changed: dict[str, datetime | None] = {name: to for name in TIMES if getattr(ticket, name) == step.at}
    if ticket.due_at and ticket.due_at == due_for(ticket, ticket.category, step.at):
        changed["due_at"] = due_for(ticket, ticket.category, to)
    Ticket.objects.filter(pk=ticket.pk).update(**changed)
    ticket.messages.filter(created_at=step.at).update(created_at=to)
    ticket.notes.filter(created_at=step.at).update(created_at=to)
    ticket.participants.filter(added_at=step.at).update(added_at=to)
    MessageFile.objects.filter(message__ticket=ticket, created_at__gt=to).update(created_at=to)
    TicketStep.objects.filter(pk=step.pk).update(at=to)

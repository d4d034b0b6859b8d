"""What of a ticket is searched: what every reader of it may read, and nothing else (A17)."""

from collections.abc import Iterable

from servicedesk.desks.answers import read_fact
from servicedesk.search.engines import engine
from servicedesk.search.words import words
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Ticket, TicketEvent

_CHANGES_WORDS = (Kind.OPENED, Kind.FIELDS_CHANGED)


def index_step(step_id: int) -> None:
    """Put into the index what a step changed; a second run changes nothing."""
    tickets = TicketEvent.objects.filter(step=step_id, kind__in=_CHANGES_WORDS).values("ticket")
    index_tickets(Ticket.objects.filter(pk__in=tickets))


def index_tickets(tickets: Iterable[Ticket]) -> None:
    engine().put([(ticket.pk, words_of(ticket)) for ticket in tickets])


def words_of(ticket: Ticket) -> list[str]:
    """The words of the title and of the submitted facts."""
    facts = " ".join(read_fact(fact)[1] for fact in ticket.fields)
    return words(f"{ticket.reference} {ticket.title} {facts}")

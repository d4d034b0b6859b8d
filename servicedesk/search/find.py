"""search(user, text): starts at `visible_to`, always (A4)."""

from servicedesk.accounts.models import Visitor
from servicedesk.search.engines import engine
from servicedesk.search.words import MOST_WORDS, words
from servicedesk.tickets.access import TicketQuerySet
from servicedesk.tickets.models import Ticket, TicketAlias
from servicedesk.tickets.references import normal_reference

# Up to so many hits are fetched and sorted; a word with more hits is answered by walking the tickets newest first.
FEW = 2000


def search(user: Visitor, text: str) -> TicketQuerySet:
    """Return the tickets that `user` sees and in which every word of `text` begins a word. Text without words finds nothing."""
    visible = Ticket.objects.visible_to(user)
    wanted = words(text)[:MOST_WORDS]
    if not wanted:
        return visible.none()
    some = engine().some_ids(wanted, FEW + 1)
    if len(some) <= FEW:
        return visible.filter(pk__in=some)
    return visible.filter(engine().matches(wanted, f"{Ticket._meta.db_table}.id"))


def find_by_reference(user: Visitor, text: str) -> Ticket | None:
    """Return the visible ticket whose ID `text` is, as people write and say it: `MTS-1042`, `mts 1042`, `MTS1042`."""
    reference = normal_reference(text)
    if not reference:
        return None
    visible = Ticket.objects.visible_to(user)
    aliased = TicketAlias.objects.filter(reference=reference).values("ticket")
    return visible.filter(reference=reference).first() or visible.filter(pk__in=aliased).first()

from servicedesk.accounts.models import User
from servicedesk.core.errors import require
from servicedesk.notifications.models import Mute
from servicedesk.tickets.access import may_see
from servicedesk.tickets.models import Ticket


def mute(ticket: Ticket, *, by: User) -> None:
    """Send `by` no more mails about a ticket; its requester still hears when it is solved."""
    require(may_see(by, ticket))
    Mute.objects.get_or_create(ticket=ticket, user=by)


def unmute(ticket: Ticket, *, by: User) -> None:
    require(may_see(by, ticket))
    Mute.objects.filter(ticket=ticket, user=by).delete()

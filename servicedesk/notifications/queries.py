from django.db.models import QuerySet

from servicedesk.accounts.models import User
from servicedesk.notifications.models import Ledger, Mute
from servicedesk.tickets.models import Ticket


def is_muted(ticket: Ticket, user: User) -> bool:
    return mutes(ticket, user).exists()


def mutes(ticket: Ticket, user: User) -> QuerySet[Mute]:
    """The row that says that a person wants no mails about a ticket, or none."""
    return Mute.objects.filter(ticket=ticket, user=user)


def ledger_of(ticket: Ticket) -> QuerySet[Ledger]:
    """Who was told what about a ticket, latest first: each row has `recipient`, `step`, `rule`, `decision` and `fate`. For the team."""
    rows = Ledger.objects.filter(ticket=ticket).select_related("recipient", "outgoing_mail", "step")
    return rows.order_by("-step_id", "recipient__full_name", "id")

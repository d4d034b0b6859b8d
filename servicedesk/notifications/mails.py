"""The mails about tickets, put into words at the moment they leave, for one person, in their language and time zone.

Everything in them is read through `visible_to`, so that nobody gets what they may no longer see (A5, A13).
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from servicedesk.accounts.models import User
from servicedesk.notifications.letters import Letter, customers_letter, teams_letter
from servicedesk.notifications.models import Reason
from servicedesk.notifications.recipients import is_for_team
from servicedesk.outbox.headers import sender
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered
from servicedesk.tickets.models import Ticket, TicketStep


def ticket_mail(mail: OutgoingMail) -> Rendered | None:
    """Return the words of a mail of the kind `ticket`, or None when its person may not have them any more."""
    person = mail.to_user
    if person is None:
        return None
    ticket = Ticket.objects.visible_to(person).select_related("requester").filter(pk=mail.args["ticket"]).first()
    step = TicketStep.objects.select_related("by").filter(pk=mail.args["step"]).first()
    if ticket is None or step is None:
        return None
    reason = Reason(mail.args["reason"])
    write: Callable[[User, Ticket, TicketStep, Reason], Letter | None]
    write = teams_letter if is_for_team(reason) else customers_letter
    with translation.override(person.language), timezone.override(_zone(person)):
        letter = write(person, ticket, step, reason)
        return _rendered(person, ticket, letter) if letter else None


def thread_of(ticket: Ticket, person: User) -> str:
    """The message id under which a mail program gathers what one person gets about one ticket; nobody can guess it (A23)."""
    name = f"{ticket.pk}:{person.pk}"
    key = salted_hmac("servicedesk.notifications.thread", name, algorithm="sha256").hexdigest()
    return f"<{key[:32]}@{sender().domain}>"


def _rendered(person: User, ticket: Ticket, letter: Letter) -> Rendered:
    context = {"ticket": ticket, "desk": str(ticket.its_desk), "letter": letter}
    text, html = (render_to_string(f"notifications/mails/ticket.{kind}", context) for kind in ("txt", "html"))
    thread = thread_of(ticket, person)
    return Rendered(
        subject=f"[{ticket.reference}] {ticket.title}",
        text=text,
        html=html,
        to_name=person.full_name,
        headers={"In-Reply-To": thread, "References": thread},
    )


def _zone(person: User) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)

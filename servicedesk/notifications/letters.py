"""What a mail about a ticket says: for customers public messages and public events alone (A14, A16), for the team notes too.

The two are two functions, and only the team's one knows of notes (A15).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.desks.access import works_on
from servicedesk.desks.answers import read_fact
from servicedesk.notifications.headlines import SAID_BY_HEADLINE, headline
from servicedesk.notifications.models import Reason
from servicedesk.tickets import sentences
from servicedesk.tickets.access import public_events
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Message, Note, Ticket, TicketEvent, TicketStep
from servicedesk.tickets.timeline import current_html
from servicedesk.tickets.turn import turn_of


@dataclass(frozen=True)
class Quote:
    """A text as it was written, and as it is shown."""

    body: str
    html: str
    file_count: int


@dataclass(frozen=True, kw_only=True)
class Letter:
    headline: str
    quotes: Sequence[Quote]
    changes: Sequence[str]
    # Whose turn it is, for customers.
    next: str = ""
    url: str
    # Where somebody without a password makes an account; a ticket's mail never carries a token (A34).
    signup_url: str = ""
    footer: Sequence[str]


def customers_letter(person: User, ticket: Ticket, step: TicketStep, reason: Reason) -> Letter:
    events = TicketEvent.objects.visible_to(person).filter(public_events(), ticket=ticket, step=step)
    messages = _messages(person, ticket, step)
    turn = turn_of(ticket, timezone.now())
    return Letter(
        headline=headline(reason, step, ticket, from_team=any(message.from_team for message in messages)),
        # Who was added reads what was said before on the request's page, after logging in (A22).
        quotes=[] if reason == Reason.ADDED else _quotes(messages),
        changes=_changes(ticket, reason, events, sentences.for_customers),
        next=f"{turn.strong} {turn.text}",
        url=settings.BASE_URL + reverse("request", args=[ticket.reference]),
        signup_url="" if person.has_signed_up else settings.BASE_URL + reverse("sign_up"),
        footer=[_why(person, ticket), _answer_there(), _("You can switch mails about this request off there.")],
    )


def teams_letter(person: User, ticket: Ticket, step: TicketStep, reason: Reason) -> Letter | None:
    """None for somebody who does not work on the desk any more."""
    if not works_on(person, ticket.desk_id):
        return None
    events = TicketEvent.objects.visible_to(person).filter(ticket=ticket, step=step)
    notes = list(Note.objects.visible_to(person).filter(ticket=ticket, created_at=step.at).order_by("id"))
    names = _names_of_assignees(events)
    return Letter(
        headline=headline(reason, step, ticket),
        quotes=_quotes([*_messages(person, ticket, step), *notes]),
        changes=_changes(ticket, reason, events, lambda event: sentences.for_team(event, names)),
        url=settings.BASE_URL + reverse("ticket", args=[ticket.reference]),
        footer=[_("You get this mail because you work on this desk."), _answer_there()],
    )


def _messages(person: User, ticket: Ticket, step: TicketStep) -> list[Message]:
    """The messages of the step: they carry its time."""
    return list(Message.objects.visible_to(person).filter(ticket=ticket, created_at=step.at).order_by("id"))


def _quotes(texts: Iterable[Message | Note]) -> list[Quote]:
    return [Quote(text.body, current_html(text), text.file_count) for text in texts]


def _changes(
    ticket: Ticket, reason: Reason, events: Iterable[TicketEvent], sentence_of: Callable[[TicketEvent], str]
) -> list[str]:
    changes: list[str] = []
    for event in events:
        if event.kind == Kind.FIELDS_CHANGED:
            changes += _facts(ticket, event.public["fields"])
        elif event.kind not in SAID_BY_HEADLINE[reason] and (sentence := sentence_of(event)):
            changes.append(sentence)
    return changes


def _facts(ticket: Ticket, keys: Sequence[str]) -> list[str]:
    """The corrected facts as they are now."""
    facts = {fact["key"]: read_fact(fact) for fact in ticket.fields} | {"title": (_("Title"), ticket.title)}
    return [f"{label}: {value}" for label, value in (facts[key] for key in keys if key in facts)]


def _names_of_assignees(events: Iterable[TicketEvent]) -> dict[int, str]:
    ids = [event.internal["to"] for event in events if event.kind == Kind.ASSIGNED and event.internal.get("to")]
    return {person.pk: person.name for person in User.objects.filter(pk__in=ids)} if ids else {}


def _why(person: User, ticket: Ticket) -> str:
    if person.pk == ticket.requester_id:
        return _("You get this mail because this is your request.")
    return _("You get this mail because you take part in this request.")


def _answer_there() -> str:
    return _("Please answer on that page: answers to this mail are not read.")

from collections.abc import Sequence

from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core import markdown
from servicedesk.core.cleaning import clean_text
from servicedesk.core.errors import Refused, require
from servicedesk.desks.models import Category, Status
from servicedesk.tickets.access import is_customer_of, may_reply, may_work
from servicedesk.tickets.actions._files import attach_to_message, attach_to_note
from servicedesk.tickets.actions._moves import move, move_to, refuse_if_over, set_due
from servicedesk.tickets.actions.drafts import discard_draft
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Channel, Message, Note, Ticket
from servicedesk.tickets.step import Step, exactly_once, step

LONGEST_TEXT = 100_000


@exactly_once
def reply(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    uploads: Sequence[str] = (),
    status: Status | None = None,
    channel: str = Channel.PORTAL,
    draft: str = "",
    key: str | None = None,
) -> Ticket:
    """Add a public message, and pass the turn to the other side (or into `status`, which the team may choose).

    `draft` is the scope of the draft that is hereby sent. Refused when there is nothing to send, or the ticket is over.
    """
    body = _checked(body, uploads)
    with step(ticket, by=by, key=key, content=["reply", ticket.pk, body, sorted(uploads), status and status.pk]) as s:
        require(may_reply(by, ticket))
        refuse_if_over(ticket, s.at)
        message = add_message(s, ticket, author=by, body=body, uploads=uploads, channel=channel)
        s.event(ticket, Kind.REPLIED, public={"message": message.pk, "from_team": message.from_team})
        if message.from_team:
            _hand_to_customer(s, ticket, status)
        else:
            _hand_to_team(s, ticket)
        discard_draft(draft, by=by)
    return ticket


@exactly_once
def note(
    ticket: Ticket, *, by: User, body: str, uploads: Sequence[str] = (), draft: str = "", key: str | None = None
) -> Ticket:
    """Add an internal note, for the team alone."""
    body = _checked(body, uploads)
    with step(ticket, by=by, key=key, content=["note", ticket.pk, body, sorted(uploads)]) as s:
        require(may_work(by, ticket))
        added = Note.objects.create(
            ticket=ticket,
            author=by,
            body=body,
            html=markdown.render(body),
            html_version=markdown.VERSION,
            file_count=len(uploads),
            created_at=s.at,
        )
        attach_to_note(added, uploads, by=by)
        s.event(ticket, Kind.NOTED, internal={"note": added.pk})
        discard_draft(draft, by=by)
    return ticket


def add_message(s: Step, ticket: Ticket, *, author: User, body: str, uploads: Sequence[str], channel: str) -> Message:
    """Write a message into an open step: for `reply`, and for the first message of a new ticket."""
    message = Message.objects.create(
        ticket=ticket,
        author=author,
        from_team=not is_customer_of(author, ticket),
        channel=channel,
        body=body,
        html=markdown.render(body),
        html_version=markdown.VERSION,
        file_count=len(uploads),
        created_at=s.at,
    )
    attach_to_message(message, uploads, by=s.by)
    return message


def _checked(body: str, uploads: Sequence[str]) -> str:
    body = clean_text(body)
    if not body and not uploads:
        raise Refused(_("Write something or attach a file."))
    if len(body) > LONGEST_TEXT:
        raise Refused(_("This text is too long: %(limit)s characters are the most.") % {"limit": LONGEST_TEXT})
    return body


def _hand_to_customer(s: Step, ticket: Ticket, status: Status | None) -> None:
    if not ticket.first_answer_at:
        s.change(ticket, first_answer_at=s.at)
    if status:
        move(s, ticket, status)
    elif ticket.category == Category.WAITING:
        set_due(s, ticket)
    elif ticket.is_open:
        move_to(s, ticket, Category.WAITING)


def _hand_to_team(s: Step, ticket: Ticket) -> None:
    if ticket.category != Category.NEW:
        move_to(s, ticket, Category.OPEN)

"""Messages, notes and events of a ticket merged for reading: three queries, and one more when there are files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from servicedesk.accounts.models import User
from servicedesk.core import markdown
from servicedesk.tickets import sentences
from servicedesk.tickets.access import may_work, public_events
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Message, MessageFile, Note, NoteFile, Ticket, TicketEvent

_SHOWN_BY_THEMSELVES = (Kind.REPLIED, Kind.NOTED)


@dataclass(frozen=True)
class Entry:
    """One thing in the conversation. `kind` is `message`, `note` or `event`."""

    kind: str
    id: str
    at: datetime
    author: Any
    from_team: bool = False
    html: str = ""
    body: str = ""
    channel: str = ""
    icon: str = ""
    text: str = ""
    files: Sequence[MessageFile | NoteFile] = field(default_factory=list)


def timeline(ticket: Ticket, user, *, public_only: bool = False) -> list[Entry]:
    """Everything that `user` may read of the ticket, oldest first; `public_only` is how the portal shows it to the team, too."""
    as_team = not public_only and may_work(user, ticket)
    entries = [*_messages(ticket, user), *_events(ticket, user, as_team=as_team)]
    if as_team:
        entries += _notes(ticket, user)
    return sorted(entries, key=lambda entry: (entry.at, entry.kind != "message", entry.id))


def _messages(ticket: Ticket, user) -> list[Entry]:
    messages = list(Message.objects.visible_to(user).filter(ticket=ticket).select_related("author").order_by("created_at", "id"))
    files = _by_parent(MessageFile.objects.visible_to(user).filter(message__in=[m.pk for m in messages if m.file_count]), messages, "message_id")
    return [
        Entry("message", f"m{m.pk}", m.created_at, m.author, m.from_team, current_html(m), m.body, m.channel, files=files.get(m.pk, []))
        for m in messages
    ]


def _notes(ticket: Ticket, user) -> list[Entry]:
    notes = list(Note.objects.visible_to(user).filter(ticket=ticket).select_related("author").order_by("created_at", "id"))
    files = _by_parent(NoteFile.objects.visible_to(user).filter(note__in=[n.pk for n in notes if n.file_count]), notes, "note_id")
    return [Entry("note", f"n{n.pk}", n.created_at, n.author, True, current_html(n), n.body, files=files.get(n.pk, [])) for n in notes]


def current_html(text: Message | Note) -> str:
    """The stored HTML, or the text rendered anew where the stored HTML is an older version's."""
    return text.html if text.html_version == markdown.VERSION else markdown.render(text.body)


def _by_parent(files, parents: Sequence[Message | Note], column: str) -> dict[int, list]:
    grouped: dict[int, list] = {}
    if any(parent.file_count for parent in parents):
        for file in files.order_by("created_at", "id"):
            grouped.setdefault(getattr(file, column), []).append(file)
    return grouped


def _events(ticket: Ticket, user, *, as_team: bool) -> list[Entry]:
    shown = TicketEvent.objects.visible_to(user).filter(ticket=ticket).exclude(kind__in=_SHOWN_BY_THEMSELVES)
    if not as_team:
        events = shown.filter(public_events()).select_related("step__by").order_by("version", "id")
        return [_event(event, sentences.for_customers(event)) for event in events]
    events = list(shown.select_related("step__by").order_by("version", "id"))
    named = {event.internal["to"] for event in events if event.kind == Kind.ASSIGNED and event.internal.get("to")}
    names = {person.pk: person.name for person in User.objects.filter(pk__in=named)} if named else {}
    return [_event(event, sentences.for_team(event, names)) for event in events]


def _event(event: TicketEvent, text: str) -> Entry:
    return Entry("event", f"e{event.pk}", event.step.at, event.step.by, icon=sentences.ICONS.get(Kind(event.kind), "info"), text=text)

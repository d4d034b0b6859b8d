"""Messages, notes and events of a ticket merged for reading: a query each, and one more when there are files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

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


def timeline(ticket: Ticket, user: User, *, public_only: bool = False) -> list[Entry]:
    """Everything that `user` may read of the ticket, oldest first; `public_only` is how the portal shows it to the team, too."""
    as_team = not public_only and may_work(user, ticket)
    messages = list(Message.objects.visible_to(user).filter(ticket=ticket).select_related("author"))
    notes = list(Note.objects.visible_to(user).filter(ticket=ticket).select_related("author")) if as_team else []
    files = _files(messages, notes, user)
    entries = [
        *(_message(m, files) for m in messages),
        *(_note(n, files) for n in notes),
        *_events(ticket, user, as_team=as_team),
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.kind != "message", entry.id))


def current_html(text: Message | Note) -> str:
    """The stored HTML, or the text rendered anew where the stored HTML is an older version's."""
    return text.html if text.html_version == markdown.VERSION else markdown.render(text.body)


def _files(messages: Sequence[Message], notes: Sequence[Note], user: User) -> dict[tuple[type, int], list]:
    """The files of all messages and notes in one query, by the model of the file and what it belongs to."""
    queries = []
    if parents := [m.pk for m in messages if m.file_count]:
        queries.append(_file_rows(MessageFile.objects.visible_to(user).filter(message__in=parents), "message_id"))
    if parents := [n.pk for n in notes if n.file_count]:
        queries.append(_file_rows(NoteFile.objects.visible_to(user).filter(note__in=parents), "note_id"))
    if not queries:
        return {}
    models: dict[str, type[MessageFile | NoteFile]] = {"message_id": MessageFile, "note_id": NoteFile}
    grouped: dict[tuple[type, int], list] = {}
    for column, parent, pk, name, size, thumbnail_key, created_at in sorted(
        queries[0].union(*queries[1:], all=True), key=lambda row: (row[6], row[2])
    ):
        file = models[column](pk=pk, name=name, size=size, thumbnail_key=thumbnail_key, created_at=created_at)
        grouped.setdefault((models[column], parent), []).append(file)
    return grouped


def _file_rows(files: QuerySet, column: str) -> QuerySet:
    rows: QuerySet = files.annotate(column=Value(column, TextField()), parent=F(column)).values_list(
        "column", "parent", "id", "name", "size", "thumbnail_key", "created_at"
    )
    return rows


def _message(m: Message, files: Mapping) -> Entry:
    return Entry(
        "message",
        f"m{m.pk}",
        m.created_at,
        m.author,
        m.from_team,
        current_html(m),
        m.body,
        m.channel,
        files=files.get((MessageFile, m.pk), []),
    )


def _note(n: Note, files: Mapping) -> Entry:
    return Entry(
        "note", f"n{n.pk}", n.created_at, n.author, True, current_html(n), n.body, files=files.get((NoteFile, n.pk), [])
    )


def _events(ticket: Ticket, user: User, *, as_team: bool) -> list[Entry]:
    shown = TicketEvent.objects.visible_to(user).filter(ticket=ticket).exclude(kind__in=_SHOWN_BY_THEMSELVES)
    if not as_team:
        events = shown.filter(public_events()).select_related("step__by").order_by("version", "id")
        return [_event(event, text) for event in events if (text := sentences.for_customers(event))]
    events = (
        shown.select_related("step__by")
        .annotate(to=_assigned(), to_name=Subquery(_NAME.filter(pk=OuterRef("to"))))
        .order_by("version", "id")
    )
    return [_event(event, sentences.for_team(event, {event.to: event.to_name})) for event in events]


# What a person is called, as `User.name` says it.
_NAME = User.objects.values(shown=Coalesce(NullIf("full_name", Value("")), "email", output_field=TextField()))


def _assigned() -> Case:
    """The person whom an event names by id, as a column."""
    return Case(When(kind=Kind.ASSIGNED, then=Cast(KT("internal__to"), BigIntegerField())))


def _event(event: TicketEvent, text: str) -> Entry:
    return Entry(
        "event",
        f"e{event.pk}",
        event.step.at,
        event.step.by,
        icon=sentences.ICONS.get(Kind(event.kind), "info"),
        text=text,
    )

"""Plays the stories of `stories/*.toml`: each is one request, opened and carried on by the actions that people use.

A story says who wrote what, how many days ago it began, and how many hours passed from one thing to the next. A key that
is none of the story's own is an answer to a question of the form.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from servicedesk.accounts.models import User
from servicedesk.desks.forms import form_class
from servicedesk.desks.models import Field, RequestType, Status
from servicedesk.desks.setup import setup
from servicedesk.ops.demo.attachments import content_of
from servicedesk.ops.demo.past import at_work, happened
from servicedesk.organizations.models import Organization
from servicedesk.tickets import actions
from servicedesk.tickets.models import Channel, Ticket
from servicedesk.tickets.step import step

FOLDER = Path(__file__).parent / "stories"
DEFAULT_TYPE = "technical-support-request"
TEAM_DOES = {"answer", "note", "status", "closes"}
LATEST = timedelta(minutes=3)

Story = dict[str, Any]
People = dict[str, User]


def play(everybody: People) -> None:
    """Open all requests, oldest first, so that their IDs follow time."""
    now = timezone.now()
    for story in sorted(stories(), key=lambda story: -story["ago"]):
        _play(story, everybody, now)


def stories() -> list[Story]:
    return [
        story for file in sorted(FOLDER.glob("*.toml")) for story in tomllib.loads(file.read_text("utf-8"))["request"]
    ]


def _play(story: Story, everybody: People, now: datetime) -> None:
    kind = _request_type(story.get("type", DEFAULT_TYPE))
    begun, *times = _times(story, kind, now)
    ticket = _open(story, kind, everybody)
    happened(ticket, begun)
    for what, moment in zip(story.get("then", []), times, strict=True):
        _do(ticket, what, story, everybody)
        happened(ticket, moment)


def _request_type(slug: str) -> RequestType:
    return next(kind for kind in setup().types.values() if kind.slug == slug)


def _times(story: Story, kind: RequestType, now: datetime) -> list[datetime]:
    """When the request was sent, and when each thing after it happened: the team's in its opening hours, none in the future."""
    desk = setup().desks[kind.desk_id]
    begun = _begun(story["ago"], now)
    times = [at_work(begun, desk) if "filed-by" in story else begun]
    for what in story.get("then", []):
        moment = times[-1] + timedelta(hours=what["after"])
        times.append(at_work(moment, desk) if TEAM_DOES & what.keys() else moment)
    too_late = max(timedelta(0), times[-1] - (now - LATEST))
    return [moment - too_late for moment in times]


def _begun(ago: float, now: datetime) -> datetime:
    """Within the last day as many hours ago as it says; before that the fraction is a time between morning and evening."""
    days, part = divmod(ago, 1)
    morning = now.replace(hour=6, minute=20, second=0, microsecond=0)
    return morning - timedelta(days=days) + part * timedelta(hours=11) if days else now - timedelta(days=ago)


def _open(story: Story, kind: RequestType, everybody: People) -> Ticket:
    requester = everybody[story["who"]]
    by = everybody[story["filed-by"]] if "filed-by" in story else requester
    uses = {question.use: question.key for question in setup().fields_of(kind.pk)}
    form = form_class(kind)(
        {**story, uses[Field.Use.TITLE]: story["title"], uses[Field.Use.DESCRIPTION]: story["text"]}
    )
    if not form.is_valid():
        raise ValueError(f"The story “{story['title']}” does not fit its form: {form.errors.as_json()}")
    return actions.open_ticket(
        kind,
        by=by,
        requester=requester,
        title=form.title(),
        description=form.description(),
        answers=form.answers(),
        organization=_company(story, requester),
        uploads=_uploads(story, by=by),
        channel=story.get("channel", Channel.PORTAL),
    )


def _company(story: Story, requester: User) -> Organization | None:
    if not story.get("shared", True):
        return None
    own = Organization.objects.filter(memberships__user=requester).order_by("id")
    return own.filter(name=story["company"]).get() if "company" in story else own.first()


def _uploads(what: Story, *, by: User) -> list[str]:
    names = what.get("files", [])
    return [actions.keep_upload(SimpleUploadedFile(name, content_of(name)), by=by, scope="demo").pk for name in names]


def _do(ticket: Ticket, what: Story, story: Story, everybody: People) -> None:
    is_teams = bool(TEAM_DOES & what.keys())
    usual = story["agent"] if is_teams else story["who"]
    by = everybody[what.get("by") or usual]
    with step(ticket, by=by):
        if is_teams and ticket.assignee is None:
            _take(ticket, story, everybody, by=by)
        _act(ticket, what, everybody, by=by)


def _take(ticket: Ticket, story: Story, everybody: People, *, by: User) -> None:
    actions.assign(ticket, by=by, to=everybody[story["agent"]])
    if "priority" in story:
        actions.set_priority(ticket, by=by, priority=story["priority"])


def _act(ticket: Ticket, what: Story, everybody: People, *, by: User) -> None:
    match what:
        case {"says": text}:
            actions.reply(ticket, by=by, body=text, uploads=_uploads(what, by=by))
        case {"answer": text}:
            leaves = _status(ticket, what["leaves"]) if "leaves" in what else None
            actions.reply(ticket, by=by, body=text, uploads=_uploads(what, by=by), status=leaves)
        case {"note": text}:
            actions.note(ticket, by=by, body=text)
        case {"status": slug}:
            actions.set_status(ticket, by=by, status=_status(ticket, slug))
        case {"adds": person}:
            actions.add_participant(ticket, by=by, person=everybody[person])
        case {"resolves": _}:
            actions.resolve(ticket, by=by)
        case {"cancels": _}:
            actions.cancel(ticket, by=by)
        case {"closes": _}:
            actions.close(ticket, by=by)
        case _other:
            raise ValueError(f"Nobody knows how to do {what}.")


def _status(ticket: Ticket, slug: str) -> Status:
    return next(status for status in setup().statuses_of(ticket.desk_id) if status.slug == slug)

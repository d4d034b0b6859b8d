"""A ticket's page. Its panel and what waits unsent are read in one query, and no number of messages adds another."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.short_lists import Line, lines, short_lists
from servicedesk.core.texts import say
from servicedesk.desks.answers import read_fact
from servicedesk.desks.setup import setup
from servicedesk.notifications.models import Mute
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Membership
from servicedesk.tickets import scopes
from servicedesk.tickets.forms import MessageForm
from servicedesk.tickets.models import Channel, Draft, Priority, Ticket, Upload
from servicedesk.tickets.timeline import timeline
from servicedesk.workspace.due import due_of
from servicedesk.workspace.forms import PersonForm
from servicedesk.workspace.queries import handled_tickets, team_of
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket, wear_colours

OTHER_TICKETS = 5


@for_agents
@require_safe
def show(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    if request.path != reverse("ticket", args=[ticket.reference]):
        return redirect("ticket", ticket.reference)
    return show_page(request, ticket)


@for_agents
@require_safe
def live(request: PersonsRequest, reference: str) -> HttpResponse:
    """What is new on the page since the version `?since=`: conversation and panel anew, or 204."""
    ticket = find_ticket(request.user, reference)
    if request.GET.get("since") == str(ticket.version):
        return HttpResponse(status=204)
    response = render(request, "workspace/_ticket_live.html", _context(request, ticket))
    response["Live-Since"] = str(ticket.version)
    return response


def show_page(
    request: PersonsRequest,
    ticket: Ticket,
    *,
    reply: MessageForm | None = None,
    note: MessageForm | None = None,
    participant: PersonForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """The ticket's page; a form that was sent and not accepted is shown again as it was, with status 400."""
    context = _context(request, ticket)
    lists = context["lists"]
    if participant:
        context["participant"] = participant
    context |= {
        "reply": reply or _message_form(request, ticket, "reply", lists),
        "note": note or _message_form(request, ticket, "note", lists),
        "reply_uploads": reply.kept_uploads() if reply else _uploads(lists["reply_uploads"]),
        "note_uploads": note.kept_uploads() if note else _uploads(lists["note_uploads"]),
        "has_draft": {line.key for line in lists["drafts"]},
        "mode": "note" if note or request.GET.get("mode") == "note" else "reply",
        "problem": problem,
    }
    refused = problem or reply or note or participant
    return render(
        request, "workspace/ticket.html", context, status=HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    )


def message_form(request: PersonsRequest, ticket: Ticket, kind: str, **sent: Any) -> MessageForm:
    """The composer's form of a kind, `reply` or `note`."""
    scope = scopes.reply(ticket.pk) if kind == "reply" else scopes.note(ticket.pk)
    page = reverse("ticket", args=[ticket.reference])
    return MessageForm(by=request.user, scope=scope, page=page, auto_id=f"{kind}_%s", **sent)


def _message_form(request: PersonsRequest, ticket: Ticket, kind: str, lists: Mapping[str, list[Line]]) -> MessageForm:
    scope = scopes.reply(ticket.pk) if kind == "reply" else scopes.note(ticket.pk)
    typed: dict = next((json.loads(line.text) for line in lists["drafts"] if line.key == scope), {})
    return message_form(request, ticket, kind, initial=typed)


def _context(request: PersonsRequest, ticket: Ticket) -> dict:
    wear_colours(request, ticket.its_desk)
    user, now = request.user, timezone.now()
    lists = _lists(ticket, user)
    mailed, reading = _readers(ticket, user, lists)
    return {
        "mailed": mailed,
        "reading": reading,
        "ticket": ticket,
        "status": ticket.current_status,
        "entries": timeline(ticket, user),
        "channels": dict(Channel.choices),
        "due": due_of(ticket, now),
        "facts": [(_("Type"), say(ticket.request_type.name)), *(read_fact(fact) for fact in ticket.fields)],
        "statuses": [(status.pk, say(status.name)) for status in _statuses(ticket)],
        "priorities": Priority.choices,
        "assignees": _assignees(ticket, user, lists["team"]),
        "companies": _companies(ticket, lists["companies"]),
        "lists": lists,
        "participant": PersonForm(auto_id="participant_%s"),
        "others": [(line, setup().statuses[int(line.more)]) for line in lists["others"]],
        "colleagues": int(lists["colleagues"][0].text) if lists["colleagues"] else 0,
        "requester_language": get_language_info(ticket.requester.language)["name_translated"],
        "requester_time": time_format(now.astimezone(ZoneInfo(ticket.requester.time_zone)), "H:i"),
        "is_over": bool(ticket.closed_at and ticket.closed_at + ticket.its_desk.reopen_within < now),
    }


def _lists(ticket: Ticket, user: User) -> Mapping[str, list[Line]]:
    latest = (
        handled_tickets(user)
        .filter(requester=ticket.requester_id)
        .exclude(pk=ticket.pk)
        .order_by("-last_activity_at", "-id")[:OTHER_TICKETS]
    )
    others_who_read = Q(memberships__sees=Membership.Sees.ALL, memberships__user__deactivated_at=None)
    reads_along = Count("pk", filter=others_who_read & ~Q(memberships__user=ticket.requester_id))
    uploads = Upload.objects.visible_to(user)
    return short_lists(
        team=lines(team_of([ticket.its_desk], user), "pk", "full_name", "email"),
        participants=lines(people_visible_to(user).filter(participations__ticket=ticket), "pk", "full_name", "email"),
        silent=lines(people_visible_to(user).filter(_gets_no_mails_of(ticket)), "pk", "email"),
        companies=lines(organizations_visible_to(user).filter(memberships__user=ticket.requester_id), "pk", "name"),
        colleagues=lines(
            organizations_visible_to(user).filter(tickets=ticket).annotate(reads_along=reads_along),
            "pk",
            "reads_along",
        ),
        others=lines(
            handled_tickets(user).filter(pk__in=latest.values("pk")), "reference", "title", "status", newest_first=True
        ),
        drafts=lines(
            Draft.objects.visible_to(user).filter(scope__in=[scopes.reply(ticket.pk), scopes.note(ticket.pk)]),
            "scope",
            "data",
        ),
        reply_uploads=lines(uploads.filter(scope=scopes.reply(ticket.pk)), "pk", "name", "size"),
        note_uploads=lines(uploads.filter(scope=scopes.note(ticket.pk)), "pk", "name", "size"),
    )


def _gets_no_mails_of(ticket: Ticket) -> Q:
    """Whoever has switched mails about the ticket off, or is switched off."""
    muted = Mute.objects.filter(ticket=ticket)
    its_people = Q(pk=ticket.requester_id) | Q(participations__ticket=ticket)
    return its_people & (Q(deactivated_at__isnull=False) | Q(pk__in=muted.values("user")))


def _readers(ticket: Ticket, user: User, lists: Mapping[str, list[Line]]) -> tuple[list[str], list[str]]:
    """Who gets an answer of `user` by mail, and who of the ticket's people reads it in the portal alone."""
    people = {ticket.requester_id: ticket.requester.name} | {
        line.pk: line.text or line.more for line in lists["participants"]
    }
    silent = {line.pk for line in lists["silent"]} | {user.pk}
    mailed = [name for pk, name in people.items() if pk not in silent]
    return mailed, [name for pk, name in people.items() if pk in silent and pk != user.pk]


def _statuses(ticket: Ticket) -> list:
    """The desk's statuses, and the ticket's own if that is offered no more."""
    offered = setup().statuses_of(ticket.desk_id)
    return offered if ticket.current_status in offered else [ticket.current_status, *offered]


def _assignees(ticket: Ticket, user: User, team: Sequence[Line]) -> list[tuple[str, str]]:
    """The team, oneself, and whoever has the ticket now."""
    names = {line.key: line.text or line.more for line in team}
    for person in (user, ticket.assignee):
        if person:
            names.setdefault(str(person.pk), person.name)
    return [("", _("Nobody")), *names.items()]


def _companies(ticket: Ticket, own: Sequence[Line]) -> list[tuple[str, str]]:
    """The requester's companies, and the one that the ticket is shared with now."""
    names = {line.key: line.text for line in own}
    if ticket.organization:
        names.setdefault(str(ticket.organization_id), ticket.organization.name)
    return [("", _("No one")), *names.items()]


def _uploads(found: Sequence[Line]) -> list[Upload]:
    return [Upload(pk=line.key, name=line.text, size=int(line.more)) for line in found]

"""The list of tickets: filters and order are in its address, and what is new in it shows by itself."""

import hashlib
from functools import partial

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.pagination import Page, page
from servicedesk.core.texts import say
from servicedesk.desks.access import handled_desks, works_on
from servicedesk.desks.setup import setup
from servicedesk.search.find import find_by_reference, search
from servicedesk.tickets.access import TicketQuerySet
from servicedesk.tickets.models import Priority
from servicedesk.tickets.queries import SORTS, TicketFilter
from servicedesk.workspace.due import TEAM_ANSWERS, due_of
from servicedesk.workspace.queries import handled_tickets, own_desks, team_of
from servicedesk.workspace.rail import title_of
from servicedesk.workspace.views._addresses import address_with
from servicedesk.workspace.views._agents import for_agents

SIZE = 50
DUE = "due"
# What a row shows, and what it is sorted and known anew by.
COLUMNS = (
    "reference", "title", "status", "category", "priority", "version", "last_activity_at", "due_at",
    "requester__full_name", "requester__email", "organization__name", "assignee__full_name", "assignee__email",
)  # fmt: skip


@for_agents
@require_safe
def start(request: PersonsRequest) -> HttpResponse:
    return redirect("tickets")


@for_agents
@require_safe
def index(request: PersonsRequest) -> HttpResponse:
    wanted = _read(request)
    if wanted.q and (ticket := find_by_reference(request.user, wanted.q)) and works_on(request.user, ticket.desk_id):
        return redirect("ticket", ticket.reference)
    tickets = _page(request, wanted)
    title, count = title_of(request)
    context = {
        **_rows(tickets),
        "wanted": wanted,
        "title": title,
        "count": count,
        "selects": _selects(request, wanted),
        "kept": _kept(request),
        "sorts": {name: address_with(request, sort=name, page=None) for name in (*SORTS, DUE)},
        "sorted_by": _sort(request),
        "before_url": address_with(request, page=tickets.before) if tickets.before else None,
        "after_url": address_with(request, page=tickets.after) if tickets.after else None,
        # A search is answered once; whoever wants to see it anew sends it again.
        "live_url": None if wanted.q else f"{reverse('tickets_live')}?{request.GET.urlencode()}",
    }
    return render(request, "workspace/tickets.html", context)


@for_agents
@require_safe
def index_live(request: PersonsRequest) -> HttpResponse:
    """The rows anew if `?since=` names others than the list has now, else 204; the list's own query answers it."""
    tickets = _page(request, _read(request))
    context = _rows(tickets)
    if request.GET.get("since") == context["since"]:
        return HttpResponse(status=204)
    response = render(request, "workspace/_rows.html", {**context, "is_live": True})
    response["Live-Since"] = context["since"]
    return response


def _read(request: PersonsRequest) -> TicketFilter:
    """The open tickets unless the address says otherwise; a search looks among all of them."""
    return TicketFilter.read(request.GET, status="all" if request.GET.get("q", "").strip() else "open")


def _page(request: PersonsRequest, wanted: TicketFilter) -> Page:
    tickets, apart = _listed(request, wanted)
    column, descending = ("due_at", False) if _sort(request) == DUE else SORTS[wanted.sort]
    return page(
        tickets.select_related("requester", "organization", "assignee").only(*COLUMNS),
        by=column,
        descending=descending,
        size=SIZE,
        cursor=request.GET.get("page", ""),
        bound_to=f"{request.user.pk}:{wanted}",
        apart=apart,
    )


def _listed(request: PersonsRequest, wanted: TicketFilter) -> tuple[TicketQuerySet, list[Q]]:
    """The tickets of the list, and the conditions under each of which an index has them in order."""
    user, due = request.user, Q(category__in=TEAM_ANSWERS, due_at__isnull=False)
    if wanted.q:
        found = wanted.narrow(search(user, wanted.q).handled_by(user), user)
        return (found.filter(due) if _sort(request) == DUE else found), []
    if _sort(request) == DUE:
        places = [Q(desk=desk, category=category) for desk in handled_desks(user) for category in TEAM_ANSWERS]
        return wanted.narrow(handled_tickets(user), user).filter(due_at__isnull=False), places or [due]
    return wanted.narrow_but_status(handled_tickets(user), user), wanted.apart(desks=partial(handled_desks, user))


def _sort(request: PersonsRequest) -> str:
    asked = request.GET.get("sort", "")
    return asked if asked in (*SORTS, DUE) else "activity"


def _rows(tickets: Page) -> dict:
    now = timezone.now()
    state = ",".join(f"{ticket.pk}:{ticket.version}" for ticket in tickets.rows)
    return {
        "rows": [(ticket, due_of(ticket, now)) for ticket in tickets.rows],
        "since": hashlib.sha256(state.encode()).hexdigest()[:16],
        "normal": Priority.NORMAL,
    }


def _kept(request: PersonsRequest) -> dict[str, str]:
    """What stays in the address when a filter is changed."""
    return {name: request.GET[name] for name in ("q", "company", "sort") if request.GET.get(name)}


def _selects(request: PersonsRequest, wanted: TicketFilter) -> list[dict]:
    user, desks = request.user, own_desks(request.user)
    team = [
        (str(person.pk), person.name) for person in team_of(desks, user).order_by("full_name", "id") if person != user
    ]
    selects = [
        {
            "name": "status",
            "label": _("Status"),
            "value": wanted.status,
            "options": _statuses({desk.pk for desk in desks}),
        },
        {
            "name": "assignee",
            "label": _("Assignee"),
            "value": wanted.assignee,
            "options": [("", _("Any assignee")), ("me", _("Me")), ("none", _("Nobody")), *team],
        },
        {
            "name": "priority",
            "label": _("Priority"),
            "value": wanted.priority,
            "options": [("", _("Any priority")), *_priorities()],
        },
    ]
    if len(desks) > 1:
        options = [("", _("All desks")), *((desk.slug, str(desk)) for desk in desks)]
        selects.insert(0, {"name": "desk", "label": _("Desk"), "value": wanted.desk, "options": options})
    return selects


def _statuses(desks: set[int]) -> list[tuple[str, str]]:
    own = {
        status.slug: say(status.name)
        for status in setup().statuses.values()
        if status.desk_id in desks and not status.retired_at
    }
    fixed = {
        "open": _("All open"),
        "team": _("Waiting for us, new ones too"),
        "closed": _("Resolved or closed"),
        "all": _("Open and closed"),
    }
    return [*fixed.items(), *((slug, name) for slug, name in own.items() if slug not in fixed)]


def _priorities() -> list[tuple[str, str]]:
    return [(str(priority.value), str(priority.label)) for priority in reversed(Priority)]

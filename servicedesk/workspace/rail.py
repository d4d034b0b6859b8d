"""The rail beside every page of the workspace: desks and views with their counts, all counted in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.tickets.queries import MOST_COUNTED, TicketFilter
from servicedesk.ui.filters import number
from servicedesk.workspace.queries import counts, own_desks

# What an address says beside the view it shows.
_NOT_THE_VIEW = ("page", "sort", "since")


@dataclass(frozen=True)
class View:
    """A list of tickets that has a name: the rail leads to it by its filters."""

    label: str
    filters: dict[str, str]
    icon: str | None = None

    @cached_property
    def url(self) -> str:
        return f"{reverse('tickets')}?{urlencode(self.filters)}"

    def is_shown_by(self, request: PersonsRequest) -> bool:
        asked = {name: value for name, value in request.GET.items() if value and name not in _NOT_THE_VIEW}
        return request.path == reverse("tickets") and asked == self.filters


def sections(request: PersonsRequest) -> list[dict[str, Any]]:
    views = _views(request.user)
    counted = _counted(request.user, [view for _title, members in views for view in members])
    listed = [
        {"title": title, "items": [_item(request, view, counted[view.url]) for view in members]}
        for title, members in views
    ]
    return [*listed, {"title": _("Directory"), "items": _directory(request)}]


def title_of(request: PersonsRequest) -> tuple[str, str | None]:
    """Return the name and the count of the view that is shown; other filters have no name of their own."""
    for section in request.rail():  # type: ignore[attr-defined]
        for item in section["items"]:
            if item["current"]:
                return item["title"], item.get("count")
    return _("Tickets"), None


def _views(user: User) -> list[tuple[str, list[View]]]:
    mine = [
        View(_("Mine"), {"assignee": "me", "status": "open"}, "inbox"),
        View(_("Unassigned"), {"assignee": "none", "status": "open"}, "user"),
    ]
    return [(_("My work"), mine), *((str(desk), _views_of(desk.slug)) for desk in own_desks(user))]


def _views_of(slug: str) -> list[View]:
    return [
        View(_("Waiting for us"), {"desk": slug, "status": "team"}),
        View(_("Waiting for customer"), {"desk": slug, "status": "waiting"}),
        View(_("All open"), {"desk": slug, "status": "open"}),
        View(_("Closed"), {"desk": slug, "status": "closed"}),
    ]


def _counted(user: User, views: Sequence[View]) -> dict[str, str]:
    found = counts(user, [TicketFilter.read(view.filters) for view in views])
    return {view.url: _words(count) for view, count in zip(views, found, strict=True)}


def _words(count: int) -> str:
    return number(count) if count <= MOST_COUNTED else _("%(count)s+") % {"count": number(MOST_COUNTED)}


def _item(request: PersonsRequest, view: View, count: str) -> dict[str, Any]:
    return {
        "label": view.label,
        "title": view.label,
        "url": view.url,
        "icon": view.icon,
        "count": count,
        "current": view.is_shown_by(request),
    }


def _directory(request: PersonsRequest) -> list[dict[str, Any]]:
    pages = [(_("People"), "people", "user"), (_("Companies"), "organizations", "building-2")]
    return [_page(request, label, reverse(name), icon) for label, name, icon in pages]


def _page(request: PersonsRequest, label: str, url: str, icon: str) -> dict[str, Any]:
    return {"label": label, "title": label, "url": url, "icon": icon, "current": request.path.startswith(url)}

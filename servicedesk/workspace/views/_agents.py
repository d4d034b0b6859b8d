"""The door of the workspace: for the team alone, with the rail beside every page."""

from collections.abc import Callable
from functools import cache, partial, wraps
from typing import Any

from django.http import Http404, HttpResponse

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.workspace.rail import sections

View = Callable[..., HttpResponse]


def for_agents(view: View) -> View:
    """Let only active people of the team in; for everybody else the address does not exist (A1)."""

    @wraps(view)
    def guarded(request: PersonsRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_agent or not request.user.is_active:
            raise Http404
        request.rail = cache(partial(sections, request))  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpResponse

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.rail import sections
from servicedesk.desks.access import may_set_up


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The console exists for administrators only; the rail beside its pages is drawn when a page asks for it."""

    @wraps(view)
    def guarded(request: PersonsRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_set_up(request.user):
            raise Http404
        request.rail = partial(sections, request.path)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded

from typing import Any

from django.http import HttpRequest
from django.urls import is_valid_path, reverse


def address_with(request: HttpRequest, **changed: str | None) -> str:
    """The address of this list with some parameters changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{request.path}?{query.urlencode()}"


def back_to(request: HttpRequest, name: str, *args: Any) -> str:
    """The page of the workspace that a form was sent from, as it says in `next`, else the named one (A66)."""
    asked = request.POST.get("next", "")
    is_ours = asked.startswith(reverse("workspace")) and is_valid_path(asked)
    return asked if is_ours else reverse(name, args=args)

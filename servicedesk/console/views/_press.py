from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused


def press(
    request: PersonsRequest, to: str, done: str, action: Callable[..., Any], *args: Any, **kwargs: Any
) -> HttpResponse:
    """What a button alone does: act, say what was done or why not, and lead back."""
    try:
        action(*args, by=request.user, **kwargs)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(to)

"""What the pages behind a link in a mail have in common."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from servicedesk.accounts.links import LinkNotValid, LinkOver


def token_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The address of the page is a secret: nothing may pass it on or keep it (A34)."""

    @wraps(view)
    def answer(*arguments: Any, **keywords: Any) -> HttpResponseBase:
        response = view(*arguments, **keywords)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return answer


def link_is_over(request: HttpRequest, problem: LinkNotValid, *, again: str | None = None) -> HttpResponse:
    """Say what became of the link, and offer a new one by the form of the page named `again` (S25)."""
    over = problem if isinstance(problem, LinkOver) else None
    return render(
        request,
        "entrance/link_over.html",
        {"over": over, "again": again},
        status=HTTPStatus.GONE if over else HTTPStatus.NOT_FOUND,
    )

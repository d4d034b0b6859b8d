"""The pages that say what went wrong, what was kept and what to do. `servicedesk.urls` names them as handlers."""

import errno
import logging
import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from servicedesk.entrance.typed import typed_texts

log = logging.getLogger(__name__)

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _too_large()
    return _page_alone(
        HTTPStatus.BAD_REQUEST,
        title=_("This request cannot be understood"),
        text=_("The address or the form holds something that cannot be read. Nothing was changed."),
        what_to_do=_("Go back, check what you entered, and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("This is not yours to do"),
        text=_("You can see this page, but your account is not allowed to do what you asked. Nothing was changed."),
        what_to_do=_("If you think you should be allowed to, ask the support team."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is nothing here for you"),
        text=_("The address may be mistyped, what was here may be gone, or it is not shared with your account."),
        what_to_do=_("Check the address, or start again from the start page."),
    )


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 with a page, for an address that takes forms and was opened like a page, or the other way round."""
    page = _page(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        title=_("This address cannot be opened like this"),
        text=_("It belongs to a button on another page. Nothing was changed."),
    )
    page.headers["Allow"] = response.headers["Allow"]
    return page


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429 for a page without a form of its own; `seconds` until the next try is free."""
    minutes = max(1, -(-seconds // 60))
    response = _page(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("Too many tries"),
        text=_("This was tried too often in a short time. You can try again in %(minutes)s min.")
        % {"minutes": minutes},
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer, or is too busy to answer in time."""
    log.error("The database did not answer for %s", request.path, exc_info=sys.exc_info())
    response = _page_alone(
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Please try again in a moment"),
        text=_("The service desk cannot answer just now. What you sent may not have been saved."),
        what_to_do=_("Wait a moment, go back and send it again: nothing is saved twice."),
        reference=_reference(request),
    )
    response.headers["Retry-After"] = "10"
    return response


def no_space(request: HttpRequest) -> HttpResponse:
    """507: the disk of the machine is full, so that what was sent could not even be taken in (F21)."""
    log.error("There is no space left for %s", request.path, exc_info=sys.exc_info())
    return _page_alone(
        HTTPStatus.INSUFFICIENT_STORAGE,
        title=_("There is no space left just now"),
        text=_("The service desk could not keep what you sent. Nothing was saved."),
        what_to_do=_("Reading still works. Keep your text, try again later, and tell the support team."),
        reference=_reference(request),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    problem = sys.exc_info()[1]
    if isinstance(problem, (OperationalError, InterfaceError)):
        return unavailable(request)
    if isinstance(problem, OSError) and problem.errno in NO_SPACE:
        return no_space(request)
    return _page_alone(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("Something went wrong on our side"),
        text=_("The page could not be shown because of a fault in the service desk. The fault has been noted."),
        what_to_do=_("Go back and try again. If it happens again, tell the support team."),
        reference=_reference(request),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return give_back(
        request,
        title=_("The form was not sent"),
        text=_(
            "It did not come from a page that is still valid here: you may have logged in or out in another window, or the browser keeps no cookies."
        ),
        what_to_do=_("Open the form again and send it once more."),
    )


def give_back(request: HttpRequest, **words: str) -> HttpResponse:
    """403 with everything that was typed, to be copied: the form cannot be taken, but the text is not lost."""
    return render(
        request,
        "entrance/errors/not_sent.html",
        {"typed": typed_texts(request), "back": request.path, **words},
        status=HTTPStatus.FORBIDDEN,
    )


def _too_large() -> HttpResponse:
    return _page_alone(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("That is too much at once"),
        text=_("What you sent is larger than the service desk takes. Nothing was saved."),
        what_to_do=_("Go back and send fewer or smaller files, or a shorter text."),
    )


def _page(request: HttpRequest, status: HTTPStatus, **words: str) -> HttpResponse:
    return render(request, "ui/error.html", {"code": status.value, **words}, status=status)


def _page_alone(status: HTTPStatus, **words: Any) -> HttpResponse:
    """Rendered without the request, whose session and person may be out of reach."""
    return HttpResponse(render_to_string("ui/error.html", {"code": status.value, **words}), status=status)


def _reference(request: HttpRequest) -> str:
    return getattr(request, "reference", "")

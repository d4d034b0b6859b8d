"""What happens round every request, in the order of `settings.MIDDLEWARE`."""

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone, translation

from servicedesk.core.ids import new_id
from servicedesk.desks.setup import begin_request, end_request
from servicedesk.entrance.kept import keep_or_give_back
from servicedesk.entrance.views import errors

log = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """A view may set stricter ones of its own. What a signed-in person saw is kept by no cache: Back shows nothing after log-out (S60)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class LoginRequired(LoginRequiredMiddleware):
    """Every view is for signed-in people unless it says `login_not_required`; text in a form that comes too late is not lost (S43)."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.method == "POST":
            return keep_or_give_back(request)
        return super().handle_no_permission(request, view_func)


class PersonsLanguageAndTime:
    """The signed-in person's language and time zone; LocaleMiddleware has chosen the language of everybody else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = request.user.language
        with timezone.override(_zone(request.user.time_zone)):
            return self.get_response(request)


class FreshSetup:
    """Within a request the set-up is read once."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begin_request()
        try:
            return self.get_response(request)
        finally:
            end_request()


class ClearErrors:
    """Answers what no view can use, and what the database cannot hold, with a page that says so instead of an error 500."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reference = new_id()
        request.reference = reference  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request=reference):
            if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
                return errors.bad_request(request)
            response = self.get_response(request)
            if isinstance(response, HttpResponseNotAllowed) and not response.content:
                return errors.wrong_method(request, response)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, (DataError, OverflowError, UnicodeError)):
            # Most likely somebody tried something; but it may be a fault of a view.
            log.warning("%s in %s", type(exception).__name__, request.path, exc_info=exception)
            return errors.bad_request(request)
        if isinstance(exception, (OperationalError, InterfaceError)):
            return errors.unavailable(request)
        return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)

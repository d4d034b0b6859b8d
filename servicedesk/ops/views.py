"""Pages for operators and their machines, and the mailbox of the demonstration."""

import ipaddress
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from servicedesk.core.network import client_address
from servicedesk.ops.kept_mails import KeptMail
from servicedesk.ops.metrics import current_figures

# The mail's own page may be framed by the page beside it and can do nothing else; its links open elsewhere.
MAIL_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return _plain("ok")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """This process can serve people, database included."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("The database does not answer.", HTTPStatus.SERVICE_UNAVAILABLE)
    return _plain("ok")


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine itself, or with `Authorization: Bearer METRICS_TOKEN`; for everybody else there is no such page."""
    if not (_has_token(request) or _is_this_machine(request)):
        raise Http404
    return HttpResponse(current_figures(), content_type=CONTENT_TYPE_LATEST)


@login_not_required
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    return render(request, "ops/mails.html", {"mails": KeptMail.latest(), "limit": KeptMail.SHOWN})


@login_not_required
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "ops/mail.html", {"mail": _mail_or_404(name)})


@login_not_required
@require_safe
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    html = _mail_or_404(name).html
    if html is None:
        raise Http404
    headers = {"Content-Security-Policy": MAIL_POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1), headers=headers)


def _plain(text: str, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}")


def _is_this_machine(request: HttpRequest) -> bool:
    """Behind a proxy that the settings do not know of, everybody would seem to be this machine."""
    unknown_proxy = "X-Forwarded-For" in request.headers and not settings.TRUSTED_PROXIES
    return not unknown_proxy and ipaddress.ip_address(client_address(request)).is_loopback


def _mail_or_404(name: str) -> KeptMail:
    found = KeptMail.find(name)
    if found is None:
        raise Http404
    return found

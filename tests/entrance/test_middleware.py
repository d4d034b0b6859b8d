from types import SimpleNamespace

import pytest
import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation, TooManyFieldsSent
from django.db import DataError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from django.utils.timezone import get_current_timezone_name

from servicedesk.tickets.step import Conflict
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@login_not_required
def fail(request, kind: str) -> HttpResponse:
    noted.append(structlog.contextvars.get_contextvars()["request"])
    raise FAILURES[kind]


@login_not_required
def strict(request) -> HttpResponse:
    return HttpResponse(headers={"Content-Security-Policy": "sandbox", "Cache-Control": "public, max-age=60"})


@login_not_required
def here(request) -> HttpResponse:
    return HttpResponse(get_current_timezone_name())


# The references under which the failing requests were logged.
noted: list[str] = []

FAILURES = {
    "bad": BadRequest("x"),
    "suspicious": SuspiciousOperation("x"),
    "fields": TooManyFieldsSent("x"),
    "data": DataError("value too long"),
    "number": OverflowError("Python int too large"),
    "letters": UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"),
    "locked": OperationalError("database is locked"),
    "fault": ZeroDivisionError("canary"),
}


class WithFailures:
    urlpatterns = [
        path("fail/<str:kind>/", fail),
        path("strict/", strict),
        path("here/", here),
        path("", include("servicedesk.entrance.urls")),
    ]
    handler400 = "servicedesk.entrance.views.errors.bad_request"
    handler404 = "servicedesk.entrance.views.errors.not_found"
    handler500 = "servicedesk.entrance.views.errors.server_error"


@pytest.fixture
def faulty(settings) -> Client:
    settings.ROOT_URLCONF = WithFailures
    return Client(raise_request_exception=False)


def test_every_page_forbids_what_it_does_not_need(client):
    headers = client.get("/login/").headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_view_may_be_stricter_and_may_be_cached(faulty, member):
    faulty.post("/login/", {"email": member.email, "password": PASSWORD})

    headers = faulty.get("/strict/").headers

    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["Cache-Control"] == "public, max-age=60"


def test_a_person_reads_in_their_language_and_time_zone(faulty, member):
    member.language, member.time_zone = "de", "Asia/Tokyo"
    member.save()
    faulty.force_login(member)

    assert faulty.get("/here/").content == b"Asia/Tokyo"
    assert '<html lang="de">' in faulty.get("/profile/").content.decode()
    assert timezone.get_current_timezone_name() == "UTC"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "/etc/localtime", "a\0b", "x" * 60])
def test_a_time_zone_that_is_none_does_no_harm(name, faulty, member, settings):
    if "\0" in name and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps no NUL in a text")
    member.time_zone = name
    member.save()
    faulty.force_login(member)

    assert faulty.get("/here/").content.decode() == settings.TIME_ZONE


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("bad", 400),
        ("suspicious", 400),
        ("fields", 400),
        ("data", 400),
        ("number", 400),
        ("letters", 400),
        ("locked", 503),
        ("fault", 500),
    ],
)
def test_every_failure_has_a_page_that_says_what_to_do(kind, status, faulty):
    answer = faulty.get(f"/fail/{kind}/")

    page = answer.content.decode()
    assert answer.status_code == status
    assert f"Error {status}" in page
    assert "site-header" in page
    assert "canary" not in page


def test_a_fault_names_a_reference_that_stands_in_the_log_too(faulty, caplog):
    page = faulty.get("/fail/fault/").content.decode()

    assert f"name this reference: {noted[-1]}" in page
    assert any(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in caplog.records)


def test_an_unknown_address_has_a_page_in_the_visitors_language(client):
    answer = client.get("/nowhere/", HTTP_ACCEPT_LANGUAGE="de")

    assert answer.status_code == 404
    assert '<html lang="de">' in answer.content.decode()


def test_a_conflict_is_left_to_the_surface_that_knows_the_form(faulty, monkeypatch):
    monkeypatch.setitem(FAILURES, "conflict", Conflict(SimpleNamespace(reference="MTS-1"), []))

    with pytest.raises(Conflict):
        Client().get("/fail/conflict/")

"""Logging in and out. S12, S16, S19, S60; A38–A41, A44."""

import re
import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from servicedesk.accounts.hashing import Argon2
from servicedesk.accounts.limits import LOG_IN_ACCOUNT, LOG_IN_FROM_DEVICE, LOG_IN_PAIR
from servicedesk.core.limits import Limit
from servicedesk.entrance.views import login
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')


def log_in(client: Client, email: str, password: str = PASSWORD, **fields):
    return client.post("/login/", {"email": email, "password": password, **fields})


def test_the_page_offers_sign_up_and_a_new_password_s20_s59(client):
    page = client.get("/login/?next=/requests/").content.decode()

    assert 'href="/signup/?next=/requests/"' in page
    assert 'href="/password/forgot/?next=/requests/"' in page
    assert "Forgotten your password?" in page


def test_a_visitor_comes_back_to_the_page_first_asked_for_s16(client, member):
    refused = client.get("/profile/sessions/?from=mail")
    assert refused.headers["Location"] == "/login/?next=/profile/sessions/%3Ffrom%3Dmail"

    page = client.get(refused.headers["Location"]).content.decode()
    assert 'name="next" value="/profile/sessions/?from=mail"' in page
    assert (
        log_in(client, member.email, next="/profile/sessions/?from=mail").headers["Location"]
        == "/profile/sessions/?from=mail"
    )


def test_a_log_in_starts_a_session_with_a_new_key_a39(client, member):
    client.cookies["sessionid"] = "a" * 32

    log_in(client, member.email)

    key = client.cookies["sessionid"].value
    assert key != "a" * 32
    assert Session.objects.filter(session_key=key).exists()
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_a_session_of_before_the_log_in_opens_nothing_a39(client, member):
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key

    log_in(client, member.email)

    assert client.cookies["sessionid"].value != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get("/profile/").status_code == 302


def test_every_refusal_reads_the_same_a38(client, member, customer, stranger):
    gone = stranger
    gone.set_password(PASSWORD)
    gone.deactivated_at = timezone.now()
    gone.save()
    answers = [
        log_in(client, member.email, "wrong-password-2026"),
        log_in(client, "nobody@acme.example", "wrong-password-2026"),
        log_in(client, gone.email),
    ]

    assert {answer.status_code for answer in answers} == {400}
    pages = {
        TOKEN.sub("", answer.content.decode()).replace(answer.wsgi_request.POST["email"], "") for answer in answers
    }
    assert len(pages) == 1


def test_a_refusal_keeps_the_address_and_not_the_password(client, member):
    page = log_in(client, member.email, "wrong-password-2026").content.decode()

    assert f'value="{member.email}"' in page
    assert "wrong-password-2026" not in page


def test_whoever_is_logged_in_is_led_on(client, member):
    log_in(client, member.email)

    assert client.get("/login/?next=/requests/").headers["Location"] == "/requests/"


def test_log_out_ends_the_session_on_the_server_s60(client, member):
    log_in(client, member.email)
    stolen = client.cookies["sessionid"].value

    assert client.post("/logout/").headers["Location"] == "/login/"

    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/profile/").status_code == 302
    assert not Session.objects.filter(session_key=stolen).exists()


def test_nothing_that_a_signed_in_person_saw_is_kept_for_the_way_back_s60(client, member):
    log_in(client, member.email)

    assert client.get("/profile/").headers["Cache-Control"] == "private, no-store"
    assert client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"
    assert client.post("/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_opening_the_address_of_log_out_logs_nobody_out_a47(client, member):
    log_in(client, member.email)

    assert client.get("/logout/").status_code == 405
    assert client.get("/profile/").status_code == 200


def test_after_too_many_tries_the_page_says_when_to_try_again_a41(client, member):
    for _ in range(LOG_IN_PAIR.count):
        assert log_in(client, member.email, "wrong-password-2026").status_code == 400

    answer = log_in(client, member.email)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= LOG_IN_PAIR.seconds
    assert "Please try again in 15 minutes." in answer.content.decode()


def test_a_success_clears_the_count(client, member):
    for _ in range(2):
        for _ in range(LOG_IN_PAIR.count - 1):
            log_in(client, member.email, "wrong-password-2026")
        assert log_in(client, member.email).status_code == 302
        client.post("/logout/")
        client.cookies.clear()


def test_the_limit_of_an_account_never_blocks_a_device_that_signed_in_before_a41(client, member, monkeypatch):
    log_in(client, member.email)
    client.post("/logout/")
    monkeypatch.setattr(login, "LOG_IN_ACCOUNT", Limit(LOG_IN_ACCOUNT.name, 3, 3600))
    for number in range(5):
        attacker = Client(REMOTE_ADDR=f"192.0.2.{number}")
        log_in(attacker, member.email, "wrong-password-2026")

    assert log_in(Client(REMOTE_ADDR="192.0.2.99"), member.email).status_code == 429
    assert log_in(client, member.email).status_code == 302


def test_a_stolen_device_cookie_has_a_limit_of_its_own_a41(client, member):
    log_in(client, member.email)
    thief = Client()
    thief.cookies["device"] = client.cookies["device"].value

    answers = [
        log_in(thief, member.email, "wrong-password-2026").status_code for _ in range(LOG_IN_FROM_DEVICE.count + 3)
    ]

    assert answers.count(400) == LOG_IN_FROM_DEVICE.count
    assert answers[-1] == 429


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "\0", "W10:1:x"])
def test_a_forged_device_cookie_makes_no_known_device(cookie, client, member):
    client.cookies["device"] = cookie

    assert log_in(client, member.email).status_code == 302


@pytest.mark.parametrize(("length", "status"), [(5_000, 400), (10_000_000, 413)])
def test_a_giant_password_is_refused_at_once_and_never_hashed_a44(length, status, client, member, monkeypatch):
    monkeypatch.setattr(Argon2, "verify", lambda *_: pytest.fail("hashed"))
    monkeypatch.setattr(Argon2, "encode", lambda *_: pytest.fail("hashed"))
    client.get("/login/")
    body = f"email={member.email}&password={'x' * length}"

    started = time.perf_counter()
    answer = client.post("/login/", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == status
    assert time.perf_counter() - started < 0.5

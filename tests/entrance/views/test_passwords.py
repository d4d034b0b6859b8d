"""Choosing a new password, forgotten or not. S6, S57, S59; A38, A40, A41."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from servicedesk.accounts.limits import CONFIRM_PASSWORD
from tests.accounts.letters import letter_to, link_to
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NEXT = "another-password-2026"


@pytest.fixture
def devices(member) -> list[Client]:
    """Two browsers of the same person, logged in."""
    clients = [Client(), Client()]
    for client in clients:
        client.post("/login/", {"email": member.email, "password": PASSWORD})
    return clients


def change(client: Client, current: str = PASSWORD, new: str = NEXT):
    return client.post("/profile/password/", {"current": current, "new": new})


def test_a_forgotten_password_is_replaced_and_lets_in_s6_s59(client, member):
    client.post("/password/forgot/", {"email": member.email, "next": "/requests/"})
    link = link_to(member.email)
    assert client.get(link).status_code == 200

    answer = client.post(link, {"password": NEXT})

    assert answer.headers["Location"] == "/requests/"
    assert client.get("/profile/").status_code == 200
    member.refresh_from_db()
    assert member.check_password(NEXT)


def test_a_used_reset_link_says_so_and_offers_a_new_one_s25_s59(client, member):
    client.post("/password/forgot/", {"email": member.email})
    link = link_to(member.email)
    client.post(link, {"password": NEXT})

    answer = Client().post(link, {"password": "third-password-2026"})

    assert answer.status_code == 410
    assert "Send a new link" in answer.content.decode()
    member.refresh_from_db()
    assert member.check_password(NEXT)


def test_a_reset_ends_every_session_a40(client, member, devices):
    client.post("/password/forgot/", {"email": member.email})
    client.post(link_to(member.email), {"password": NEXT})

    assert [device.get("/profile/").status_code for device in devices] == [302, 302]
    assert client.get("/profile/").status_code == 200


def test_a_change_ends_the_other_sessions_and_sends_a_notice_s57_a40(member, devices):
    here, there = devices
    key = here.cookies["sessionid"].value

    assert change(here).headers["Location"] == "/profile/"

    assert Session.objects.get().session_key == here.cookies["sessionid"].value
    assert here.get("/profile/").status_code == 200
    assert here.cookies["sessionid"].value != key
    assert there.get("/profile/").status_code == 302
    assert letter_to(member.email).subject == "Your password was changed"


def test_the_session_in_which_the_password_was_changed_stays_on_the_list(member, devices):
    change(devices[0])

    assert devices[0].get("/profile/sessions/").content.decode().count("This device") == 1


def test_the_wrong_current_password_is_told_at_its_field_s57(member, devices):
    answer = change(devices[0], current="wrong-password-2026")

    assert answer.status_code == 400
    assert 'id="id_current_error"' in answer.content.decode()
    assert devices[1].get("/profile/").status_code == 200


def test_a_weak_new_password_is_told_at_its_field_s27(devices):
    answer = change(devices[0], new="short")

    assert answer.status_code == 400
    assert 'id="id_new_error"' in answer.content.decode()


def test_the_current_password_cannot_be_guessed_in_an_open_session_a41(devices):
    for _ in range(CONFIRM_PASSWORD.count):
        change(devices[0], current="wrong-password-2026")

    assert change(devices[0]).status_code == 429


def test_the_page_is_for_signed_in_people(client):
    assert client.get("/profile/password/").headers["Location"] == "/login/?next=/profile/password/"

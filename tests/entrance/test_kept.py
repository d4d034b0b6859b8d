"""A form that comes after its session has ended. S43."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from servicedesk.tickets.actions.drafts import LARGEST_DRAFT
from servicedesk.tickets.kept import mark_of
from servicedesk.tickets.models import Draft
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

FORM = "/profile/"
TEXT = {"summary": "Cameras go black", "topic": ["a", "b"], "password": "canary"}


def test_the_text_is_kept_for_its_person_for_an_hour(client, member):
    answer = client.post(FORM, {**TEXT, "person": mark_of(member, "new:3", "/requests/?q=1")})

    draft = Draft.objects.get()
    assert (draft.person, draft.scope) == (member, "new:3")
    assert draft.data["summary"] == "Cameras go black"
    assert draft.data["topic"] == ["a", "b"]
    assert timedelta(minutes=59) < draft.expires_at - timezone.now() <= timedelta(hours=1)
    assert answer.headers["Location"] == "/login/?next=/requests/%3Fq%3D1"
    assert "Your text is kept for an hour" in client.get(answer.headers["Location"]).content.decode()


def test_without_a_page_of_its_own_the_form_is_opened_again_after_the_log_in(client, member):
    answer = client.post(FORM, {**TEXT, "person": mark_of(member, "new:3")})

    assert answer.headers["Location"] == f"/login/?next={FORM}"


def test_no_password_is_kept(client, member):
    client.post(FORM, {**TEXT, "person": mark_of(member, "new:3")})

    assert "canary" not in str(Draft.objects.get().data)


@pytest.mark.parametrize("mark", ["", "x", "forged", "gone", "\0"])
def test_without_a_valid_mark_the_text_is_given_back_and_kept_for_nobody(mark, client, member):
    signed = mark_of(member, "new:3")
    if mark == "forged":
        mark = signed[:-1] + ("A" if signed[-1] != "A" else "B")
    if mark == "gone":
        mark = signed
        member.deactivated_at = timezone.now()
        member.save()

    answer = client.post(FORM, {**TEXT, "person": mark})

    assert answer.status_code == 403
    assert "Cameras go black</textarea>" in answer.content.decode()
    assert "canary" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_more_than_a_draft_holds_is_given_back_whole(client, member):
    long = "x" * (LARGEST_DRAFT + 1)

    answer = client.post(FORM, {"summary": long, "person": mark_of(member, "new:3")})

    assert answer.status_code == 403
    assert long in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_form_without_text_just_leads_to_the_log_in(client, member):
    answer = client.post("/profile/sessions/others/end/", {"person": mark_of(member, "new:3")})

    assert answer.headers["Location"] == "/login/?next=/profile/sessions/others/end/"
    assert not Draft.objects.exists()


def test_a_mark_leads_nobody_elsewhere_a66(client, member):
    answer = client.post(FORM, {**TEXT, "person": mark_of(member, "new:3", "//evil.example")})

    assert answer.headers["Location"] == f"/login/?next={FORM}"


def test_whoever_is_logged_in_is_answered_by_the_form_itself(member):
    client = Client()
    client.post("/login/", {"email": member.email, "password": PASSWORD})

    assert client.post(FORM, {**TEXT, "person": mark_of(member, "new:3")}).status_code == 400
    assert not Draft.objects.exists()

"""What the mails about accounts say, and to whom nothing is said. S29: text and HTML, no tracking, links to the configured host alone."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import get_language

from servicedesk.accounts import actions
from servicedesk.accounts.models import User
from servicedesk.outbox.models import OutgoingMail
from tests.accounts.letters import letter_to, link_to

NEW = "new@acme.example"


def test_an_unknown_address_is_sent_a_link_to_sign_up_s22(db):
    actions.ask_for_sign_up(NEW, next="/requests/")

    assert link_to(NEW).startswith("/signup/")


def test_a_known_address_is_told_that_it_has_an_account_s26(member):
    actions.ask_for_sign_up(member.email, next="/requests/")

    letter = letter_to(member.email)
    assert letter.subject == "You already have an account"
    assert "/login/?next=%2Frequests%2F" in letter.text
    assert "/password/forgot/" in letter.text
    assert "/signup/" not in letter.text


def test_somebody_who_only_wrote_a_mail_finishes_signing_up_by_either_form_s26(customer):
    actions.ask_for_sign_up(customer.email, next="/")
    assert link_to(customer.email).startswith("/signup/")

    actions.ask_for_reset(customer.email, next="/")
    assert link_to(customer.email).startswith("/signup/")


def test_a_forgotten_password_brings_a_link_to_choose_a_new_one_s59(member):
    actions.ask_for_reset(member.email, next="/")

    assert link_to(member.email).startswith("/password/reset/")


def test_a_reset_for_an_unknown_address_sends_nothing_a38(db):
    actions.ask_for_reset(NEW, next="/")

    assert letter_to(NEW) is None


@pytest.mark.parametrize("ask", [actions.ask_for_sign_up, actions.ask_for_reset])
def test_a_deactivated_person_gets_no_link_a40(ask, member):
    member.deactivated_at = timezone.now()
    member.save()

    ask(member.email, next="/")

    assert letter_to(member.email) is None


def test_the_outbox_holds_no_token_a76(member):
    actions.ask_for_reset(member.email, next="/")
    token = link_to(member.email).strip("/").split("/")[-1]

    mail = OutgoingMail.objects.get()
    assert token not in str(mail.__dict__)
    assert mail.args == {"purpose": "reset", "next": "/"}


def test_mails_are_in_the_language_of_their_reader(member, monkeypatch):
    member.language = "de"
    member.save()
    seen = []
    monkeypatch.setattr("servicedesk.accounts.mails._", lambda text: seen.append(get_language()) or text)

    actions.ask_for_reset(member.email, next="/")
    letter_to(member.email)

    assert seen == ["de"]


def test_every_mail_has_both_parts_and_no_tracking_s29(member, agent, settings):
    written = User(email="writer@acme.example", full_name="<b>Ann</b>")
    written.set_unusable_password()
    written.save()
    actions.ask_for_sign_up(NEW, next="/")
    actions.ask_for_sign_up(member.email, next="/")
    actions.ask_for_reset(member.email, next="/")
    actions.ask_for_address(member, address="moved@acme.example")
    actions.invite(written, by=agent)
    actions.change_password(member, current="demo-password-2026", new="another-password-2026")

    for address in (NEW, member.email, "moved@acme.example", written.email):
        letter = letter_to(address)
        assert letter.subject
        assert settings.BASE_URL in letter.text
        assert not re.search(r"<img|src=|url\(|@import", letter.html)
        assert all(link.startswith(f"{settings.BASE_URL}/") for link in re.findall(r'href="([^"]+)"', letter.html))
        assert "<b>Ann</b>" not in letter.html

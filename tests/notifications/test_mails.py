"""What stands in the mails about a request, as they arrive."""

import re
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.notifications.mails import thread_of
from servicedesk.organizations.actions import remove_member
from servicedesk.outbox.models import OutgoingMail
from servicedesk.tickets import actions
from servicedesk.tickets.models import Participant
from servicedesk.tickets.step import step
from tests.cast import PASSWORD, file_request

State = OutgoingMail.State


@pytest.fixture
def inbox(smtp_sink):
    """Let everything leave that waits, and return what arrived since the last call."""

    def deliver():
        smtp_sink.received.clear()
        run_due_jobs()
        return {mail.rcpt_tos[0]: mail for mail in smtp_sink.received}

    return deliver


@pytest.fixture
def quiet_ticket(ticket, cast, inbox):
    """A request whose first mails have left."""
    inbox()
    return ticket


def test_the_requester_gets_a_confirmation_with_the_id_s47(cast, request_type, inbox):
    ticket = file_request(request_type, cast.customer)

    mail = inbox()[cast.customer.email]

    assert str(mail.message["Subject"]) == f"[{ticket.reference}] Cameras go black at midnight"
    assert mail.text.startswith("We have received your request.\n\nEvery night at 00:00 all 32 cameras")
    assert f"\nhttp://127.0.0.1:8000/requests/{ticket.reference}/\n" in mail.text
    assert mail.message["Auto-Submitted"] == "auto-generated"


def test_a_person_for_whom_the_team_filed_a_request_is_told_who_did_s47(cast, request_type, inbox):
    file_request(request_type, cast.stranger, by=cast.agent)

    assert inbox()[cast.stranger.email].text.startswith("Sara Niemi filed this request for you.")


def test_a_public_answer_comes_first_and_as_it_was_written_s46(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.agent, body="Please install **4.2**:\n\n1. stop\n2. start")

    mail = inbox()[cast.customer.email]

    assert mail.text.startswith(
        "Sara Niemi answered:\n\nPlease install **4.2**:\n\n1. stop\n2. start\n\n* Status: Waiting for you\n\n"
    )
    assert "It is your turn. Please answer by " in mail.text
    assert "<strong>4.2</strong>" in mail.html
    assert "<li>start</li>" in mail.html


def test_status_and_solution_are_told_in_the_customers_words_s46(cast, quiet_ticket, inbox):
    hold = quiet_ticket.desk.statuses.get(slug="on-hold")
    actions.set_status(quiet_ticket, by=cast.agent, status=hold)
    assert "* Status: On hold" in inbox()[cast.customer.email].text

    in_progress = quiet_ticket.desk.statuses.get(slug="in-progress")
    actions.set_status(quiet_ticket, by=cast.agent, status=in_progress)
    text = inbox()[cast.customer.email].text
    assert "* Status: With our team" in text
    assert "In progress" not in text

    actions.resolve(quiet_ticket, by=cast.agent)
    assert inbox()[cast.customer.email].text.startswith("This request is solved.\n\nThis is solved. If it is not")


def test_a_status_change_that_customers_do_not_see_sends_nothing_s46(cast, quiet_ticket, inbox):
    actions.set_status(quiet_ticket, by=cast.agent, status=quiet_ticket.desk.statuses.get(slug="in-progress"))

    assert inbox() == {}


def test_a_corrected_field_is_told_with_its_new_value_s46(cast, quiet_ticket, inbox):
    with step(quiet_ticket, by=cast.agent):
        actions.change_fields(quiet_ticket, by=cast.agent, title="Cameras go dark", answers=[])

    assert "* Title: Cameras go dark" in inbox()[cast.customer.email].text


def test_several_changes_in_one_step_are_one_mail(cast, quiet_ticket, inbox, smtp_sink):
    with step(quiet_ticket, by=cast.agent):
        actions.reply(quiet_ticket, by=cast.agent, body="The new firmware helps.")
        actions.resolve(quiet_ticket, by=cast.agent)

    mail = inbox()[cast.customer.email]

    assert len(smtp_sink.to(cast.customer.email)) == 1
    assert mail.text.startswith("This request is solved.\n\nThe new firmware helps.\n")


def test_a_file_is_named_by_number_and_stays_on_the_page(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.agent, body="See the log.")
    quiet_ticket.messages.filter(body="See the log.").update(file_count=2)

    assert "[2 files, on the request's page]" in inbox()[cast.customer.email].text


def test_who_was_added_gets_a_link_and_no_past_messages_a22(cast, quiet_ticket, inbox):
    actions.add_participant(quiet_ticket, by=cast.customer, person=cast.stranger)

    mails = inbox()

    assert set(mails) == {cast.stranger.email}
    mail = mails[cast.stranger.email]
    assert mail.text.startswith("Jordan Peck added you to this request.")
    assert "Every night" not in mail.text + mail.html
    assert f"/requests/{quiet_ticket.reference}/" in mail.text


def test_a_person_without_a_password_is_led_to_sign_up_and_gets_no_token_a34(cast, quiet_ticket, inbox):
    cast.stranger.set_password(PASSWORD)
    cast.stranger.save()
    actions.add_participant(quiet_ticket, by=cast.customer, person=cast.stranger)
    actions.add_participant(quiet_ticket, by=cast.customer, person=cast.colleague)

    mails = inbox()

    assert "signup" not in mails[cast.stranger.email].text
    links = set(re.findall(r"https?://\S+", mails[cast.colleague.email].text))
    page = f"http://127.0.0.1:8000{reverse('request', args=[quiet_ticket.reference])}"
    assert links == {page, "http://127.0.0.1:8000/signup/"}


def test_mails_come_in_the_persons_language_and_time_zone_s61(cast, quiet_ticket, inbox, monkeypatch):
    cast.customer.language, cast.customer.time_zone = "de", "Asia/Tokyo"
    cast.customer.save()
    actions.reply(quiet_ticket, by=cast.agent, body="Bitte neu starten.")

    mail = inbox()[cast.customer.email]

    quiet_ticket.refresh_from_db()
    here = quiet_ticket.due_at.astimezone(ZoneInfo("Asia/Tokyo"))
    assert f"{here:%H:%M}" in mail.text
    assert "Wartet auf Sie" in mail.text
    assert 'lang="de"' in mail.html


def test_a_persons_mails_about_a_request_form_one_thread_that_nobody_else_knows(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.agent, body="one")
    first = inbox()[cast.customer.email].message
    actions.reply(quiet_ticket, by=cast.agent, body="two")
    second = inbox()[cast.customer.email].message

    assert first["References"] == first["In-Reply-To"] == second["References"] == thread_of(quiet_ticket, cast.customer)
    assert first["Message-ID"] != second["Message-ID"]
    assert thread_of(quiet_ticket, cast.customer) != thread_of(quiet_ticket, cast.stranger)


def test_mails_hold_no_remote_picture_and_no_link_but_those_to_the_product_s29(cast, quiet_ticket, inbox):
    actions.reply(
        quiet_ticket, by=cast.agent, body="![x](https://tracker.test/pixel.png) <img src='https://tracker.test/2.png'>"
    )

    mail = inbox()[cast.customer.email]

    assert "<img" not in mail.html
    assert "url(" not in mail.html
    links = re.findall(r'href="([^"]*)"', mail.html)
    assert {link for link in links if "tracker.test" not in link} == {
        f"http://127.0.0.1:8000/requests/{quiet_ticket.reference}/",
        "http://127.0.0.1:8000/signup/",
    }


def test_titles_and_names_are_escaped_in_html_a59(cast, request_type, inbox):
    cast.customer.full_name = "<b>Jordan</b>"
    cast.customer.save()
    file_request(request_type, cast.customer, problem_summary="<script>alert(1)</script>")

    for mail in inbox().values():
        assert "<script" not in mail.html
        assert "<b>Jordan" not in mail.html


def test_no_mail_names_another_recipient_a20(cast, quiet_ticket, inbox):
    for person in (cast.colleague, cast.stranger):
        actions.add_participant(quiet_ticket, by=cast.customer, person=person)
    inbox()
    actions.reply(quiet_ticket, by=cast.agent, body="To all of you.")

    mails = inbox()

    assert set(mails) == {cast.customer.email, cast.colleague.email, cast.stranger.email}
    for address, mail in mails.items():
        assert mail.rcpt_tos == [address]
        for other in set(mails) - {address}:
            assert other.encode() not in mail.raw


def test_the_team_is_led_to_the_workspace(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.customer, body="It happened again.")

    mail = inbox()[cast.agent.email]

    assert mail.text.startswith("Jordan Peck wrote:\n\nIt happened again.")
    assert f"/agent/tickets/{quiet_ticket.reference}/" in mail.text
    assert "/requests/" not in mail.text


def test_whoever_was_removed_before_the_mail_left_does_not_get_it_a13(cast, quiet_ticket, inbox):
    actions.add_participant(quiet_ticket, by=cast.customer, person=cast.stranger)
    inbox()
    actions.reply(quiet_ticket, by=cast.agent, body="Not for strangers.")
    delay_mails_behind(actions.remove_participant, quiet_ticket, by=cast.customer, person=cast.stranger)

    assert cast.stranger.email not in inbox()
    assert OutgoingMail.objects.get(to_user=cast.stranger, state=State.REFUSED)


def test_a_colleague_who_left_the_company_before_the_mail_left_does_not_get_it_a5(cast, quiet_ticket, inbox):
    actions.add_participant(quiet_ticket, by=cast.customer, person=cast.colleague)
    inbox()
    actions.reply(quiet_ticket, by=cast.agent, body="For Acme.")
    delay_mails_behind(leave, quiet_ticket, cast)

    assert cast.colleague.email not in inbox()


def test_an_agent_who_left_the_desk_before_the_mail_left_does_not_get_it_a13(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.customer, body="For the team.")
    delay_mails_behind(cast.agent.desk_roles.all().delete)

    assert inbox() == {}


def test_a_deactivated_person_gets_no_mail_a13(cast, quiet_ticket, inbox):
    actions.reply(quiet_ticket, by=cast.agent, body="Too late.")
    cast.customer.deactivated_at = timezone.now()
    cast.customer.save()

    assert inbox() == {}


def leave(ticket, cast) -> None:
    remove_member(cast.acme, cast.colleague, by=cast.agent)
    Participant.objects.filter(ticket=ticket, user=cast.colleague).delete()


def delay_mails_behind(change, *args, **options) -> None:
    """Let the reactions run, so that the mails are queued, and then the change, before any mail leaves."""
    without_mail = {name: count for name, count in settings.TASK_THREADS.items() if name != "mail"}
    with override_settings(TASK_THREADS=without_mail):
        run_due_jobs()
    change(*args, **options)

"""A ticket's page: conversation, reply, note, drafts, files, what is new. S4, S46, A2, A12, A14, F24."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from servicedesk.accounts.models import User
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.notifications import actions as notifications
from servicedesk.notifications.models import Ledger, Reason
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.models import Draft, Message, Note, Ticket
from tests.cast import file_request

PAGE = "/agent/tickets/MTS-1001/"


def test_an_answer_goes_out_and_hands_the_turn_to_the_customer_s46(cast, ticket, browse):
    page = browse(cast.agent).post(
        PAGE + "reply/", {"body": "Try the **new** driver.", "key": "k", "then": "wait"}, follow=True
    )
    assert "Try the <strong>new</strong> driver." in page.content.decode()
    assert _again(ticket).category == "waiting"
    assert "Try the <strong>new</strong> driver." in browse(cast.customer).get("/requests/MTS-1001/").content.decode()


@pytest.mark.parametrize(
    ("then", "category"), [("keep", "new"), ("resolve", "resolved"), ("", "waiting"), ("x", "waiting")]
)
def test_the_button_says_what_becomes_of_the_ticket(cast, ticket, browse, then, category):
    browse(cast.agent).post(PAGE + "reply/", {"body": "Done.", "then": then})
    assert _again(ticket).category == category


def test_sending_twice_answers_once_f24(cast, ticket, browse):
    for _try in range(2):
        assert browse(cast.agent).post(PAGE + "reply/", {"body": "Once.", "key": "same"}).status_code == 302
        assert browse(cast.agent).post(PAGE + "note/", {"body": "Once.", "key": "other"}).status_code == 302
    assert Message.objects.filter(body="Once.").count() == Note.objects.count() == 1


def test_a_note_is_seen_by_the_team_and_by_nobody_else_a14(cast, ticket, browse):
    upload = actions.keep_upload(SimpleUploadedFile("canary.txt", b"x"), by=cast.agent, scope=scopes.note(ticket.pk))
    browse(cast.agent).post(PAGE + "note/", {"body": "zebrafinch", "key": "k", "uploads": [upload.pk]})
    assert "zebrafinch" in browse(cast.admin).get(PAGE).content.decode()
    for who in (cast.customer, cast.colleague):
        for address in ("/requests/MTS-1001/", "/requests/MTS-1001/live/?since=x", "/requests/?whose=company"):
            page = browse(who).get(address).content.decode()
            assert "Cameras go black" in page or "entries" in page
            assert "zebrafinch" not in page and "canary" not in page
        assert "No request among these" in browse(who).get("/requests/?q=zebrafinch").content.decode()
        assert browse(who).get(reverse("attachment", args=[upload.pk, "canary.txt"])).status_code == 404


def test_reply_and_note_are_two_forms_that_cannot_be_mixed_up(cast, ticket, browse):
    page = browse(cast.agent).get(PAGE).content.decode()
    assert f'action="{PAGE}reply/"' in page and f'action="{PAGE}note/"' in page
    assert "Send, then wait for customer</button>" in page and "Add internal note</button>" in page
    browse(cast.agent).post(PAGE + "note/", {"body": "Between us.", "then": "resolve"})
    assert Message.objects.filter(body="Between us.").count() == 0
    assert _again(ticket).is_open


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_an_empty_text_is_refused_where_it_was_typed(cast, ticket, browse, kind):
    answer = browse(cast.agent).post(f"{PAGE}{kind}/", {"body": "  ", "key": "k"})
    assert answer.status_code == 400
    assert "Write something or attach a file." in answer.content.decode()
    assert f'id="composer" data-mode="{kind}"' in answer.content.decode()


def test_what_was_typed_and_attached_stays_on_an_error(cast, ticket, browse):
    answer = browse(cast.agent).post(PAGE + "note/", {"body": "kept" * 30_000, "files": io.BytesIO(b"log")})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "keptkept" in page and page.count('class="upload-item"') == 1


def test_the_page_says_who_will_read_an_answer(cast, ticket, browse):
    actions.add_participant(ticket, by=cast.agent, person=cast.stranger)
    audience = browse(cast.agent).get(PAGE).content.decode().split('id="audience"')[1].split("</p>")[0]
    assert "<strong>Jordan Peck</strong>, <strong>Ivo Maric</strong> by mail and portal" in audience
    assert "<strong>1 person at Acme Integrators</strong> in the portal" in audience


def test_the_people_it_names_as_mailed_are_those_who_are_mailed(cast, ticket, browse):
    """One has switched mails off, one is switched off, one is of another team, and the writer is never mailed."""
    off = User.objects.create(email="off@acme.example", full_name="Otto Off", deactivated_at=timezone.now())
    for person in (cast.stranger, cast.colleague, off, cast.other_agent, cast.agent):
        actions.add_participant(ticket, by=cast.agent, person=person)
    notifications.mute(ticket, by=cast.colleague)
    run_due_jobs()
    audience = browse(cast.agent).get(PAGE).content.decode().split('id="audience"')[1].split("</p>")[0]
    mailed, rest = audience.split("by mail and portal")
    browse(cast.agent).post(PAGE + "reply/", {"body": "For whom?"})
    run_due_jobs()
    told = Ledger.objects.filter(rule=Reason.MESSAGE, decision=Ledger.Decision.TOLD)
    assert set(re.findall("<strong>(.*?)</strong>", mailed)) == {row.recipient.name for row in told}
    assert "Lea Brandt" in rest and "Otto Off" in rest


def test_the_team_sees_who_was_told_and_why(cast, ticket, browse):
    run_due_jobs()
    page = browse(cast.agent).get(PAGE + "mails/").content.decode()
    assert "Jordan Peck" in page and "Confirmation to the requester" in page


def test_drafts_of_answer_and_note_are_kept_apart_s43(cast, ticket, browse):
    client = browse(cast.agent)
    assert client.post(PAGE + "reply/draft/", {"body": "public half"}).json()["saved"]
    client.post(PAGE + "note/draft/", {"body": "internal half"})
    page = client.get(PAGE).content.decode()
    assert "public half" in page.split(f'action="{PAGE}note/"')[0]
    assert "internal half" in page.split(f'action="{PAGE}note/"')[1]
    client.post(PAGE + "reply/", {"body": "public half, finished"})
    assert [draft.scope for draft in Draft.objects.all()] == [scopes.note(ticket.pk)]


def test_an_upload_of_somebody_else_is_not_sent_along_a12(cast, ticket, browse):
    foreign = actions.keep_upload(SimpleUploadedFile("a.txt", b"x"), by=cast.admin, scope=scopes.reply(ticket.pk))
    answer = browse(cast.agent).post(PAGE + "reply/", {"body": "look", "uploads": [foreign.pk]})
    assert answer.status_code == 400
    assert "no longer there" in answer.content.decode()


def test_the_page_is_asked_for_news_and_answers_with_the_new_parts(cast, ticket, browse):
    client = browse(cast.agent)
    assert client.get(PAGE + "live/", {"since": ticket.version}).status_code == 204
    actions.reply(ticket, by=cast.customer, body="It got worse.")
    news = client.get(PAGE + "live/", {"since": ticket.version - 1})
    assert "It got worse." in news.content.decode()
    assert "<html" not in news.content.decode()
    assert client.get(PAGE + "live/", {"since": news.headers["Live-Since"]}).status_code == 204


def test_small_letters_lead_to_the_ticket(cast, ticket, browse):
    assert browse(cast.agent).get("/agent/tickets/mts-1001/").headers["Location"] == PAGE


def test_other_tickets_of_the_requester_stand_beside_unless_another_desk_has_them_a4(
    cast, ticket, request_type, browse
):
    file_request(request_type, cast.customer, problem_summary="An older story")
    assert "An older story" in browse(cast.agent).get(PAGE).content.decode()


def test_however_much_was_said_the_page_takes_eleven_queries(
    cast, ticket, request_type, browse, django_assert_max_num_queries
):
    client = browse(cast.agent)
    for times in (1, 6):
        for number in range(times):
            for action, scope in ((actions.reply, scopes.reply(ticket.pk)), (actions.note, scopes.note(ticket.pk))):
                upload = actions.keep_upload(SimpleUploadedFile("a.log", b"x"), by=cast.agent, scope=scope)
                action(ticket, by=cast.agent, body=f"text {number}", uploads=[upload.pk])
                actions.keep_upload(SimpleUploadedFile("unsent.log", b"x"), by=cast.agent, scope=scope)
            actions.assign(ticket, by=cast.agent, to=cast.admin if number % 2 else cast.agent)
            file_request(request_type, cast.customer)
        actions.add_participant(ticket, by=cast.agent, person=cast.stranger)
        actions.save_draft(scopes.note(ticket.pk), by=cast.agent, data={"body": "half"})
        with django_assert_max_num_queries(11):
            page = client.get(PAGE)
        assert page.content.decode().count("a.log") >= 2 * times
        now = _again(ticket).version
        with django_assert_max_num_queries(4):
            assert client.get(PAGE + "live/", {"since": now}).status_code == 204


def _again(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)

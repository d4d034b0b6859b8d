"""The page of one request: S10, S11, S44–S48, S52, S54."""

import io
import re

import pytest
from django.test import Client

from servicedesk.tickets import actions
from servicedesk.tickets.models import Message, MessageFile, Ticket
from tests.cast import file_request

SEES = {"customer": 200, "colleague": 200, "stranger": 404, "agent": 200, "other_agent": 404, "admin": 200}


@pytest.mark.parametrize(("who", "status"), SEES.items())
def test_who_may_open_a_shared_request_s52_a1(cast, ticket, browse, who, status):
    assert browse(getattr(cast, who)).get("/requests/MTS-1001/").status_code == status


def test_a_hidden_request_answers_exactly_like_a_missing_one_a1(cast, ticket, browse):
    client = browse(cast.stranger)
    hidden, missing = client.get("/requests/MTS-1001/"), client.get("/requests/MTS-9999/")
    assert hidden.status_code == missing.status_code == 404
    assert _plain(hidden.content) == _plain(missing.content)
    assert hidden.headers.keys() == missing.headers.keys()


def _plain(page: bytes) -> bytes:
    """The page without what differs each time: the CSRF token and the address asked for."""
    return re.sub(rb'value="\w{64}"|MTS-\d+', b"", page)


def test_without_logging_in_one_is_asked_to_and_comes_back_s16(ticket):
    assert Client().get("/requests/MTS-1001/").headers["Location"] == "/login/?next=/requests/MTS-1001/"


def test_an_id_in_small_letters_leads_to_the_request_s13(cast, ticket, browse):
    assert browse(cast.customer).get("/requests/mts-1001/").headers["Location"] == "/requests/MTS-1001/"


def test_the_id_stands_in_the_title_s13(cast, ticket, browse):
    assert (
        "<title>MTS-1001 Cameras go black at midnight"
        in browse(cast.customer).get("/requests/MTS-1001/").content.decode()
    )


def test_information_and_files_are_added_on_the_same_page_s11_s45(cast, ticket, browse):
    client = browse(cast.customer)
    answer = client.post(
        "/requests/MTS-1001/reply/",
        {"body": "It happened **again**.", "key": "k", "files": io.BytesIO(b"log")},
        follow=True,
    )
    assert "It happened <strong>again</strong>." in answer.content.decode()
    assert MessageFile.objects.count() == 1
    client.post("/requests/MTS-1001/reply/", {"body": "It happened **again**.", "key": "k"})
    assert Message.objects.filter(ticket=ticket).count() == 2


def test_an_empty_reply_says_what_is_missing(cast, ticket, browse):
    answer = browse(cast.customer).post("/requests/MTS-1001/reply/", {"body": " "})
    assert answer.status_code == 200
    assert "Write something or attach a file." in answer.content.decode()


def test_a_text_that_is_too_long_is_given_back_whole(cast, ticket, browse):
    answer = browse(cast.customer).post("/requests/MTS-1001/reply/", {"body": "y" * 100_001})
    assert "y" * 100_001 in answer.content.decode()
    assert Message.objects.count() == 1


def test_the_status_is_in_the_customers_words_s48(cast, ticket, browse):
    page = browse(cast.customer).get("/requests/MTS-1001/").content.decode()
    assert "With our team" in page
    actions.reply(ticket, by=cast.agent, body="Which version?")
    page = browse(cast.customer).get("/requests/MTS-1001/").content.decode()
    assert "Waiting for you" in page
    assert "Waiting for customer" not in page
    assert "It is your turn." in page


@pytest.mark.parametrize("who", ["customer", "agent"])
def test_a_note_shows_nowhere_in_the_portal_a14(cast, ticket, browse, who):
    actions.note(ticket, by=cast.agent, body="canaryword")
    client = browse(getattr(cast, who))
    for path in (
        "/requests/MTS-1001/",
        "/requests/MTS-1001/live/?since=",
        "/requests/",
        "/requests/?q=canaryword&status=all",
        "/",
    ):
        assert b"canaryword" not in client.get(path).content.replace(b'value="canaryword"', b"").replace(
            "“canaryword”".encode(), b""
        ).replace(b"q=canaryword", b"")


def test_the_live_poll_tells_of_public_news_and_of_nothing_else_a18(cast, ticket, browse):
    client = browse(cast.customer)
    page = client.get("/requests/MTS-1001/").content.decode()
    since = {"since": page.split('since="')[1].split('"')[0]}
    assert client.get("/requests/MTS-1001/live/", since).status_code == 204
    actions.note(ticket, by=cast.agent, body="between us")
    actions.set_priority(ticket, by=cast.agent, priority=3)
    assert client.get("/requests/MTS-1001/live/", since).status_code == 204
    actions.reply(ticket, by=cast.agent, body="Here is news.")
    answer = client.get("/requests/MTS-1001/live/", since)
    assert "Here is news." in answer.content.decode()
    assert client.get("/requests/MTS-1001/live/", {"since": answer["Live-Since"]}).status_code == 204


def test_the_requester_resolves_reopens_and_takes_back(cast, ticket, browse):
    client = browse(cast.customer)
    for verb, category in (("resolve", "resolved"), ("reopen", "open"), ("cancel", "closed")):
        client.post(f"/requests/MTS-1001/{verb}/")
        assert Ticket.objects.get().category == category


@pytest.mark.parametrize("verb", ["resolve", "cancel"])
def test_a_colleague_may_not_end_a_request(cast, ticket, browse, verb):
    assert browse(cast.colleague).post(f"/requests/MTS-1001/{verb}/").status_code == 403
    assert Ticket.objects.get().is_open


def test_a_colleague_is_added_by_address_and_removed(cast, request_type, browse):
    file_request(request_type, cast.customer)
    client = browse(cast.customer)
    client.post("/requests/MTS-1001/participants/", {"email": "Colleague@Acme.example"})
    assert browse(cast.colleague).get("/requests/MTS-1001/").status_code == 200
    client.post(f"/requests/MTS-1001/participants/{cast.colleague.pk}/remove/")
    assert browse(cast.colleague).get("/requests/MTS-1001/").status_code == 404


@pytest.mark.parametrize("address", ["stranger@elsewhere.example", "nobody@nowhere.example", "agent@desk.example"])
def test_whoever_is_no_colleague_is_refused_alike_a38_a69(cast, ticket, browse, address):
    answer = browse(cast.customer).post("/requests/MTS-1001/participants/", {"email": address})
    assert "Only colleagues of your companies can be added here." in answer.content.decode()
    assert not ticket.participants.exists()


def test_sharing_is_changed_by_the_requester_alone(cast, ticket, browse):
    assert browse(cast.colleague).post("/requests/MTS-1001/share/", {"organization": ""}).status_code == 403
    browse(cast.customer).post("/requests/MTS-1001/share/", {"organization": ""})
    assert Ticket.objects.get().organization is None
    assert browse(cast.colleague).get("/requests/MTS-1001/").status_code == 404


def test_a_reply_sent_after_the_session_ended_is_kept_s43(cast, ticket, browse):
    page = browse(cast.customer).get("/requests/MTS-1001/").content.decode()
    mark = page.split('name="person" value="')[1].split('"')[0]
    answer = Client().post("/requests/MTS-1001/reply/", {"body": "typed for an hour", "person": mark})
    assert answer.headers["Location"] == "/login/?next=/requests/MTS-1001/"
    assert "typed for an hour" in browse(cast.customer).get("/requests/MTS-1001/").content.decode()

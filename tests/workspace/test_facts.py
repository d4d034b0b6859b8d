"""Setting a ticket's facts, and what happens when two do it at once: S4, S64, F26."""

import pytest
from django.utils import timezone

from servicedesk.desks.setup import setup
from servicedesk.organizations.models import Organization
from servicedesk.tickets import actions
from servicedesk.tickets.models import Priority, Ticket, TicketEvent

PAGE = "/agent/tickets/MTS-1001/"


def test_status_priority_and_assignee_are_each_one_choice_s4(cast, ticket, browse):
    client, hold = browse(cast.agent), setup().status_for(ticket.desk_id, "hold")
    for fact, value in (("status", hold.pk), ("priority", 4), ("assign", cast.agent.pk)):
        name = "assignee" if fact == "assign" else fact
        assert client.post(f"{PAGE}{fact}/", {name: value, "seen": _again().version}).status_code == 302
    changed = _again()
    assert (changed.status_id, changed.priority, changed.assignee) == (hold.pk, Priority.URGENT, cast.agent)
    client.post(PAGE + "assign/", {"assignee": ""})
    assert _again().assignee is None


def test_the_buttons_resolve_close_and_reopen(cast, ticket, browse):
    client = browse(cast.agent)
    for button, category in (("resolve", "resolved"), ("reopen", "open"), ("close", "closed")):
        assert client.post(f"{PAGE}{button}/", {"seen": _again().version}).status_code == 302
        assert _again().category == category


def test_what_was_closed_too_long_ago_stays_closed_and_the_page_says_why(cast, ticket, browse):
    actions.close(ticket, by=cast.agent)
    long_ago = timezone.now() - ticket.its_desk.reopen_within * 2
    Ticket.objects.filter(pk=ticket.pk).update(closed_at=long_ago)
    page = browse(cast.agent).post(PAGE + "reopen/", follow=True).content.decode()
    assert "closed too long ago" in page
    assert _again().category == "closed"
    assert "Add internal note</button>" in page and f'action="{PAGE}reply/"' not in page


@pytest.mark.parametrize(
    ("fact", "sent"),
    [
        ("status", {"status": "99999"}),
        ("priority", {"priority": "9"}),
        ("assign", {"assignee": "💥"}),
        ("share", {"organization": "7"}),
        ("status", {}),
    ],
)
def test_a_choice_that_is_none_is_answered_in_words(cast, ticket, browse, fact, sent):
    before = TicketEvent.objects.count()
    answer = browse(cast.agent).post(f"{PAGE}{fact}/", sent)
    assert answer.status_code == 400
    assert "cannot be chosen" in answer.content.decode()
    assert TicketEvent.objects.count() == before


def test_a_ticket_is_not_given_to_an_agent_of_another_desk_a3(cast, ticket, browse):
    assert browse(cast.agent).post(PAGE + "assign/", {"assignee": cast.other_agent.pk}).status_code == 400
    assert _again().assignee is None


def test_who_comes_second_sees_what_the_first_did_and_can_insist_f26(cast, ticket, browse):
    seen = ticket.version
    hold, progress = (
        next(s for s in setup().statuses_of(ticket.desk_id) if s.slug == slug) for slug in ("on-hold", "in-progress")
    )
    actions.set_status(ticket, by=cast.admin, status=hold)
    client = browse(cast.agent)
    conflict = client.post(PAGE + "status/", {"status": progress.pk, "seen": seen})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Aino Koski" in page and "Status: On hold" in page and "Status: In progress" in page
    assert _again().status_id == hold.pk
    insisting = {
        "status": page.split('name="status" value="')[1].split('"')[0],
        "seen": page.split('name="seen" value="')[1].split('"')[0],
    }
    assert client.post(PAGE + "status/", insisting).status_code == 302
    assert _again().status_id == progress.pk


def test_two_who_change_different_facts_do_not_disturb_each_other_f26(cast, ticket, browse):
    seen = ticket.version
    actions.set_priority(ticket, by=cast.admin, priority=Priority.HIGH)
    assert browse(cast.agent).post(PAGE + "assign/", {"assignee": cast.agent.pk, "seen": seen}).status_code == 302
    assert (_again().priority, _again().assignee) == (Priority.HIGH, cast.agent)


@pytest.mark.parametrize("button", ["close", "resolve"])
def test_the_buttons_notice_a_change_meanwhile_too_f26(cast, ticket, browse, button):
    seen = ticket.version
    actions.set_status(ticket, by=cast.admin, status=setup().status_for(ticket.desk_id, "hold"))
    assert browse(cast.agent).post(f"{PAGE}{button}/", {"seen": seen}).status_code == 409
    assert _again().is_open


def test_submitted_details_are_corrected_in_the_types_own_form(cast, ticket, browse):
    client = browse(cast.agent)
    page = client.get(PAGE + "fields/").content.decode()
    assert 'value="VMS-2291-AX"' in page and 'value="Cameras go black at midnight"' in page
    assert 'name="description"' not in page
    sent = {
        "customer-country": "DE",
        "sma-status": "expired",
        "problem-summary": "Cameras freeze",
        "product": "camera",
        "seen": ticket.version,
    }
    assert client.post(PAGE + "fields/", sent).status_code == 302
    changed = _again()
    assert changed.title == "Cameras freeze"
    assert {fact["key"]: fact["value"] for fact in changed.fields}["customer-country"] == "DE"


def test_incomplete_details_come_back_with_what_was_typed(cast, ticket, browse):
    answer = browse(cast.agent).post(PAGE + "fields/", {"problem-summary": "Half typed"})
    assert answer.status_code == 400
    assert 'value="Half typed"' in answer.content.decode()
    assert "need your attention" in answer.content.decode()


def test_details_changed_by_somebody_else_meanwhile_are_not_overwritten_unseen_f26(cast, ticket, browse):
    sent = {
        "customer-country": "DE",
        "sma-status": "expired",
        "problem-summary": "Mine",
        "product": "camera",
        "seen": ticket.version,
    }
    actions.change_fields(ticket, by=cast.admin, title="Theirs", answers=[])
    client = browse(cast.agent)
    answer = client.post(PAGE + "fields/", sent)
    assert answer.status_code == 409
    assert (
        "Aino Koski changed the details meanwhile" in answer.content.decode()
        and 'value="Mine"' in answer.content.decode()
    )
    assert client.post(PAGE + "fields/", sent | {"seen": _again().version}).status_code == 302
    assert _again().title == "Mine"


def test_a_ticket_is_shared_with_a_company_of_its_requester_and_no_other_s54(cast, ticket, browse):
    client, foreign = browse(cast.agent), Organization.objects.create(name="Elsewhere")
    assert client.post(PAGE + "share/", {"organization": foreign.pk}).status_code == 400
    client.post(PAGE + "share/", {"organization": ""})
    assert _again().organization is None
    client.post(PAGE + "share/", {"organization": cast.acme.pk})
    assert _again().organization == cast.acme


def test_participants_come_by_address_known_or_not_and_go_again(cast, ticket, browse):
    client = browse(cast.agent)
    for email, name in ((cast.stranger.email, ""), ("new@person.example", "Nia New")):
        assert client.post(PAGE + "participants/", {"email": email, "full_name": name}).status_code == 302
    assert [part.user.name for part in ticket.participants.order_by("id")] == ["Ivo Maric", "Nia New"]
    assert browse(cast.stranger).get("/requests/MTS-1001/").status_code == 200
    client.post(f"{PAGE}participants/{cast.stranger.pk}/remove/")
    assert browse(cast.stranger).get("/requests/MTS-1001/").status_code == 404


def test_an_address_that_is_none_is_refused_at_its_field(cast, ticket, browse):
    answer = browse(cast.agent).post(PAGE + "participants/", {"email": "no address"})
    assert answer.status_code == 400
    assert 'id="participant_email_error"' in answer.content.decode() and 'value="no address"' in answer.content.decode()


def _again() -> Ticket:
    return Ticket.objects.get(reference="MTS-1001")

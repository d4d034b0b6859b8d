"""The list of tickets: filters, search, order, pages, what is new. A4, A67, A68."""

import sys
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.desks.setup import setup
from servicedesk.tickets import actions
from servicedesk.tickets.models import Priority, Ticket
from servicedesk.workspace.views import tickets
from tests.cast import file_request

ADDRESS = "/agent/tickets/"


@pytest.fixture
def three(cast, request_type):
    """Tickets that differ in everything the list filters by: one is Sara's and urgent, one waits, one is solved."""
    urgent, waiting, solved = (
        file_request(request_type, cast.customer, organization=cast.acme, problem_summary=title)
        for title in ("Urgent outage", "Waiting question", "Solved riddle")
    )
    actions.assign(urgent, by=cast.agent, to=cast.agent)
    actions.set_priority(urgent, by=cast.agent, priority=Priority.URGENT)
    actions.reply(waiting, by=cast.agent, body="Which version?")
    actions.resolve(solved, by=cast.agent)
    return urgent, waiting, solved


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Urgent", "Waiting"}),
        ("?status=all", {"Urgent", "Waiting", "Solved"}),
        ("?status=closed", {"Solved"}),
        ("?status=team", {"Urgent"}),
        ("?status=waiting-for-customer", {"Waiting"}),
        ("?assignee=me", {"Urgent"}),
        ("?assignee=none", {"Waiting"}),
        ("?priority=4", {"Urgent"}),
        ("?desk=returns", set()),
        ("?desk=technical-support&status=resolved", {"Solved"}),
        ("?sort=due", {"Urgent"}),
        (
            "?status=nonsense&priority=9999999999999999999&assignee=%F0%9F%92%A5&sort=;drop",
            {"Urgent", "Waiting", "Solved"},
        ),
    ],
)
def test_the_address_says_what_is_listed_s4_a67(cast, three, browse, query, shown):
    page = browse(cast.agent).get(ADDRESS + query)
    assert page.status_code == 200
    assert {ticket.title.split()[0] for ticket in three if ticket.title in page.content.decode()} == shown


def test_search_finds_words_and_leads_to_an_id_s13(cast, three, browse):
    run_due_jobs()
    client = browse(cast.agent)
    found = client.get(ADDRESS, {"q": "riddle"}).content.decode()
    assert "Solved riddle" in found and "Urgent outage" not in found
    assert client.get(ADDRESS, {"q": "mts 1002"}).headers["Location"] == "/agent/tickets/MTS-1002/"
    assert "Nothing found" in client.get(ADDRESS, {"q": "unheard"}).content.decode()


def test_no_list_filter_or_search_shows_another_desks_tickets_a4(cast, three, browse):
    run_due_jobs()
    client = browse(cast.other_agent)
    for query in (
        "",
        "?status=all",
        "?desk=technical-support&status=all",
        "?q=outage",
        "?q=MTS-1001",
        f"?company={cast.acme.pk}&status=all",
    ):
        page = client.get(ADDRESS + query)
        assert page.status_code == 200
        assert not [ticket for ticket in three if ticket.title in page.content.decode()]


def test_the_rail_counts_each_view_and_marks_the_one_that_is_shown(cast, three, browse):
    page = browse(cast.agent).get(ADDRESS + "?assignee=me&status=open")
    rail = {item["label"]: item for section in page.wsgi_request.rail() for item in section["items"]}
    counts = {label: item["count"] for label, item in rail.items() if "count" in item}
    assert counts == {
        "Mine": "1",
        "Unassigned": "1",
        "Waiting for us": "1",
        "Waiting for customer": "1",
        "All open": "2",
        "Closed": "1",
    }
    assert [label for label, item in rail.items() if item["current"]] == ["Mine"]
    assert "<h1>Mine</h1>" in page.content.decode()


def test_the_rail_counts_no_further_than_it_says(cast, ticket, browse, monkeypatch):
    monkeypatch.setattr("servicedesk.workspace.rail.MOST_COUNTED", 0)
    rail = browse(cast.agent).get(ADDRESS).wsgi_request.rail()
    assert rail[0]["items"][1]["count"] == "0+"


def test_overdue_and_soon_stand_out_and_waiting_tickets_owe_no_answer(cast, three, browse):
    urgent, waiting, _solved = three
    assert waiting.due_at is not None
    Ticket.objects.filter(pk=urgent.pk).update(due_at=timezone.now() - timedelta(minutes=25))
    page = browse(cast.agent).get(ADDRESS).content.decode()
    assert 'data-tone="trouble">overdue' in page
    assert page.count('class="tone-text"') == 1
    Ticket.objects.filter(pk=urgent.pk).update(due_at=timezone.now() + timedelta(minutes=70))
    assert 'class="tone-text" data-tone="customer"' in browse(cast.agent).get(ADDRESS).content.decode()


def test_pages_follow_each_other_and_a_changed_cursor_is_refused_a68(cast, request_type, browse, monkeypatch):
    monkeypatch.setattr(sys.modules[tickets.index.__module__], "SIZE", 2)
    for number in range(5):
        file_request(request_type, cast.customer, problem_summary=f"Number {number}")
    client, address, seen = browse(cast.agent), ADDRESS, []
    while address:
        page = client.get(address)
        seen += _titles(page.content.decode())
        address = _next(page.content.decode())
    assert seen == [f"Number {number}" for number in (4, 3, 2, 1, 0)]
    cursor = _next(client.get(ADDRESS).content.decode())
    assert client.get(cursor + "x").status_code == 400
    assert browse(cast.admin).get(cursor).status_code == 400


def test_what_is_new_shows_by_itself_and_nothing_new_costs_nothing(cast, ticket, browse, request_type):
    client = browse(cast.agent)
    since = _since(client.get(ADDRESS).content.decode())
    assert client.get(reverse("tickets_live"), {"since": since}).status_code == 204
    actions.set_status(ticket, by=cast.agent, status=setup().status_for(ticket.desk_id, "hold"))
    changed = client.get(reverse("tickets_live"), {"since": since})
    assert changed.status_code == 200
    assert "On hold" in changed.content.decode()
    assert client.get(reverse("tickets_live"), {"since": changed.headers["Live-Since"]}).status_code == 204
    file_request(request_type, cast.stranger, problem_summary="Something new")
    assert (
        "Something new"
        in client.get(reverse("tickets_live"), {"since": changed.headers["Live-Since"]}).content.decode()
    )


def test_the_live_list_keeps_to_its_filters_and_its_reader_a4(cast, ticket, browse):
    mine = browse(cast.agent).get(reverse("tickets_live"), {"assignee": "me", "since": "x"}).content.decode()
    assert ticket.reference not in mine
    assert (
        ticket.reference not in browse(cast.other_agent).get(reverse("tickets_live"), {"since": "x"}).content.decode()
    )


def test_no_number_of_rows_people_or_companies_adds_a_query(cast, request_type, browse, django_assert_max_num_queries):
    client = browse(cast.agent)
    for rows in (1, 12):
        for number in range(rows):
            ticket = file_request(
                request_type, cast.customer, organization=cast.acme, problem_summary=f"Camera {number}"
            )
            actions.assign(ticket, by=cast.agent, to=cast.agent if number % 2 else cast.admin)
        run_due_jobs()
        for query in ("?status=all", "?assignee=me&sort=due", "?desk=technical-support"):
            with django_assert_max_num_queries(7):
                client.get(ADDRESS + query)
        with django_assert_max_num_queries(8):
            client.get(ADDRESS + "?q=camera")
        since = _since(client.get(ADDRESS).text)
        with django_assert_max_num_queries(4):
            assert client.get(reverse("tickets_live"), {"since": since}).status_code == 204


def _titles(page: str) -> list[str]:
    return [part.split(">")[1].split("<")[0] for part in page.split('class="ticket-row-title"')[1:]]


def _next(page: str) -> str | None:
    found = page.split('rel="next" href="')
    return found[1].split('"')[0].replace("&amp;", "&") if len(found) > 1 else None


def _since(page: str) -> str:
    return page.split('since="')[1].split('"')[0]

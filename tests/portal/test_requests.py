"""The list of requests: S8, S13, S49–S52."""

import html
import re

import pytest

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from tests.cast import file_request


@pytest.fixture
def several(cast, request_type):
    mine = file_request(request_type, cast.customer, organization=cast.acme, problem_summary="Mine open")
    done = file_request(request_type, cast.customer, organization=cast.acme, problem_summary="Mine done")
    actions.cancel(done, by=cast.customer)
    theirs = file_request(request_type, cast.colleague, organization=cast.acme, problem_summary="Colleague shared")
    file_request(request_type, cast.colleague, problem_summary="Colleague private")
    file_request(request_type, cast.stranger, problem_summary="Stranger private")
    run_due_jobs()
    return mine, done, theirs


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Mine open"}),
        ("?status=closed", {"Mine done"}),
        ("?status=all", {"Mine open", "Mine done"}),
        ("?whose=company", {"Mine open", "Colleague shared"}),
        ("?whose=company&status=all", {"Mine open", "Mine done", "Colleague shared"}),
        ("?whose=participant", set()),
        ("?status=new", {"Mine open"}),
        ("?q=shared&whose=company", {"Colleague shared"}),
        ("?q=private&whose=company", set()),
        ("?q=private&whose=&status=all", set()),
        ("?status=nonsense&sort=nonsense&whose=nonsense&type=nonsense&company=nonsense", {"Mine open"}),
    ],
)
def test_the_list_shows_what_is_asked_for_and_nothing_else_s50_s51_s52(cast, several, browse, query, titles):
    page = browse(cast.customer).get(f"/requests/{query}").content.decode()
    everything = set(Ticket.objects.values_list("title", flat=True))
    assert {title for title in everything if f">{title}</a>" in page} >= titles
    assert {title for title in everything if f">{title}</a>" in page} - titles <= (
        {"Mine done", "Mine open", "Colleague shared"} if "nonsense" in query else set()
    )


def test_another_company_cannot_be_asked_for_by_its_number_s52_a1(cast, several, browse):
    page = browse(cast.stranger).get(f"/requests/?whose=company&company={cast.acme.pk}&status=all").content.decode()
    assert "Mine" not in page.replace(">Mine</a>", "")
    assert "Colleague" not in page


def test_an_id_typed_into_search_opens_the_request_s13(cast, several, browse):
    assert browse(cast.customer).get("/requests/?q=mts+1001").headers["Location"] == "/requests/MTS-1001/"
    assert browse(cast.stranger).get("/requests/?q=mts+1001").status_code == 200


def test_closed_requests_are_one_click_away_in_the_same_company_s50_s51(cast, several, browse):
    client = browse(cast.customer)
    page = client.get(f"/requests/?whose=company&company={cast.acme.pk}").content.decode()
    address = html.unescape(re.search('href="([^"]+)">Show closed requests', page)[1])
    assert ">Mine done</a>" in client.get(address).content.decode()
    assert "Show closed requests" not in client.get(address).content.decode()


@pytest.mark.parametrize("form", ["filters", "search-box"])
def test_filtering_and_searching_stay_in_the_chosen_company_s51(cast, several, browse, form):
    page = browse(cast.customer).get(f"/requests/?whose=company&company={cast.acme.pk}").content.decode()
    [fields] = re.findall(f'<form class="{form}".*?</form>', page, re.DOTALL)
    assert f'name="company" value="{cast.acme.pk}"' in fields
    assert 'name="whose" value="company"' in fields


def test_the_search_on_the_home_page_finds_closed_requests_s50(cast, several, browse):
    page = browse(cast.customer).get("/").content.decode()
    [fields] = re.findall('<form class="search-box".*?</form>', page, re.DOTALL)
    assert 'action="/requests/"' in fields
    assert 'name="status" value="all"' in fields


def test_the_header_counts_ones_own_open_requests_s49(cast, several, browse):
    page = browse(cast.customer).get("/").content.decode()
    assert '<span class="badge">1<' in page


def test_pages_go_forth_and_back_without_gaps_a68(cast, request_type, browse):
    for number in range(30):
        file_request(request_type, cast.customer, problem_summary=f"Number {number:02}")
    client = browse(cast.customer)
    first = client.get("/requests/").content.decode()
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).content.decode()
    shown = [page.count("Number ") for page in (first, second)]
    assert shown == [25, 5]
    newer = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(newer).content.decode().count("Number ") == 25


def test_a_cursor_that_was_changed_or_is_another_persons_is_a_bad_request_a68(cast, request_type, browse):
    for number in range(26):
        file_request(request_type, cast.customer, problem_summary=f"Number {number:02}")
    first = browse(cast.customer).get("/requests/").content.decode()
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert browse(cast.customer).get(older + "x").status_code == 400
    assert browse(cast.stranger).get(older).status_code == 400
    assert browse(cast.customer).get(older + "&status=closed").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["?q=%00", "?q=" + "x" * 5000, "?page=%ff", "?company=99999999999999999999", "?q='%22%3B--", "?sort=id;drop"],
)
def test_no_address_is_an_error_500_a67(cast, several, browse, query):
    assert browse(cast.customer).get(f"/requests/{query}").status_code in (200, 400)

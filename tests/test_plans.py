"""What the databases do for a page: they walk an index, and read no more tickets than the page can use."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import people
from benchmarks.fill import fill
from benchmarks.words import COMMON, LONG_REFERENCE, RARE
from servicedesk.accounts.models import User
from servicedesk.search import find
from servicedesk.search.engines import engine
from servicedesk.search.index import words_of
from servicedesk.tickets.models import Ticket
from servicedesk.workspace import queries

pytestmark = pytest.mark.django_db

TICKETS = 3000
# A page of fifty from each of two desks, open and closed, of which one has a fifth of the tickets.
MOST_READ = 1000

CUSTOMERS_PAGES = [
    "/",
    "/requests/",
    "/requests/?status=all",
    "/requests/?whose=company",
    "/requests/?whose=company&status=all",
    "/requests/?whose=company&status=closed&sort=oldest",
    "/requests/?whose=participant&status=all",
    f"/requests/?whose=company&status=all&q={RARE}",
    f"/requests/{LONG_REFERENCE}/",
    f"/requests/{LONG_REFERENCE}/live/",
    "/desks/technical-support/new/technical-support-request/",
]
AGENTS_PAGES = [
    "/agent/tickets/",
    "/agent/tickets/?desk=technical-support&status=closed",
    "/agent/tickets/?status=all",
    "/agent/tickets/?status=closed&sort=newest",
    "/agent/tickets/?status=closed&sort=oldest",
    "/agent/tickets/?status=team",
    "/agent/tickets/?status=waiting",
    "/agent/tickets/?status=in-progress",
    "/agent/tickets/?assignee=me",
    "/agent/tickets/?assignee=me&status=all",
    "/agent/tickets/?assignee=none",
    "/agent/tickets/?priority=4&status=all",
    "/agent/tickets/?company=7&status=all",
    "/agent/tickets/?sort=due",
    "/agent/tickets/live/",
    f"/agent/tickets/?q={RARE}",
    f"/agent/tickets/{LONG_REFERENCE}/",
    f"/agent/tickets/{LONG_REFERENCE}/live/",
    "/agent/people/",
    "/agent/companies/",
]


@pytest.fixture(autouse=True)
def counts_end_soon(monkeypatch):
    """The counts of the rail end at a number that these tickets exceed."""
    monkeypatch.setattr(queries, "MOST_COUNTED", 40)


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup, django_db_blocker):
    """Enough tickets for the planners to have a choice; taken back after the last of these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill(TICKETS, datetime(2026, 3, 2, tzinfo=UTC))
        if connection.vendor == "postgresql":
            # So few rows are read from end to end, and joined whole, faster than by an index; many are not.
            for way in ("seqscan", "hashjoin", "mergejoin"):
                connection.cursor().execute(f"SET LOCAL enable_{way} = off")
        yield
        transaction.set_rollback(True)


def visit(email: str, address: str) -> tuple[str, list[str]]:
    """The page, and the statements that read tickets for it."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    statements = [query["sql"] for query in captured]
    return response.text, [sql for sql in statements if sql.startswith("SELECT") and "tickets_ticket" in sql]


def assert_reads_little(sql: str) -> None:
    assert not re.search(r"OFFSET [1-9]", sql)
    assert not re.search(r"COUNT\(\*\) (AS \S+ )?FROM \"", sql)
    if connection.vendor == "postgresql":
        assert tickets_read(sql) <= MOST_READ
    else:
        assert unbounded_steps(sql) == []


def tickets_read(sql: str) -> int:
    """How many tickets PostgreSQL looked at, those included that did not fit."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0]
    root = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return sum(_read_at(node) for node in _nodes(root) if node.get("Relation Name") == "tickets_ticket")


# One ticket, those of a list of ids, those of one person or company, and the few that nobody has.
SMALL = re.compile(r"PRIMARY KEY|\bid=|\browid=|reference=|requester_id=|organization_id=|nobody_has")


def unbounded_steps(sql: str) -> list[str]:
    """The steps of SQLite that read all tickets, or sort others than those it was given by id or by one owner."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        steps = cursor.fetchall()
    scans = [step for _id, _parent, _unused, step in steps if re.match(r"SCAN (tickets_ticket|[TUVW]\d+$)", step)]
    sorts = [parent for _id, parent, _unused, step in steps if "TEMP B-TREE FOR ORDER BY" in step]
    sorted_reads = [step for _id, parent, _unused, step in steps if parent in sorts and "tickets_" in step]
    return scans + [step for step in sorted_reads if not SMALL.search(step)]


def _nodes(node: dict):
    yield node
    for child in node.get("Plans", []):
        yield from _nodes(child)


def _read_at(node: dict) -> int:
    return (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]


@pytest.mark.parametrize("address", CUSTOMERS_PAGES)
def test_a_customers_page_reads_few_tickets(address):
    for sql in visit(people.CUSTOMER, address)[1]:
        assert_reads_little(sql)


@pytest.mark.parametrize("email", [people.AGENT, people.ADMINISTRATOR])
@pytest.mark.parametrize("address", AGENTS_PAGES)
def test_an_agents_page_reads_few_tickets(email, address):
    for sql in visit(email, address)[1]:
        assert_reads_little(sql)


@pytest.mark.parametrize("sort", ["activity", "newest", "oldest"])
def test_a_deep_page_reads_as_little_as_the_first(sort):
    address = f"/agent/tickets/?status=closed&sort={sort}"
    for _page in range(12):
        page, statements = visit(people.AGENT, address)
        address = "/agent/tickets/" + re.findall(r'href="/agent/tickets/(\?[^"]*page=[^"]*)"', page)[-1].replace(
            "&amp;", "&"
        )
    for sql in statements:
        assert_reads_little(sql)


@pytest.mark.parametrize("email", [people.AGENT, people.CUSTOMER])
def test_a_word_that_stands_in_most_tickets_is_found_by_a_walk(email, monkeypatch):
    monkeypatch.setattr(find, "FEW", 100)
    user = User.objects.get(email=email)
    assert len(engine().some_ids([COMMON], 101)) > 100
    newest_first = Ticket.objects.visible_to(user).order_by("-last_activity_at", "-id")
    expected = [ticket for ticket in newest_first if any(word.startswith(COMMON) for word in words_of(ticket))]
    assert list(find.search(user, COMMON).order_by("-last_activity_at", "-id")) == expected


def test_the_proof_sees_a_page_that_reads_everything():
    everything = Ticket.objects.filter(priority=2).order_by("title")[:25]
    with pytest.raises(AssertionError):
        assert_reads_little(str(everything.query))

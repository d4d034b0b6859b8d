"""Whatever is asked of lists and search: never an error 500, never another desk's or another person's row (A4, A5, A67, A68)."""

import random
import re

import pytest

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.search import find
from servicedesk.search.find import search
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.queries import SORTS, TicketFilter
from tests.cast import file_request

QUESTIONS, PAGES = 1200, 10
# What means something to SQL, to either full-text engine, to LIKE, to a regular expression, or to this program.
PIECES = [
    "cameras", "black", "midnight", "canary", "MTS-1001", "mts", "1001", "'", '"', "''", "\\", "\\'", ";", "--", "/*", "*/", "%", "_", "%%", "*",
    "**", ":*", "&", "|", "!", "<->", "<2>", "(", ")", "((", "NEAR(", "AND", "OR", "NOT", "^", "+", "-", "words:", "{words}:", "rowid", "$$",
    "$1", "?", ":1", "\0", "\x1a", "\ud7ff", "\uffff", "\u202e", "ﬁ", "İ", "ß", "ẞ", "é", "e\u0301", "漢字", "عربى", "🙂", "' OR 1=1", "1; DROP TABLE",
    "UNION SELECT", "pg_sleep(9)", "randomblob(1e9)", "x" * 200, "a " * 30, "[", "]", ".*", "(a+)+$", "NULL", "true", "0", "-1", "9" * 30, "1e9",
]  # fmt: skip
WORDS = {
    "whose": ["mine", "company", "participant"],
    "status": ["open", "closed", "all", "team", "new", "waiting", "on-hold", "resolved"],
    "sort": [*SORTS, "id", "-id", "requester__password", "title"],
    "type": ["technical-support-request", "return-hardware"],
    "desk": ["technical-support", "returns"],
    "assignee": ["me", "none", "1", "2"],
    "company": ["1", "2", "0"],
    "priority": ["1", "4", "9"],
}
PEOPLE = ("customer", "colleague", "stranger", "agent", "other_agent", "admin")


@pytest.fixture
def rows(cast, request_type, second_desk):
    """A request of each person on each desk, all found by the same words."""
    returns = second_desk.request_types.get()
    for person in (cast.customer, cast.colleague, cast.stranger):
        company = cast.acme if person == cast.customer else None
        file_request(request_type, person, organization=company)
        actions.open_ticket(
            returns, by=person, requester=person, title="Cameras go black", description="", organization=company
        )
    run_due_jobs()


def question(dice: random.Random) -> dict[str, str]:
    asked = {name: dice.choice([*values, text(dice)]) for name, values in WORDS.items() if dice.random() < 0.3}
    return asked | ({"q": text(dice)} if dice.random() < 0.8 else {})


def text(dice: random.Random) -> str:
    return dice.choice(["", " "]).join(dice.choices(PIECES, k=dice.randrange(1, 5)))


@pytest.mark.parametrize("few", [0, 1000], ids=["walking", "fetching"])
def test_thousands_of_questions_find_only_what_one_sees_a67_a4_a5(few, cast, rows, monkeypatch):
    monkeypatch.setattr(find, "FEW", few)
    dice, hits = random.Random(f"a67 {few}"), 0
    for who in PEOPLE:
        person = getattr(cast, who)
        visible = set(Ticket.objects.visible_to(person).values_list("pk", flat=True))
        for _ in range(QUESTIONS // len(PEOPLE)):
            asked = question(dice)
            wanted = TicketFilter.read(asked)
            start = search(person, wanted.q) if wanted.q else Ticket.objects.visible_to(person)
            column, descending = SORTS[wanted.sort]
            listed = wanted.narrow(start, person).order_by(f"{'-' if descending else ''}{column}")
            found = set(listed.values_list("pk", flat=True)[:50])
            assert found <= visible, asked
            hits += bool(found)
    assert hits > QUESTIONS // 20


@pytest.mark.parametrize("who", PEOPLE)
def test_no_question_to_a_page_fails_or_shows_more_a67(who, cast, rows, browse):
    dice, client, person = random.Random(f"pages {who}"), browse(getattr(cast, who)), getattr(cast, who)
    hidden = Ticket.objects.exclude(pk__in=Ticket.objects.visible_to(person))
    secret = [f'href="{ticket.get_absolute_url()}"' for ticket in hidden] + [
        f"/agent/tickets/{ticket.reference}/" for ticket in hidden
    ]
    for _ in range(PAGES):
        for path in ("/requests/", "/agent/tickets/", "/agent/tickets/live/", "/agent/people/", "/agent/companies/"):
            answer = client.get(path, question(dice))
            assert answer.status_code in (200, 204, 302, 400, 404), path
            shown = answer.content.decode() + answer.headers.get("Location", "")
            assert [link for link in secret if link in shown] == []


@pytest.mark.parametrize("path", ["/requests/", "/agent/tickets/"])
def test_no_parameter_makes_a_page_longer_a68(path, cast, request_type, browse):
    for number in range(60):
        file_request(request_type, cast.agent, problem_summary=f"Number {number}")
    client = browse(cast.agent)
    lengths = {
        len(set(re.findall(r"MTS-\d+", client.get(path, asked | {"status": "all"}).content.decode())))
        for asked in (
            {},
            {"size": "1000"},
            {"limit": "1000"},
            {"per_page": "1000"},
            {"rows": "-1"},
            {"count": "9" * 30},
        )
    }
    assert len(lengths) == 1
    assert lengths.pop() <= 50


def test_no_changed_byte_of_a_cursor_is_taken_a68(cast, request_type, browse):
    for number in range(26):
        file_request(request_type, cast.customer, problem_summary=f"Number {number}")
    client = browse(cast.customer)
    (cursor,) = re.findall(r'rel="next" href="[^"]*page=([^"&]+)', client.get("/requests/").content.decode())
    assert client.get(f"/requests/?page={cursor}").status_code == 200
    for place, letter in enumerate(cursor):
        for changed in (
            cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :],
            cursor[:place],
            cursor[place:][1:],
        ):
            assert client.get("/requests/", {"page": changed}).status_code in ({400} if changed else {200}), changed

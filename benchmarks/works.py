"""What is measured: the promised pages and sendings, as requests that a signed-in person makes."""

import argparse
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import QueryDict
from django.utils.crypto import get_random_string

from benchmarks import people
from benchmarks.load import KEY
from benchmarks.words import COMMON, FORM, LONG_REFERENCE, RARE
from servicedesk.accounts.models import User
from servicedesk.core.pagination import page
from servicedesk.desks.access import handled_desks
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.queries import TicketFilter

DEEP = 1000
ROWS = 50
REPLIED_TO = 200


@dataclass(frozen=True)
class Work:
    """`marker` stands at least `times` times on the page, so that no error page is measured."""

    name: str
    requests: list[str]
    expected: int = 200
    marker: str = ""
    times: int = 0


def run(options: argparse.Namespace) -> int:
    """Print the works on the filled database of the environment, with their people signed in."""
    print(json.dumps([asdict(work) for work in works()]))
    return 0


def works() -> list[Work]:
    customer, agent = Visitor(people.CUSTOMER), Visitor(people.AGENT)
    request, ticket = f"/requests/{LONG_REFERENCE}/", f"/agent/tickets/{LONG_REFERENCE}/"
    long = Ticket.objects.get(reference=LONG_REFERENCE)
    since, company = urlencode({"since": long.last_activity_at.isoformat()}), "/requests/?whose=company&status=all"
    closed = "/agent/tickets/?status=closed"
    targets = Ticket.objects.visible_to(customer.user).open().exclude(pk=long.pk).order_by("-id")[:REPLIED_TO]
    return [
        customer.reads("home", "/", "MTS-", 1),
        customer.reads("customer's list", company, "data-row", 25),
        customer.reads("request, 10 messages", request, "<article", 10),
        customer.reads("request, live poll", f"{request}live/?{since}", expected=204),
        customer.reads("customer searches a rare word", f"{company}&q={RARE}", "data-row", 20),
        customer.reads("customer searches a common word", f"{company}&q={COMMON}", "data-row", 10),
        agent.reads("agent's list", closed, "ticket-row-title", ROWS),
        agent.reads(f"agent's list, page {DEEP:,} or the last", f"{closed}&page={_deep(agent.user)}", "ticket-row-title", 20),
        agent.reads("ticket, 10 messages", ticket, "<article", 10),
        agent.reads("ticket, live poll", f"{ticket}live/?since={long.version}", expected=204),
        agent.reads("agent searches a rare word", f"/agent/tickets/?q={RARE}", "ticket-row-title", 20),
        agent.reads("agent searches a common word", f"/agent/tickets/?q={COMMON}", "ticket-row-title", ROWS),
        customer.sends("submit", ["/desks/technical-support/new/technical-support-request/"], FORM),
        customer.sends("reply", [f"/requests/{target.reference}/reply/" for target in targets], {"body": "It happened again."}),
    ]  # fmt: skip


class Visitor:
    """A person with a session, as if logged in."""

    def __init__(self, email: str) -> None:
        self.user = User.objects.get(email=email)
        self.secret = get_random_string(32)
        session = SessionStore()
        session[SESSION_KEY] = str(self.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        session.create()
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={self.secret}"
        )

    def reads(self, name: str, address: str, marker: str = "", times: int = 0, expected: int = 200) -> Work:
        return Work(name, [self._request("GET", address)], expected, marker, times)

    def sends(self, name: str, addresses: list[str], form: dict[str, str]) -> Work:
        body = urlencode({**form, "key": KEY, "csrfmiddlewaretoken": self.secret})
        return Work(name, [self._request("POST", address, body) for address in addresses], 302)

    def _request(self, method: str, address: str, body: str = "") -> str:
        head = [f"{method} {address} HTTP/1.1", "Host: 127.0.0.1", "Accept-Language: en", f"Cookie: {self.cookies}"]
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*head, "", body])


def _deep(agent: User) -> str:
    """The cursor of a page so deep, or of the last whole one."""
    wanted = TicketFilter.read(QueryDict("status=closed"))
    closed = wanted.narrow(Ticket.objects.visible_to(agent, as_team=True), agent)
    rows = min((DEEP - 1) * ROWS, closed.count() - ROWS - 1)
    desks = wanted.apart(desks=lambda: handled_desks(agent))
    first = page(
        closed.only("last_activity_at"), by="last_activity_at", size=rows, bound_to=f"{agent.pk}:{wanted}", apart=desks
    )
    assert first.after
    return first.after

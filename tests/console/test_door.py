"""For everybody but administrators there is no console: A1, A10, A46."""

import re

import pytest
from django.urls import reverse

from servicedesk.audit.models import AuditEntry
from servicedesk.console.urls import urlpatterns
from servicedesk.desks.models import Desk

NAMES = {pattern.name: re.findall(r"<\w+:(\w+)>", str(pattern.pattern)) for pattern in urlpatterns}
KNOWN = {
    "desk": "technical-support",
    "request_type": "technical-support-request",
    "field": "sma-status",
    "status": "new",
    "kind": "text",
}


def address(name: str, person) -> str:
    return reverse(name, kwargs={part: KNOWN.get(part, person.pk) for part in NAMES[name]})


@pytest.mark.parametrize("who", ["customer", "colleague", "stranger", "agent", "other_agent"])
def test_who_is_no_administrator_finds_nothing_there_a10(cast, browse, who):
    person = getattr(cast, who)
    client, before = browse(person), Desk.objects.values_list("phone", "name").get(key="MTS")
    for name in NAMES:
        for method in (client.get, client.post):
            assert method(address(name, person), {"role": "administrator", "phone": "1"}).status_code in (404, 405), (
                name
            )
    assert Desk.objects.values_list("phone", "name").get(key="MTS") == before
    assert not AuditEntry.objects.exclude(by=None).exists()
    person.refresh_from_db()
    assert not person.is_administrator


def test_a_visitor_is_asked_to_log_in(cast, browse):
    for name in NAMES:
        path = address(name, cast.customer)
        assert browse().get(path).headers["Location"] == f"/login/?next={path}"


def test_an_administrator_who_was_switched_off_is_out_at_once_a13(cast, browse):
    client = browse(cast.admin)
    assert client.get("/console/").status_code == 200
    cast.admin.role = "agent"
    cast.admin.save()
    assert client.get("/console/").status_code == 404


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_address_that_names_nothing_is_404_and_never_500(console, name):
    for thing in ("nothing-here", 999_999_999_999_999_999_999):
        strange = {
            part: thing if part not in ("person", "company", "mail", "job", "guest") else 10**30 for part in NAMES[name]
        }
        if NAMES[name]:
            assert console.post(reverse(name, kwargs=strange)).status_code in (400, 404, 405), name

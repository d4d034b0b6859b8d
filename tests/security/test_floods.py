"""Too much at once is refused quickly, whatever it is too much of, and everybody else goes on (A44, A77)."""

import time
from itertools import pairwise

import pytest
from django.conf import settings

from servicedesk.tickets.models import Message, Ticket
from tests.cast import ANSWERS

FORM = "/desks/technical-support/new/technical-support-request/"
REPLY = "/requests/MTS-1001/reply/"
URLENCODED = "application/x-www-form-urlencoded"


def multipart(parts: list[str]) -> bytes:
    return "".join(f"--b\r\n{part}\r\n" for part in parts).encode() + b"--b--\r\n"


FLOODS = {
    "100,000 fields": (URLENCODED, b"&".join(b"f%d=1" % number for number in range(100_000))),
    "100,000 times one field": (URLENCODED, b"&".join([b"body=x"] * 100_000)),
    "100,000 names without a value": (URLENCODED, b"&" * 100_000),
    "5,000 parts": ("multipart/form-data; boundary=b", multipart(['Content-Disposition: form-data; name="f"\r\n\r\n1'] * 5000)),
    "50 files": (
        "multipart/form-data; boundary=b",
        multipart(['Content-Disposition: form-data; name="files"; filename="a"\r\n\r\n1'] * 50),
    ),
    "a long field": (URLENCODED, b"body=" + b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)),
    "a part with a giant header": ("multipart/form-data; boundary=b", multipart(["X: " + "y" * 1_000_000 + "\r\n\r\n1"])),
}  # fmt: skip


@pytest.mark.parametrize("path", [FORM, REPLY, "/uploads/", "/profile/", "/login/"])
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_is_refused_quickly_and_changes_nothing_a77(flood, path, cast, ticket, browse):
    kind, body = FLOODS[flood]
    client = browse(cast.customer)
    started = time.process_time()
    answer = client.post(path, body, content_type=kind)
    assert time.process_time() - started < 2
    assert answer.status_code in (200, 302, 400, 413)
    assert Ticket.objects.count() == Message.objects.count() == 1


@pytest.mark.parametrize(("name", "limit"), [("problem-summary", 250), ("description", 100_000), ("end-customer", 250)])
def test_a_field_that_is_too_long_is_said_so_and_kept_a44(name, limit, cast, browse):
    answer = browse(cast.customer).post(FORM, ANSWERS | {name: "x" * (limit + 1)})
    assert answer.status_code == 200
    assert f"at most {limit}" in answer.content.decode()
    assert "x" * (limit + 1) in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_longer_body_costs_only_as_much_more_as_it_is_longer_a77(cast, browse):
    """The form with ten times the fields takes no more than about ten times as long, not a hundred times."""
    client, seconds = browse(cast.customer), []
    for fields in (100, 990):
        body = "&".join(f"f{number}=1" for number in range(fields))
        started = time.process_time()
        for _ in range(5):
            client.post("/requests/MTS-1001/draft/", body, content_type=URLENCODED)
        seconds.append(time.process_time() - started)
    assert all(later < 30 * max(earlier, 0.02) for earlier, later in pairwise(seconds))

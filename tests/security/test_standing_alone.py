"""What a page needs nothing of: a cache (F36), a look-up of names (F38), a worker that keeps up (F33)."""

import socket

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servicedesk.accounts.limits import LINK_ADDRESS, LOG_IN_PAIR
from servicedesk.core.tasks import leases, running
from servicedesk.core.tasks.models import Job
from servicedesk.outbox.models import OutgoingMail
from tests.architecture.test_walk import ROWS, address, client_of
from tests.cast import ANSWERS, PASSWORD

DUE = 10_000


class Down(BaseCache):
    """A cache whose server is gone."""

    def __init__(self, *_arguments: object) -> None:
        super().__init__({})

    def add(self, *_arguments: object, **_options: object) -> bool:
        raise ConnectionError("The cache does not answer.")

    get = set = touch = delete = clear = has_key = incr = add


@pytest.fixture
def without_cache(settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Down"}}


@pytest.fixture
def without_names(monkeypatch):
    def look_up(*arguments: object) -> None:
        pytest.fail(f"looked up {arguments}")

    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo", "getfqdn"):
        monkeypatch.setattr(socket, name, look_up)


def test_limits_hold_when_the_cache_is_gone_f36(without_cache, client, customer):
    guesses = [
        client.post("/login/", {"email": customer.email, "password": "wrong"}) for _ in range(LOG_IN_PAIR.count + 1)
    ]
    asked = [client.post("/password/forgot/", {"email": customer.email}) for _ in range(LINK_ADDRESS.count + 1)]
    assert [answer.status_code for answer in guesses] == [400] * LOG_IN_PAIR.count + [429]
    assert [answer.status_code for answer in asked] == [200] * LINK_ADDRESS.count + [429]


def test_every_page_opens_when_the_cache_is_gone_f36(without_cache, cast, world):
    client = client_of("admin", cast)
    answers = {
        name: client.get(address(name, world)).status_code for name in ROWS if name not in ("attachment", "thumbnail")
    }
    assert {name: status for name, status in answers.items() if status >= 500} == {}


def test_no_page_looks_a_name_up_f38(without_names, cast, world):
    client = client_of("admin", cast)
    for name in ROWS:
        client.get(address(name, world))


def test_nothing_that_is_sent_waits_for_a_name_to_be_looked_up_f38(without_names, browse, customer, ticket):
    customer.set_password(PASSWORD)
    customer.save()
    client = browse()
    assert client.post("/signup/", {"email": "new@slow.example"}).status_code == 200
    assert client.post("/password/forgot/", {"email": customer.email}).status_code == 200
    assert client.post("/login/", {"email": customer.email, "password": PASSWORD}).status_code == 302
    assert client.post("/desks/technical-support/new/technical-support-request/", ANSWERS).status_code == 302
    assert client.post("/requests/MTS-1001/reply/", {"body": "More."}).status_code == 302
    assert OutgoingMail.objects.count() == 2


def test_ten_thousand_due_jobs_slow_neither_pages_nor_the_next_job_f33(cast, world):
    Job.objects.bulk_create(
        [Job(task="servicedesk.core.tasks.sweep.sweep_limits", queue="default") for _ in range(DUE)], batch_size=500
    )
    admin, customer = client_of("admin", cast), client_of("customer", cast)
    for path in ("/agent/tickets/", "/console/", "/console/jobs/"):
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(path).status_code == 200
        assert len(queries) < 30
    for _ in range(50):
        job = leases.claim(["default"])
        assert running.settle(job, running.attempt(job))
    assert customer.post("/requests/MTS-1001/reply/", {"body": "More."}).status_code == 302
    assert Job.objects.due().count() > DUE - 50


def test_the_next_of_ten_thousand_jobs_is_found_by_an_index_f33(db):
    Job.objects.bulk_create([Job(task="x", queue=f"q{n % 3}") for n in range(DUE)], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = Job.objects.due().filter(queue__in=["q1"]).order_by("-priority", "due_at")[:1].explain()
    assert "job_to_take_next" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan

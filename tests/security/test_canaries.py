"""What would let somebody in, and what people write to each other, stands in no log and on no error page (A76)."""

import logging
import re

import pytest
import structlog
from django.test import Client

from servicedesk.accounts.models import User
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.tickets.actions import conversation
from tests.cast import PASSWORD

NEW_PASSWORD = "heliotrope-canary-2026"
BODY = "heliotropebody"


class Lines(logging.Handler):
    """Keeps the lines that the product's own handler would write."""

    def __init__(self, like: logging.Handler) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(like.formatter)
        self.filters = list(like.filters)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log():
    root = logging.getLogger()
    handler = Lines(
        next(handler for handler in root.handlers if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter))
    )
    root.addHandler(handler)
    yield handler.lines
    root.removeHandler(handler)


@pytest.fixture
def member(customer) -> User:
    customer.set_password(PASSWORD)
    customer.save()
    return customer


def test_no_log_line_and_no_error_page_holds_a_secret_a76(log, member, ticket, smtp_sink, monkeypatch, settings):
    settings.DEBUG = False
    client = Client(raise_request_exception=False)
    client.post("/signup/", {"email": "new@acme.example"})
    client.post("/password/forgot/", {"email": member.email})
    run_due_jobs()
    links = [
        re.search(r"/(?:signup|password/reset)/\S+/", mail.text)[0]
        for mail in smtp_sink.received
        if "/signup/" in mail.text or "/reset/" in mail.text
    ]
    tokens = [link.split("/")[-2] for link in links]
    assert len(tokens) == 2
    client.post("/login/", {"email": member.email, "password": "wrong-" + NEW_PASSWORD})
    client.post("/login/", {"email": member.email, "password": PASSWORD})
    session, device = client.cookies["sessionid"].value, client.cookies["device"].value
    pages = []

    def fail(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("a fault")

    with monkeypatch.context() as broken:
        broken.setattr(conversation, "add_message", fail)
        pages.append(client.post("/requests/MTS-1001/reply/", {"body": BODY, "key": "k"}))
        broken.setattr(User, "set_password", fail)
        pages.append(client.post("/profile/password/", {"current": PASSWORD, "new": NEW_PASSWORD}))
        broken.setattr("servicedesk.accounts.links._digests", fail)
        pages += [client.get(link) for link in links]
    assert [page.status_code for page in pages] == [500, 500, 500, 500]
    everything = "\n".join([*log, *(page.content.decode() for page in pages)])
    assert "a fault" in everything
    for secret in (PASSWORD, NEW_PASSWORD, BODY, session, device, *tokens, settings.SECRET_KEY):
        assert secret not in everything

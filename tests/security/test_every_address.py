"""Every address, asked as everybody with what no page of ours sends: nobody brings an error 500 (A7, A47, A53, A77)."""

import random
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.test_walk import ROLES, ROUTES, ROWS, address
from tests.security.forms import SentForm, forms_of

BODIES, PATHS, QUERIES, MUTANTS = 2, 2, 1, 3
# What addresses carry after the question mark.
ASKED = [
    "page",
    "next",
    "since",
    "q",
    "sort",
    "status",
    "whose",
    "company",
    "desk",
    "type",
    "assignee",
    "priority",
    "email",
]
# Bytes that are no longer there are the one fault that is said with a 503 of its own.
WITHOUT_BYTES = {"attachment", "thumbnail"}

ODD = [
    "", " ", "\0", "a\0b", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "\uffff", "\u202e", "\u200b", "ＭＴＳ-１",
    "-1", "0", "1", "9" * 18, "9" * 19, "9" * 40, "1e400", "NaN", "Infinity", "٣", "²", "1.5", "0x10", "1_000", "+1", "on", "None",
    "true", "[]", "{}", "null", "'", '"', "';--", "%", "%s", "%(x)s", "_", "\\", "../../etc/passwd", "a@b", "a@[127.0.0.1]",
    f"{'a' * 64}@{'b' * 200}.example", "customer@acme.example", "CUSTOMER@ACME.EXAMPLE ", "<b>", "{{7*7}}", "{% x %}", "=1+1",
    "\r\nBcc: a@b.example", "x" * 300, "x" * 120_000, "é" * 5000, "\U0001f600" * 200, "a " * 2000, "2026-02-30", "9999-12-31",
    "0000-00-00", "technical-support", "new", "text", "up", "down", "de", "off", "me", "Mars/Phobos", "(a+)+$", "[", "\x1b[2J",
]  # fmt: skip
METHODS = [
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "post",
    "X" * 300,
    "HEAD",
    "POST",
    "GET",
]
KINDS = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data; boundary=b",
    "multipart/form-data; charset=nonsense; boundary=b",
    "multipart/form-data", "multipart/form-data; boundary=" + "b" * 300, "multipart/mixed; boundary=b", "application/json", "text/xml",
    "text/plain; charset=nonsense", "application/x-www-form-urlencoded; charset=nonsense", "", "x", "/", "é/ü", "a" * 3000,
]  # fmt: skip
PARTS = [
    b'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\ntext\r\n',
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ntext\r\n',
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="../../a\0.txt"\r\n\r\n\xff\xfe\r\n',
    b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n',
    b"--b\r\nContent-Disposition: form-data; name*=utf-8''%ff; filename*=utf-8''%00%ff\r\n\r\nx\r\n",
    b'--b\r\nContent-Disposition: form-data; name="body"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n',
    b"--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n",
    b"--b\r\n" + b"X: y\r\n" * 500 + b"\r\nx\r\n",
    b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n",
    b"--b\r\n\r\n", b"--b--", b"--b", b"\0" * 100, b"\xff" * 100, b"a=%ff&b=%00&%ff=%zz&=&&;;", b'{"a": ' * 2000, b"a=1&" * 900,
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_no_address_fails_over_what_is_sent_to_it(role, clients, world):
    dice, client = random.Random(f"address {role}"), clients[role]
    found = {}
    for name in sorted(ROWS):
        for method, path, options in requests(dice, name, address(name, world)):
            fault = fault_of(client, method, path, options)
            if fault and not (fault == 503 and name in WITHOUT_BYTES):
                found[name, method, path[:200], str(options)[:500]] = fault
    assert not found


@pytest.mark.parametrize("role", [role for role in ROLES if role != "other_agent"])
def test_no_form_fails_over_what_is_typed_into_it(role, clients, world):
    """Each form of each page as it stands, with a few fields wrong, doubled or missing."""
    dice, client = random.Random(f"form {role}"), clients[role]
    found = {}
    for form in forms_of_everything(client, world):
        for _ in range(MUTANTS):
            sent = mutated(dice, form.fields)
            options = (
                {"data": urlencode(sent), "content_type": KINDS[0]}
                if form.method == "POST"
                else {"QUERY_STRING": urlencode(sent)[:20_000]}
            )
            if fault := fault_of(client, form.method, form.action, options):
                found[form.method, form.action, str(sent)[:500]] = fault
    assert not found


def requests(dice: random.Random, name: str, path: str) -> Iterator[tuple[str, str, dict]]:
    for _ in range(BODIES):
        body = b"".join(dice.choices(PARTS, k=dice.randrange(4))) + dice.choice([b"--b--\r\n", b""])
        yield dice.choice(METHODS), path, {"data": body, "content_type": dice.choice(KINDS)}
    for _ in range(PATHS if "<" in ROUTES[name] else 0):
        odd = re.sub(r"<[^>]+>", lambda _: quote(dice.choice(ODD)[:2000], safe=dice.choice(["", "/"])), ROUTES[name])
        yield dice.choice(["GET", "POST"]), f"/{odd}", {}
    for _ in range(QUERIES):
        asked = urlencode([(field, dice.choice(ODD)[:2000]) for field in dice.sample(ASKED, 5)])
        yield "GET", f"{path}?{asked}", {}


def mutated(dice: random.Random, fields: list[tuple[str, str]]) -> list[tuple[str, str | bytes]]:
    sent: list[tuple[str, str | bytes]] = []
    wrong = 3 / max(6, len(fields))
    for name, value in fields:
        match dice.random() / wrong:
            case chance if chance < 0.7:
                sent.append((name, dice.choice(ODD)))
            case chance if chance < 0.85:
                sent += [(name, value), (name, dice.choice(ODD))]
            case chance if chance >= 1:
                sent.append((name, value))
    return sent


def forms_of_everything(client: Client, world: dict) -> list[SentForm]:
    """Every form that this person is shown, once for each different set of fields."""
    forms: dict = {}
    for name in ROWS:
        path = address(name, world)
        page = client.get(path)
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            for form in forms_of(page.content.decode(), path):
                if form.method in ("GET", "POST"):
                    forms.setdefault((form.action, tuple(name for name, _value in form.fields)), form)
    return list(forms.values())


def fault_of(client: Client, method: str, path: str, options: dict) -> object:
    """The error 500 that was answered, or the exception behind it; None when it went well. Nothing it did remains."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        try:
            answer = client.generic(method, path, **options)
        except Exception as error:
            return repr(error)[:300]
        finally:
            transaction.set_rollback(True)
            client.cookies = cookies
    return answer.status_code if answer.status_code >= 500 else None

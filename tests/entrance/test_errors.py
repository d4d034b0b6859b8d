"""Nothing that a person can send brings an error 500."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as some

from tests.cast import PASSWORD

FORMS = [
    "/login/",
    "/signup/",
    "/password/forgot/",
    "/profile/",
    "/profile/password/",
    "/language/",
    "/signup/x/",
    "/password/reset/x/",
    "/profile/email/x/",
]
ODD = [
    "\0",
    "\ud800",
    "\uffff",
    "\U0001d54f" * 300,
    "x" * 100_000,
    "%00",
    "'; --",
    "<b>",
    "\r\n",
    "\u202e",
    "{{7*7}}",
    "-1",
    "9" * 40,
    "[]",
    "{}",
]

anything = some.text(max_size=200) | some.sampled_from(ODD)
fields = some.sampled_from(
    [
        "email",
        "password",
        "next",
        "full_name",
        "current",
        "new",
        "language",
        "time_zone",
        "phone",
        "person",
        "csrfmiddlewaretoken",
    ]
)


@pytest.fixture
def clients(db, member):
    """A visitor and somebody logged in, who are told of every exception by an error 500."""
    visitor, person = Client(raise_request_exception=False), Client(raise_request_exception=False)
    person.post("/login/", {"email": member.email, "password": PASSWORD})
    return visitor, person


@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=some.sampled_from(FORMS), sent=some.dictionaries(fields, anything, max_size=6))
def test_no_form_fails_over_what_is_typed_into_it(clients, form, sent):
    sent = {name: value.encode(errors="replace").decode() for name, value in sent.items()}
    for client in clients:
        assert client.post(form, sent).status_code < 500


@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=some.sampled_from(FORMS),
    body=some.binary(max_size=300),
    kind=some.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json",
            "text/plain; charset=utf-16",
            "application/x-www-form-urlencoded; charset=utf-16",
            "x",
            "",
        ]
    ),
)
def test_no_form_fails_over_a_body_that_is_none(clients, form, body, kind):
    for client in clients:
        assert client.generic("POST", form, body, content_type=kind).status_code < 500


@pytest.mark.parametrize(
    "query",
    [
        "next=%00",
        "next=%ff",
        "next=%ed%a0%80",
        "email=%00",
        "a=" + "x" * 10_000,
        "&".join(f"a{n}=1" for n in range(2000)),
        "%",
        "=",
        "[]",
        "next=//%00",
    ],
)
def test_no_page_fails_over_its_query(query, clients):
    for client in clients:
        for page in FORMS:
            assert client.get(f"{page}?{query}").status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%ff%fe/",
        "/signup/%00/",
        "/signup/%ff/",
        "/profile/sessions/" + "9" * 40 + "/end/",
        "//",
        "/..;/",
        "/%2e%2e/",
        "/\u202e/",
        "/" + "a" * 5000,
    ],
)
def test_no_address_fails_a7(path, clients):
    for client in clients:
        assert client.get(path).status_code < 500
        assert client.post(path).status_code < 500


@pytest.mark.parametrize(
    "header",
    [
        "HTTP_COOKIE",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_USER_AGENT",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_REFERER",
        "CONTENT_LENGTH",
        "HTTP_IF_MODIFIED_SINCE",
    ],
)
def test_no_page_fails_over_a_header(header, db):
    for value in ("", "\x01", "x" * 5000, "sessionid=\xff; csrftoken=\x01", "-1", ",,,", "de;q=x"):
        for page in ("/login/", "/profile/"):
            assert Client(raise_request_exception=False).get(page, **{header: value}).status_code < 500


def test_an_odd_browser_can_log_in(client, member):
    answer = client.post(
        "/login/", {"email": member.email, "password": PASSWORD}, HTTP_USER_AGENT="x" * 5000, REMOTE_ADDR=""
    )

    assert answer.status_code == 302


def test_a_form_without_its_token_gives_the_typed_text_back(db):
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        "/signup/",
        {
            "email": "new@acme.example",
            "description": "Cameras <go> black",
            "password": "canary",
            "csrfmiddlewaretoken": "x",
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "new@acme.example</textarea>" in page
    assert "Cameras &lt;go&gt; black</textarea>" in page
    assert "canary" not in page
    assert 'href="/signup/"' in page


@pytest.mark.parametrize(
    "form",
    [
        "/login/",
        "/logout/",
        "/signup/",
        "/password/forgot/",
        "/profile/",
        "/profile/password/",
        "/profile/sessions/others/end/",
        "/language/",
    ],
)
def test_no_form_is_taken_without_its_token_a47(form, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    assert client.post(form, {"email": "a@b.example"}).status_code == 403

"""What a mail looks like on the wire, whatever words it is made of."""

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servicedesk.core.cleaning import clean_line
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.outbox import smtp
from servicedesk.outbox.compose import queue
from servicedesk.outbox.message import LONGEST_SUBJECT, build
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered
from tests.outbox import letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("say")]

HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]
ODD = [
    "a\r\nBcc: x@evil.test",
    "a\nBcc: x@evil.test\n\nand a body",
    "\x00\x0b\x1b\x7f\x85\u2028\u2029",
    "\ud800 lone",
    "=?utf-8?q?a=0ABcc:_x=40evil.test?=",
    "ä" * 400,
    "x" * 2000,
    "\u202egpj.exe",
    '"><script>alert(1)</script>',
    ", x@evil.test <y@evil.test>",
    "",
]


def deliver(words: Rendered, sink, address: str = "jordan@acme.example"):
    letters.words["all"] = words
    sink.received.clear()
    mail = queue("letter", address)
    run_due_jobs()
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.SENT, mail.reason
    return sink.only()


def test_a_mail_has_a_text_part_a_html_part_and_a_recognisable_sender_s29(smtp_sink, settings):
    settings.DEFAULT_FROM_EMAIL = "Harbour Support <support@harbour.example>"

    mail = deliver(
        Rendered(subject="Grüße", text="Hallo Jürgen", html="<p>Hallo <b>Jürgen</b></p>", to_name="Jürgen Maß"),
        smtp_sink,
    )

    assert mail.mail_from == "support@harbour.example"
    assert str(mail.message["From"]) == "Harbour Support <support@harbour.example>"
    assert str(mail.message["To"]) == "Jürgen Maß <jordan@acme.example>"
    assert str(mail.message["Subject"]) == "Grüße"
    assert mail.message["Message-ID"].endswith("@harbour.example>")
    assert mail.message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.message.iter_parts()] == ["text/plain", "text/html"]
    assert mail.text == "Hallo Jürgen\n"
    assert "Hallo <b>Jürgen</b>" in mail.html


def test_other_programs_learn_that_no_person_wrote_it_a70(smtp_sink):
    message = deliver(Rendered(subject="a", text="b"), smtp_sink).message

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"


def test_styles_are_inlined_and_those_that_cannot_be_stay(smtp_sink):
    html = "<html><head><style>p { color: #123456 } @media (prefers-color-scheme: dark) { p { color: #abcdef } }</style></head><body><p>Hi</p></body></html>"

    mail = deliver(Rendered(subject="a", text="b", html=html), smtp_sink)

    assert '<p style="color: #123456;">Hi</p>' in mail.html
    assert "prefers-color-scheme: dark" in mail.html


def test_a_line_of_one_full_stop_does_not_end_the_mail(smtp_sink):
    mail = deliver(Rendered(subject="a", text="one\n.\n..two\n.three"), smtp_sink)

    assert mail.text == "one\n.\n..two\n.three\n"


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_make_exactly_the_expected_headers_a58(smtp_sink, odd):
    mail = deliver(
        Rendered(subject=odd, text=odd, html=f"<p>{odd}</p>", to_name=odd, headers={"References": odd}), smtp_sink
    )

    assert sorted(set(mail.message.keys())) == sorted([*HEADERS, "References"])
    assert mail.rcpt_tos == ["jordan@acme.example"]
    assert str(mail.message["Subject"]) == clean_line(odd)[:LONGEST_SUBJECT]
    assert max(len(line) for line in mail.raw.splitlines()) <= 998


@pytest.mark.parametrize(
    "name", [*ODD, "Bob, the <x@evil.test> of 'many' (names); \\ ", "ä,ö <b@evil.test>" * 9, "@evil.test:"]
)
def test_a_name_adds_no_recipient_a59(smtp_sink, name):
    mail = deliver(Rendered(subject="a", text="b", to_name=name), smtp_sink)

    assert mail.rcpt_tos == ["jordan@acme.example"]
    assert [address.addr_spec for address in mail.message["To"].addresses] == ["jordan@acme.example"]


def test_a_domain_with_other_letters_travels_in_its_ascii_form(smtp_sink):
    mail = deliver(Rendered(subject="a", text="b"), smtp_sink, "jordan@bücher.example")

    assert mail.rcpt_tos == ["jordan@xn--bcher-kva.example"]


text = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=text, body=text, name=text)
def test_no_words_can_stop_a_mail_or_change_who_gets_it_a58(subject, body, name):
    mail = OutgoingMail(kind="letter", to_address="jordan@acme.example", language="en")

    message = build(mail, Rendered(subject=subject, text=body, html=f"<p>{body}</p>", to_name=name))

    assert message is not None
    head, _empty, _rest = message.as_bytes().partition(b"\r\n\r\n")
    names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(HEADERS)
    assert [address.addr_spec for address in message["To"].addresses] == ["jordan@acme.example"]


def test_neither_rows_nor_logs_keep_words_or_passwords_a76(smtp_sink, caplog):
    smtp_sink.answers["RCPT"] = "451 try later, password=canary-secret"
    letters.words["all"] = Rendered(subject="Reset", text="https://desk.example/reset/canary-token")
    queue("letter", "jordan@acme.example", args={"user": 7})

    with override_settings(EMAIL_HOST_PASSWORD="canary-login"):
        run_due_jobs()

    kept = caplog.text + "".join(str(row) for row in OutgoingMail.objects.values())
    assert "try later" in kept
    assert "canary" not in kept
    smtp.hang_up()

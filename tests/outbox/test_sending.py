"""What becomes of a mail when the mail server is kind, busy, strict, slow, gone, or dies in the middle."""

from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.smtp import AuthResult
from django.utils import timezone

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.outbox import smtp, tasks
from servicedesk.outbox.actions import suppress_address
from servicedesk.outbox.compose import queue
from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.sending import CLAIM_LASTS, LOST_ANSWER_PAUSE, send
from tests.smtp import Tarpit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("say")]

State = OutgoingMail.State


@pytest.fixture
def mail() -> OutgoingMail:
    return queue("letter", "jordan@acme.example")


def later(**time) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**time))


def work(mail: OutgoingMail) -> OutgoingMail:
    run_due_jobs()
    mail.refresh_from_db()
    return mail


def test_one_bad_recipient_of_many_stops_no_other_f5(smtp_sink):
    mails = [queue("letter", f"person-{number}@acme.example") for number in range(20)]
    smtp_sink.answers_to["person-7@acme.example"] = "550 5.1.1 No such user"

    run_due_jobs()

    assert {mail.rcpt_tos[0] for mail in smtp_sink.received} == {mail.to_address for mail in mails} - {
        "person-7@acme.example"
    }
    assert len(smtp_sink.received) == 19
    failed = OutgoingMail.objects.get(state=State.FAILED)
    assert (failed.to_address, failed.reason) == ("person-7@acme.example", "550 5.1.1 No such user")


def test_every_person_gets_an_envelope_of_their_own_a20(smtp_sink):
    for name in ("jordan", "lea", "ivo"):
        queue("letter", f"{name}@acme.example")

    run_due_jobs()

    assert [mail.rcpt_tos for mail in smtp_sink.received] == [
        ["jordan@acme.example"],
        ["lea@acme.example"],
        ["ivo@acme.example"],
    ]
    for mail in smtp_sink.received:
        assert mail.raw.count(b"@acme.example") == 1
        assert mail.message["To"].addresses[0].addr_spec == mail.rcpt_tos[0]


def test_mails_share_a_connection(smtp_sink):
    for number in range(10):
        queue("letter", f"person-{number}@acme.example")

    run_due_jobs()

    assert len(smtp_sink.received) == 10
    assert smtp_sink.connections == 1


def test_a_connection_that_the_server_ended_meanwhile_costs_no_attempt(smtp_sink):
    work(queue("letter", "jordan@acme.example"))
    smtp_sink.stop()
    smtp_sink.start()

    mail = work(queue("letter", "jordan@acme.example"))

    assert (mail.state, mail.attempts) == (State.SENT, 1)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_mail_that_is_put_off_goes_later_f8(smtp_sink, mail, command):
    smtp_sink.answers[command] = "451 4.7.1 Greylisted, come back later"
    work(mail)
    assert (mail.state, mail.attempts) == (State.QUEUED, 1)
    assert mail.reason == "451 4.7.1 Greylisted, come back later"
    assert timedelta(seconds=50) < mail.next_attempt_at - timezone.now() <= timedelta(minutes=1)

    smtp_sink.answers.clear()
    with later(seconds=30):
        assert work(mail).state == State.QUEUED
    with later(seconds=61):
        assert work(mail).state == State.SENT
    assert mail.reason == ""
    assert len(smtp_sink.received) == 1


def test_the_pauses_double_up_to_a_day_and_end_after_five_f8(smtp_sink, mail):
    smtp_sink.answers["RCPT"] = "451 Not now"
    pauses = []
    while mail.state == State.QUEUED:
        with time_machine.travel(mail.next_attempt_at + timedelta(seconds=1), tick=False):
            work(mail)
            pauses.append((mail.next_attempt_at - timezone.now()).total_seconds())

    assert pauses[:4] == [60, 120, 240, 480]
    assert max(pauses) == 24 * 3600
    assert mail.state == State.FAILED
    assert timedelta(days=5) < timezone.now() + timedelta(days=6) - mail.created_at < timedelta(days=7)
    assert run_due_jobs() == 0


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_mail_that_is_refused_for_good_is_not_tried_again_f9(smtp_sink, mail, command):
    smtp_sink.answers[command] = "554 5.7.1 Not wanted"

    work(mail)

    assert (mail.state, mail.attempts, mail.reason) == (State.FAILED, 1, "554 5.7.1 Not wanted")
    with later(days=2):
        assert run_due_jobs() == 0


def test_a_server_that_lets_this_desk_send_nothing_makes_mail_wait_and_not_fail(smtp_sink, mail):
    smtp_sink.answers["MAIL"] = "530 5.7.0 Authentication required"

    work(mail)

    assert (mail.state, mail.attempts, mail.reason) == (State.QUEUED, 0, "530 5.7.0 Authentication required")


def test_a_server_that_refuses_the_password_makes_mail_wait_and_says_so(smtp_sink, mail, settings):
    smtp_sink.stop()
    smtp_sink.start(authenticator=lambda *_args: AuthResult(success=False, handled=False), auth_require_tls=False)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "desk", "canary-password"

    work(mail)

    assert (mail.state, mail.attempts) == (State.QUEUED, 0)
    assert mail.reason.startswith("535 ")
    assert "canary" not in mail.reason


def test_mail_waits_for_a_server_that_is_down_and_leaves_in_order_soon_after_f6(smtp_sink):
    smtp_sink.stop()
    start = timezone.now()
    mails = []
    for minute in range(0, 121, 4):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            if minute < 20:
                mails.append(queue("letter", "jordan@acme.example"))
            run_due_jobs()
    assert all(work(mail).state == State.QUEUED for mail in mails)

    smtp_sink.start()
    for second in range(7200, 7800, 10):
        with time_machine.travel(start + timedelta(seconds=second), tick=False):
            run_due_jobs()

    assert [mail.message["Message-ID"] for mail in smtp_sink.received] == [mail.message_id for mail in mails]


def test_a_server_that_drips_is_left_in_time_f7(smtp_sink, mail, settings, monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS_FOR_A_MAIL", 0.3)
    with Tarpit() as tarpit:
        settings.EMAIL_PORT = tarpit.port
        began = timezone.now()
        work(mail)
        took = timezone.now() - began

    assert took < timedelta(seconds=3)
    assert (mail.state, mail.attempts, mail.reason) == (State.QUEUED, 0, "The mail server took too long.")


def test_a_server_that_hangs_after_its_greeting_is_left_in_time_f7(mail, settings, monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS_FOR_A_MAIL", 0.3)
    with Tarpit(greets=True) as tarpit:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", tarpit.port
        work(mail)

    assert (mail.state, mail.reason) == (State.QUEUED, "The mail server took too long.")


def test_the_time_that_a_mail_may_take_is_under_a_minute_f7():
    assert smtp.SECONDS_FOR_A_MAIL < 60
    assert timedelta(seconds=2 * smtp.SECONDS_FOR_A_MAIL) < CLAIM_LASTS


def test_a_mail_whose_answer_was_lost_is_tried_once_more_with_the_same_message_id_f4(smtp_sink, mail):
    smtp_sink.cut_after_data = True
    work(mail)
    assert (mail.state, mail.maybe_twice) == (State.QUEUED, True)

    smtp_sink.cut_after_data = False
    with later(seconds=LOST_ANSWER_PAUSE - 5):
        assert work(mail).state == State.QUEUED
    with later(seconds=LOST_ANSWER_PAUSE + 1):
        assert work(mail).state == State.SENT

    assert [mail.message["Message-ID"] for mail in smtp_sink.received] == [mail.message_id] * 2


def test_an_answer_that_was_lost_twice_ends_the_matter_f4(smtp_sink, mail):
    smtp_sink.cut_after_data = True
    work(mail)
    with later(seconds=LOST_ANSWER_PAUSE + 1):
        work(mail)

    assert mail.state == State.FAILED
    assert mail.reason == "The mail server did not confirm it, twice. It may have arrived."
    with later(days=2):
        run_due_jobs()
    assert len(smtp_sink.received) == 2


class Killed(BaseException):
    """Stands for a worker that is gone: nothing after it is written."""


def kill(*_args):
    raise Killed


def test_a_mail_whose_worker_died_after_data_goes_again_with_the_same_message_id_f2(smtp_sink, mail, monkeypatch):
    deliver = smtp.deliver
    monkeypatch.setattr("servicedesk.outbox.sending.deliver", lambda *args: (deliver(*args), kill()))
    with pytest.raises(Killed):
        send(mail.pk)
    mail.refresh_from_db()
    assert mail.state == State.SENDING

    monkeypatch.undo()
    assert_sent_once_more_after_the_claim(mail)

    assert [received.message["Message-ID"] for received in smtp_sink.received] == [mail.message_id] * 2
    assert mail.maybe_twice


def test_a_mail_whose_worker_died_before_data_is_not_lost_f3(smtp_sink, mail, monkeypatch):
    monkeypatch.setattr("servicedesk.outbox.sending.deliver", kill)
    with pytest.raises(Killed):
        send(mail.pk)

    monkeypatch.undo()
    assert_sent_once_more_after_the_claim(mail)

    assert smtp_sink.only().message["Message-ID"] == mail.message_id


def assert_sent_once_more_after_the_claim(mail: OutgoingMail) -> None:
    assert work(mail).state == State.SENDING
    with later(seconds=CLAIM_LASTS.total_seconds() + 1):
        assert work(mail).state == State.SENT


def test_two_jobs_for_one_mail_send_it_once(smtp_sink, mail):
    tasks.send.enqueue(mail.pk)

    assert run_due_jobs() == 2
    assert len(smtp_sink.received) == 1


def test_a_mail_that_its_person_may_no_longer_read_does_not_leave_a13(smtp_sink, mail, say):
    say(None)

    work(mail)

    assert (mail.state, mail.subject) == (State.REFUSED, "")
    assert mail.reason == "The person may no longer see what it is about."
    assert smtp_sink.received == []


def test_a_suppressed_address_gets_no_mail(smtp_sink, mail):
    suppress_address("Jordan@acme.example", reason="Three mails came back")

    work(mail)

    assert mail.state == State.SUPPRESSED
    assert smtp_sink.received == []


@pytest.mark.parametrize(
    "address",
    [
        "nobody",
        "a@b@c.example",
        "a b@c.example",
        "a@c.example\r\nRCPT TO:<x@evil.test>",
        "",
        "a@" + "ä" * 63 + ".example",
    ],
)
def test_what_is_no_address_fails_and_says_so(smtp_sink, address):
    mail = work(queue("letter", address))

    assert (mail.state, mail.reason) == (State.FAILED, "This is not an e-mail address.")
    assert smtp_sink.received == []

"""What an administrator sees of mail in trouble, and can do about it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import NotAllowed
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.outbox import queries
from servicedesk.outbox.actions import allow_address, send_again, suppress_address
from servicedesk.outbox.compose import queue
from servicedesk.outbox.models import OutgoingMail, SuppressedAddress

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("say")]

State = OutgoingMail.State


@pytest.fixture
def failed(smtp_sink) -> OutgoingMail:
    smtp_sink.answers["RCPT"] = "550 No such user"
    mail = queue("letter", "jordan@acme.example")
    run_due_jobs()
    smtp_sink.answers.clear()
    mail.refresh_from_db()
    return mail


def test_failed_and_waiting_mails_are_shown_with_reasons_s29(smtp_sink, failed):
    smtp_sink.answers_to["lea@acme.example"] = "450 Mailbox busy"
    waiting = queue("letter", "lea@acme.example")
    sent = queue("letter", "ivo@elsewhere.example")
    run_due_jobs()

    assert [(mail.pk, mail.reason) for mail in queries.trouble()] == [
        (waiting.pk, "450 Mailbox busy"),
        (failed.pk, "550 No such user"),
    ]
    assert sent not in queries.trouble()
    assert queries.counts() == {"undelivered": 1, "waiting": 1, "suppressed": 0}


def test_a_mail_that_nobody_attempts_counts_as_trouble():
    mail = queue("letter", "jordan@acme.example")

    assert mail not in queries.trouble()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert mail in queries.trouble()


def test_a_failed_mail_can_be_sent_again(smtp_sink, failed, admin):
    assert send_again(failed, by=admin)
    run_due_jobs()

    failed.refresh_from_db()
    assert failed.state == State.SENT
    assert smtp_sink.only().message["Message-ID"] == failed.message_id
    assert AuditEntry.objects.get(verb="sent again").by == admin


def test_a_waiting_mail_can_be_sent_at_once_and_goes_once(smtp_sink, admin):
    smtp_sink.answers["RCPT"] = "450 Mailbox busy"
    mail = queue("letter", "jordan@acme.example")
    run_due_jobs()
    smtp_sink.answers.clear()

    assert send_again(mail, by=admin)
    run_due_jobs()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        run_due_jobs()

    assert len(smtp_sink.received) == 1


def test_a_mail_that_has_left_is_not_sent_again(smtp_sink, admin):
    mail = queue("letter", "jordan@acme.example")
    run_due_jobs()

    assert not send_again(mail, by=admin)
    assert run_due_jobs() == 0


def test_only_an_administrator_sends_again_or_suppresses(failed, agent):
    for attempt in (lambda: send_again(failed, by=agent), lambda: suppress_address("a@b.example", reason="", by=agent)):
        with pytest.raises(NotAllowed):
            attempt()


def test_an_address_that_is_allowed_again_gets_mail_again(smtp_sink, admin):
    suppressed = suppress_address("Jordan@Acme.example", reason="Asked for it", by=admin)
    assert suppress_address("jordan@acme.example", reason="Again", by=admin) == suppressed

    allow_address(suppressed, by=admin)
    queue("letter", "jordan@acme.example")
    run_due_jobs()

    assert smtp_sink.only().rcpt_tos == ["jordan@acme.example"]
    assert not SuppressedAddress.objects.exists()

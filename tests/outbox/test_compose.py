"""Mails in the outbox share the fate of the change that caused them."""

import pytest
from django.db import transaction

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.core.tasks.models import Job
from servicedesk.outbox.compose import Draft, queue, queue_many
from servicedesk.outbox.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("say")]


def test_a_queued_mail_leaves_with_the_next_job_s29(smtp_sink):
    mail = queue("letter", "jordan@acme.example")

    run_due_jobs()

    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.SENT
    assert mail.sent_at
    assert mail.subject == "Good news"
    assert smtp_sink.only().rcpt_tos == ["jordan@acme.example"]


def test_a_mail_of_a_rolled_back_change_never_leaves(smtp_sink):
    with transaction.atomic():
        queue("letter", "jordan@acme.example")
        transaction.set_rollback(True)

    assert run_due_jobs() == 0
    assert smtp_sink.received == []


def test_there_is_one_mail_of_a_dedupe_key(smtp_sink):
    first = queue("letter", "jordan@acme.example", dedupe="welcome:7")
    second = queue("letter", "jordan@acme.example", dedupe="welcome:7")

    run_due_jobs()

    assert first == second
    assert len(smtp_sink.received) == 1


def test_many_mails_cost_a_fixed_number_of_statements(django_assert_num_queries):
    drafts = [Draft(kind="letter", to_address=f"person-{number}@acme.example") for number in range(50)]

    # A savepoint around an INSERT of mails, a SELECT of those that are new, and an INSERT of jobs.
    with django_assert_num_queries(5):
        mails = queue_many(drafts)

    assert [mail.to_address for mail in mails] == [draft.to_address for draft in drafts]
    assert Job.objects.filter(queue="mail").count() == 50


def test_no_mails_ask_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queue_many([]) == []


def test_a_kind_that_nothing_renders_is_refused_at_once():
    with pytest.raises(ValueError, match="birthday"):
        queue("birthday", "jordan@acme.example")

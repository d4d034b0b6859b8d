"""Enqueueing, and what becomes of a job that runs."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from servicedesk.core.tasks import leases
from servicedesk.core.tasks.backend import enqueue_many
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.core.tasks.models import Job
from tests.core.tasks import sample_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calls():
    sample_tasks.calls.clear()
    return sample_tasks.calls


def test_an_enqueued_task_runs_with_its_arguments(calls):
    result = sample_tasks.note.enqueue({"ticket": 7})

    assert run_due_jobs() == 1

    result.refresh()
    assert calls == [{"ticket": 7}]
    assert result.status == TaskResultStatus.SUCCESSFUL


def test_a_job_of_a_rolled_back_transaction_never_runs(calls):
    with transaction.atomic():
        sample_tasks.note.enqueue(1)
        transaction.set_rollback(True)

    assert run_due_jobs() == 0
    assert calls == []


def test_many_jobs_are_stored_in_one_statement(calls, django_assert_num_queries):
    with django_assert_num_queries(1):
        enqueue_many([(sample_tasks.note, [number], {}) for number in range(50)])

    assert run_due_jobs() == 50
    assert sorted(calls) == list(range(50))


def test_enqueueing_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert enqueue_many([]) == []


def test_urgent_jobs_run_first(calls):
    sample_tasks.note.enqueue("later")
    sample_tasks.note_urgently.enqueue("first")

    run_due_jobs()

    assert calls == ["first", "later"]


def test_a_job_waits_until_its_time(calls):
    sample_tasks.note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("in an hour")

    assert run_due_jobs() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert run_due_jobs() == 1


def test_a_job_may_enqueue_another(calls):
    sample_tasks.note_and_enqueue_another.enqueue(2)

    assert run_due_jobs() == 3
    assert calls == [2, 1, 0]


def test_a_task_knows_the_number_of_its_attempt(calls):
    sample_tasks.note_attempt.enqueue()

    run_due_jobs()

    assert calls == [1]


def test_an_unknown_queue_is_refused_when_the_task_is_defined():
    with pytest.raises(InvalidTaskError):
        sample_tasks.note.using(queue_name="no-such-queue")


def test_an_unknown_result_is_said_to_be_missing():
    with pytest.raises(TaskResultDoesNotExist):
        sample_tasks.note.get_result("4711")


def test_a_failed_job_rests_longer_each_time_and_is_given_up_at_last():
    sample_tasks.fail.enqueue("no luck")
    job = Job.objects.get()

    rests = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(2):
            before = timezone.now()
            run_due_jobs(raise_errors=False)
            job.refresh_from_db()
            assert job.state == Job.State.WAITING
            rests.append((job.due_at - before).total_seconds())
            clock.move_to(job.due_at)
        run_due_jobs(raise_errors=False)

    job.refresh_from_db()
    assert 5 <= rests[0] <= 10
    assert 7.5 <= rests[1] <= 15
    assert job.state == Job.State.PARKED
    assert job.attempts == 3
    assert job.error == "ValueError: no luck"


def test_a_person_can_have_a_given_up_job_run_again(calls):
    job = Job.objects.create(task="tests.core.tasks.sample_tasks.note", args=["again"], queue="default")
    claimed = leases.claim(["default"])
    leases.park(claimed, "Something")

    assert leases.run_again(job)
    assert not leases.run_again(job), "only a parked job starts anew"
    run_due_jobs()

    assert calls == ["again"]


def test_retrying_later_is_no_failure():
    sample_tasks.wait_for_its_time.enqueue(300)

    before = timezone.now()
    run_due_jobs()

    job = Job.objects.get()
    assert job.state == Job.State.WAITING
    assert job.attempts == 0
    assert job.due_at >= before + timedelta(seconds=300)


def test_a_job_that_fails_in_the_database_leaves_the_transaction_of_a_test_usable():
    sample_tasks.break_the_transaction.enqueue()

    run_due_jobs(raise_errors=False)

    assert "no_such_table" in Job.objects.get().error


def test_errors_of_jobs_reach_the_test_that_runs_them():
    sample_tasks.fail.enqueue("seen")

    with pytest.raises(ValueError, match="seen"):
        run_due_jobs()


def test_a_job_of_a_task_that_no_longer_exists_is_given_up_at_once():
    Job.objects.create(task="tests.core.tasks.sample_tasks.gone", queue="default")

    run_due_jobs(raise_errors=False)

    job = Job.objects.get()
    assert job.state == Job.State.PARKED
    assert "sample_tasks.gone" in job.error

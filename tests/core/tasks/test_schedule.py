"""Periodic tasks start once each tick, whoever asks and whatever the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.core.tasks.models import Job
from servicedesk.core.tasks.schedule import enqueue_periodic_tasks
from servicedesk.core.tasks.sweep import sweep_finished_jobs
from tests.core.tasks import sample_tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.PERIODIC_TASKS = [("tests.core.tasks.sample_tasks.note_attempt", 300)]
    sample_tasks.calls.clear()
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_a_tick_starts_once_however_many_workers_ask():
    assert [enqueue_periodic_tasks() for _ in range(5)] == [1, 0, 0, 0, 0]


def test_the_next_tick_starts_again(clock):
    enqueue_periodic_tasks()
    run_due_jobs()

    clock.shift(timedelta(seconds=300))

    assert enqueue_periodic_tasks() == 1


def test_ticks_that_nobody_was_there_for_are_not_made_up(clock):
    enqueue_periodic_tasks()
    run_due_jobs()

    clock.shift(timedelta(days=3))

    assert enqueue_periodic_tasks() == 1
    assert enqueue_periodic_tasks() == 0


def test_a_tick_is_left_out_while_the_one_before_is_still_at_work(clock):
    enqueue_periodic_tasks()

    clock.shift(timedelta(seconds=300))

    assert enqueue_periodic_tasks() == 0
    assert Job.objects.count() == 1


def test_a_clock_that_was_set_back_stops_nothing_f27(clock):
    enqueue_periodic_tasks()
    run_due_jobs()

    clock.shift(timedelta(days=-1))

    assert enqueue_periodic_tasks() == 1


def test_a_worker_whose_clock_is_a_little_late_does_not_start_the_tick_again_f27(clock):
    enqueue_periodic_tasks()
    run_due_jobs()

    clock.shift(timedelta(seconds=-2))

    assert enqueue_periodic_tasks() == 0


def test_finished_jobs_are_swept_after_a_day_and_given_up_ones_after_ninety(clock):
    sample_tasks.note.enqueue(1)
    Job.objects.create(task="gone", queue="default")
    run_due_jobs(raise_errors=False)
    sample_tasks.note.using(run_after=NOON + timedelta(days=365)).enqueue(2)

    clock.shift(timedelta(days=2))
    sweep_finished_jobs.call()
    assert sorted(Job.objects.values_list("state", flat=True)) == [Job.State.PARKED, Job.State.WAITING]

    clock.shift(timedelta(days=90))
    sweep_finished_jobs.call()
    assert Job.objects.get().state == Job.State.WAITING

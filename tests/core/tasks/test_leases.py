"""Leases: one worker speaks for a job, and a vanished one does not keep it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.core.tasks import leases
from servicedesk.core.tasks.limits import MAX_CRASHES
from servicedesk.core.tasks.models import Job
from tests.core.tasks import sample_tasks

pytestmark = pytest.mark.django_db

SOON_AFTER_THE_LEASE = timedelta(seconds=21)


@pytest.fixture
def claimed():
    sample_tasks.note.enqueue(1)
    return leases.claim(["default"])


def test_a_claimed_job_is_not_claimed_twice(claimed):
    assert claimed.state == Job.State.RUNNING
    assert leases.claim(["default"]) is None


def test_a_worker_takes_jobs_of_its_own_queues_only():
    sample_tasks.note.enqueue(1)

    assert leases.claim(["another"]) is None


def test_the_job_of_a_vanished_worker_runs_again_after_its_lease(claimed):
    assert leases.note_vanished_workers() == 0

    with time_machine.travel(timezone.now() + SOON_AFTER_THE_LEASE):
        assert leases.note_vanished_workers() == 1
        again = leases.claim(["default"])

    assert again.pk == claimed.pk
    assert again.lease != claimed.lease


def test_a_renewed_lease_is_kept(claimed):
    with time_machine.travel(timezone.now() + timedelta(seconds=15), tick=False) as clock:
        assert leases.renew([claimed.lease]) == 1
        clock.shift(timedelta(seconds=15))
        assert leases.note_vanished_workers() == 0


@pytest.mark.parametrize(
    "last_word",
    [
        leases.finish,
        leases.give_back,
        lambda job: leases.park(job, "late"),
        lambda job: leases.put_off(job, 5),
        lambda job: leases.note_crash(job, "late"),
    ],
    ids=["finish", "give_back", "park", "put_off", "note_crash"],
)
def test_a_worker_that_lost_its_lease_changes_nothing(claimed, last_word):
    with time_machine.travel(timezone.now() + SOON_AFTER_THE_LEASE):
        leases.note_vanished_workers()
        other = leases.claim(["default"])
        before = Job.objects.values().get()

        assert last_word(claimed) is False

        assert Job.objects.values().get() == before
        assert leases.finish(other) is True


def test_a_job_that_takes_its_worker_down_is_parked_the_third_time_f32(claimed):
    job = claimed
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(MAX_CRASHES - 1):
            clock.shift(SOON_AFTER_THE_LEASE)
            leases.note_vanished_workers()
            clock.shift(timedelta(minutes=1))
            job = leases.claim(["default"])
            assert job is not None
        clock.shift(SOON_AFTER_THE_LEASE)
        leases.note_vanished_workers()

    job.refresh_from_db()
    assert job.state == Job.State.PARKED
    assert job.crashes == MAX_CRASHES


def test_jobs_that_went_down_together_twice_come_back_apart_f32():
    for number in range(10):
        sample_tasks.note.enqueue(number)
    jobs = [leases.claim(["default"]) for _ in range(10)]

    for job in jobs:
        job.crashes = 1
        leases.note_crash(job, "down")

    assert len(set(Job.objects.values_list("due_at", flat=True))) == 10

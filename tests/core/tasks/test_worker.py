"""Real worker processes, killed and restarted, on the database of the test."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.utils import timezone

from servicedesk.core.tasks.backend import enqueue_many
from servicedesk.core.tasks.models import Job, Worker
from servicedesk.core.tasks.worker import EXIT_STUCK
from tests.core.tasks import sample_tasks
from tests.eventually import eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start_worker(worker_environment) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started = []

    def start() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, "-m", "servicedesk.cli", "worker"], env=worker_environment)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


@pytest.fixture
def effects() -> Iterator[Callable[[], list[int]]]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE effect (key integer PRIMARY KEY)")

    def read() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT key FROM effect ORDER BY key")
            return [key for (key,) in cursor.fetchall()]

    yield read
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE effect")


def test_no_job_is_lost_or_done_twice_under_eight_kills_f18(start_worker, effects):
    enqueue_many([(sample_tasks.write_effect_once, [key], {}) for key in range(120)])
    dice = random.Random(18)

    worker = start_worker()
    for kill in range(8):
        eventually(lambda target=12 * (kill + 1): Job.objects.filter(state=Job.State.DONE).count() >= target)
        time.sleep(dice.uniform(0, 0.1))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker = start_worker()

    eventually(lambda: not Job.objects.unfinished().exists())
    assert Job.objects.filter(state=Job.State.DONE).count() == 120
    assert effects() == list(range(120))


def test_a_worker_finishes_its_job_and_goes_when_asked_to_f29(start_worker, effects):
    enqueue_many([(sample_tasks.write_effect_once, [key], {}) for key in range(500)])
    worker = start_worker()
    eventually(lambda: Job.objects.filter(state=Job.State.DONE).exists())

    worker.terminate()

    assert worker.wait(timeout=10) == 0
    assert not Job.objects.filter(state=Job.State.RUNNING).exists()
    assert not Worker.objects.exists()
    assert len(effects()) == Job.objects.filter(state=Job.State.DONE).count() < 500


def test_a_job_that_kills_its_worker_is_parked_and_the_others_go_on_f32(start_worker, effects):
    sample_tasks.kill_the_worker.enqueue()
    workers = [start_worker()]

    def parked() -> bool:
        if workers[-1].poll() is not None:
            workers.append(start_worker())
        # The rest after a crash is for people and machines; this test need not wait for it.
        Job.objects.filter(state=Job.State.WAITING).update(due_at=timezone.now())
        return Job.objects.parked().exists()

    eventually(parked)
    sample_tasks.write_effect_once.enqueue(1)

    eventually(lambda: effects() == [1])
    assert len(workers) == 4
    assert workers[-1].poll() is None


def test_a_job_without_end_makes_the_worker_start_anew_f32(start_worker):
    sample_tasks.never_end.enqueue()

    worker = start_worker()

    assert worker.wait(timeout=30) == EXIT_STUCK
    job = Job.objects.get()
    assert (job.state, job.crashes) == (Job.State.WAITING, 1)
    assert "longer than it may" in job.error

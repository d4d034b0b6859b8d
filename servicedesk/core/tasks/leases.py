"""Who may run a job: claiming it, keeping it, and saying how it ended. Every write after the claim names the lease."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from servicedesk.core.tasks.limits import MAX_CRASHES, pause_after_crash
from servicedesk.core.tasks.models import Job


def claim(queues: Collection[str]) -> Job | None:
    """The next due job of these queues, or None.

    The first question is a plain read, so that an idle worker leaves SQLite's one write lock alone. After it, PostgreSQL
    skips the rows that others hold, and on SQLite the immediate transaction is alone.
    """
    due = Job.objects.due().filter(queue__in=queues)
    if not due.exists():
        return None
    with transaction.atomic():
        job = due.order_by("-priority", "due_at").select_for_update(skip_locked=True).first()
        if job is not None:
            job.state = Job.State.RUNNING
            job.attempts += 1
            job.lease = uuid4()
            job.started_at = timezone.now()
            job.due_at = _lease_end()
            job.save(update_fields=["state", "attempts", "lease", "started_at", "due_at"])
    return job


def renew(leases: Iterable[UUID]) -> int:
    return Job.objects.filter(lease__in=list(leases)).update(due_at=_lease_end())


def finish(job: Job) -> bool:
    return _end(job, Job.State.DONE, error="")


def park(job: Job, error: str) -> bool:
    return _end(job, Job.State.PARKED, error=error)


def put_off(job: Job, seconds: float, error: str = "") -> bool:
    return _end(job, Job.State.WAITING, error=error, due_at=_in(seconds))


def give_back(job: Job, seconds: float = 0, error: str = "") -> bool:
    """Puts off like `put_off`, but the attempt does not count."""
    return _end(job, Job.State.WAITING, error=error, due_at=_in(seconds), attempts=F("attempts") - 1)


def note_crash(job: Job, error: str) -> bool:
    """The job took its worker down or had to be left behind; the third time it is parked (F32)."""
    crashes = job.crashes + 1
    if crashes >= MAX_CRASHES:
        return _end(job, Job.State.PARKED, error=error, crashes=crashes)
    return _end(job, Job.State.WAITING, error=error, crashes=crashes, due_at=_in(pause_after_crash(crashes)))


def note_vanished_workers() -> int:
    """Frees the jobs whose leases were not renewed in time; returns how many."""
    lapsed = Job.objects.filter(state=Job.State.RUNNING, due_at__lte=timezone.now())
    return sum(note_crash(job, "The worker ended in the middle of the job.") for job in lapsed)


def run_again(job: Job) -> bool:
    """A second chance for a job that was given up."""
    afresh: dict[str, Any] = {"attempts": 0, "crashes": 0, "finished_at": None, "due_at": timezone.now()}
    return bool(Job.objects.parked().filter(pk=job.pk).update(state=Job.State.WAITING, **afresh))


def _end(job: Job, state: Job.State, **changes: Any) -> bool:
    """False if the lease was lost meanwhile: then somebody else speaks for the job, and nothing is changed."""
    if state != Job.State.WAITING:
        changes["finished_at"] = timezone.now()
    return bool(Job.objects.filter(pk=job.pk, lease=job.lease).update(state=state, lease=None, **changes))


def _lease_end() -> datetime:
    return _in(settings.TASK_LEASE_SECONDS)


def _in(seconds: float) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)

"""Housekeeping of the tables of this floor: rows that have done their service."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from servicedesk.core.limits import LimitCounter
from servicedesk.core.tasks.models import Job, Worker

KEEP_DONE = timedelta(days=1)
KEEP_PARKED = timedelta(days=90)
KEEP_WORKERS = timedelta(days=1)
BATCH = 1000


@task
def sweep_finished_jobs() -> None:
    now = timezone.now()
    _delete_finished(Job.State.DONE, before=now - KEEP_DONE)
    _delete_finished(Job.State.PARKED, before=now - KEEP_PARKED)
    Worker.objects.filter(seen_at__lt=now - KEEP_WORKERS).delete()


@task
def sweep_limits() -> None:
    LimitCounter.objects.filter(ends_at__lt=timezone.now()).delete()


def _delete_finished(state: Job.State, before: datetime) -> None:
    """In batches, because one long DELETE would keep every other writer of SQLite waiting."""
    old = Job.objects.filter(state=state, finished_at__lt=before)
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        Job.objects.filter(pk__in=ids).delete()

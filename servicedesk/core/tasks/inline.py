"""Background work without a worker, for tests and for filling a demonstration."""

from django.conf import settings
from django.db import transaction

from servicedesk.core.tasks import leases, running
from servicedesk.core.tasks.limits import RetryLater
from servicedesk.core.tasks.models import Job


def run_due_jobs(*, raise_errors: bool = True, limit: int = 10_000) -> int:
    """Runs every job that is due, and those that they enqueue, until none is left; returns how many ran.

    An exception of a job is raised here, after it was noted, unless `raise_errors` is False. Whatever asks to run
    later waits for a later call.
    """
    for count in range(limit):
        job = leases.claim(settings.TASK_THREADS)
        if job is None:
            return count
        error = _attempt_in_a_savepoint(job)
        running.settle(job, error)
        if error and raise_errors and not isinstance(error, RetryLater):
            raise error
    raise RuntimeError(f"{limit} jobs ran and there is still work: a job seems to enqueue itself.")


def _attempt_in_a_savepoint(job: Job) -> Exception | None:
    """A test's own transaction must stay usable when a job fails in the database; what came before a RetryLater stays."""
    try:
        with transaction.atomic():
            error = running.attempt(job)
            if error and not isinstance(error, RetryLater):
                raise error
    except Exception as failure:
        return failure
    return error

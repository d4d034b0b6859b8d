"""One attempt at a job: call its task, then note how that went."""

import logging
import traceback

from django_tasks.base import TaskContext

from servicedesk.core.tasks import leases
from servicedesk.core.tasks.backend import result_of
from servicedesk.core.tasks.errors import describe
from servicedesk.core.tasks.limits import LimitedTask, RetryLater
from servicedesk.core.tasks.loading import UnknownTask, load_task
from servicedesk.core.tasks.models import Job

log = logging.getLogger(__name__)


def attempt(job: Job) -> Exception | None:
    """Calls the task and returns what it raised: whatever that is, the worker must live on."""
    try:
        task = load_task(job.task)
        context = [TaskContext(task_result=result_of(job, task))] if task.takes_context else []
        task.call(*context, *job.args, **job.kwargs)
    except Exception as error:
        return error
    return None


def settle(job: Job, error: Exception | None) -> bool:
    """Notes how the attempt ended; False if the lease was lost, so that another worker has the last word."""
    if error is None:
        return leases.finish(job)
    if isinstance(error, RetryLater):
        return leases.give_back(job, error.seconds, describe(error))
    if isinstance(error, UnknownTask):
        return leases.park(job, describe(error))

    frames = "".join(traceback.format_tb(error.__traceback__))
    log.warning("%s failed at attempt %d: %s\n%s", job, job.attempts, describe(error), frames)
    task = load_task(job.task)
    if job.attempts >= task.max_attempts:
        return leases.park(job, describe(error))
    return leases.put_off(job, task.pause_after(job.attempts), describe(error))


def time_limit(job: Job) -> float:
    """Seconds after which the job counts as stuck."""
    try:
        return load_task(job.task).time_limit
    except UnknownTask:
        return LimitedTask.time_limit

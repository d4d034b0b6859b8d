"""The `django.tasks` backend that keeps jobs in a table of the same database, so that they share the caller's fate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from servicedesk.core.tasks.limits import LimitedTask
from servicedesk.core.tasks.loading import load_task
from servicedesk.core.tasks.models import Job

Call = tuple[Task[Any, Any], Sequence[Any], Mapping[str, Any]]


class DatabaseBackend(BaseTaskBackend):
    task_class = LimitedTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self.queues = set(settings.TASK_THREADS)

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        job = self._job(task, args, kwargs)
        job.save(force_insert=True)
        return result_of(job, task)

    def enqueue_many(self, calls: Iterable[Call]) -> list[Job]:
        return Job.objects.bulk_create([self._job(*call) for call in calls])

    def get_result(self, result_id: str) -> TaskResult[Any]:
        try:
            job = Job.objects.get(pk=result_id)
        except (Job.DoesNotExist, ValueError) as unknown:
            raise TaskResultDoesNotExist(result_id) from unknown
        return result_of(job, load_task(job.task))

    def _job(self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Job:
        self.validate_task(task)
        return Job(
            task=task.module_path,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            queue=task.queue_name,
            priority=task.priority,
            due_at=task.run_after or timezone.now(),
        )


def enqueue_many(calls: Iterable[Call]) -> list[Job]:
    """Stores `(task, args, kwargs)` triples in one INSERT, in the caller's transaction."""
    calls = list(calls)
    if not calls:
        return []
    backend = calls[0][0].get_backend()
    assert isinstance(backend, DatabaseBackend)
    return backend.enqueue_many(calls)


def result_of(job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
    """What `django.tasks` shows of a job. Return values are not kept: a task's result is what it wrote."""
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        last_attempted_at=job.started_at,
        finished_at=job.finished_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[TaskError(exception_class_path="", traceback=job.error)] if job.error else [],
        worker_ids=[""] * job.attempts,
    )


STATUS = {
    Job.State.WAITING: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.PARKED: TaskResultStatus.FAILED,
}

"""The tables behind background work: jobs, the ticks of periodic tasks, and the workers that were seen."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["Job"]):
    def due(self) -> JobQuerySet:
        return self.filter(state=Job.State.WAITING, due_at__lte=timezone.now())

    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def parked(self) -> JobQuerySet:
        return self.filter(state=Job.State.PARKED)


class Job(models.Model):
    """One call of a task, to be made at least once.

    `due_at` is the time from which any worker may care for the job: while it waits, the time it was put off to; while it
    runs, the end of its lease. `lease` is new with every start and stands in the condition of every later write, so that
    a worker that lost its lease can no longer say anything about the job.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        PARKED = "parked", _("Given up")

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    queue = models.CharField(max_length=50)
    priority = models.SmallIntegerField(default=0)

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    crashes = models.PositiveSmallIntegerField(
        default=0, help_text="Starts after which the worker was never heard again"
    )
    error = models.TextField(blank=True, default="")

    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True, unique=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_holds_a_lease_exactly_while_it_runs",
                condition=models.Q(state="running", lease__isnull=False)
                | models.Q(~models.Q(state="running"), lease__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                "queue",
                models.F("priority").desc(),
                "due_at",
                name="job_to_take_next",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["state", "task", "finished_at"], name="job_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"


class Tick(models.Model):
    """The latest tick of a periodic task that some worker has started; ticks are counted from 1970."""

    task = models.CharField(max_length=200, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.task} at tick {self.number}"


class Worker(models.Model):
    """A running worker process, for those who want to know whether there is one."""

    name = models.CharField(max_length=150, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

"""Tasks that the tests enqueue; real workers import them by this path."""

import os
import time
from typing import Any

from django.db import connection, transaction
from django_tasks import task
from django_tasks.base import TaskContext

from servicedesk.core.tasks.limits import RetryLater

calls: list[Any] = []


@task
def note(value: Any) -> None:
    calls.append(value)


@task(priority=10)
def note_urgently(value: Any) -> None:
    calls.append(value)


@task(max_attempts=3, first_pause=10, longest_pause=15)
def fail(message: str) -> None:
    raise ValueError(message)


@task
def wait_for_its_time(seconds: float) -> None:
    raise RetryLater(seconds)


@task
def break_the_transaction() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")


@task(takes_context=True)
def note_attempt(context: TaskContext) -> None:
    calls.append(context.attempt)


@task
def note_and_enqueue_another(value: int) -> None:
    calls.append(value)
    if value:
        note_and_enqueue_another.enqueue(value - 1)


@task
def write_effect_once(key: int) -> None:
    """Takes its time in the middle, so that a kill at a random moment often meets it there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (key) VALUES (%s) ON CONFLICT DO NOTHING", [key])
        time.sleep(0.02)


@task
def kill_the_worker() -> None:
    os.kill(os.getpid(), 9)


@task(time_limit=0.5)
def never_end() -> None:
    while True:
        time.sleep(0.01)

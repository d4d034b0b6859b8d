"""`servicedesk worker`: background work, in any number of processes on any number of machines."""

import argparse

from django.conf import settings

from servicedesk.core.tasks.worker import run_worker
from servicedesk.ops.parent import end_with_supervisor
from servicedesk.ops.problems import Problem


def run(options: argparse.Namespace) -> int:
    end_with_supervisor()
    return run_worker(dict(map(_queue_and_threads, options.queue)) or settings.TASK_THREADS)


def _queue_and_threads(text: str) -> tuple[str, int]:
    name, _, count = text.partition("=")
    if name not in settings.TASK_THREADS or not count.isdigit() or not 1 <= int(count) <= 64:
        known = ", ".join(settings.TASK_THREADS)
        raise Problem(f"--queue {text} is wrong: expected NAME=THREADS, where NAME is one of: {known}.")
    return name, int(count)

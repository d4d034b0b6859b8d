"""Periodic tasks: `settings.PERIODIC_TASKS` lists a task's dotted path and its period in seconds."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from servicedesk.core.tasks.loading import load_task
from servicedesk.core.tasks.models import Job, Tick


def enqueue_periodic_tasks() -> int:
    """Enqueues what is due now and returns how much; however many workers ask, each tick starts once."""
    return sum(_start(path, period) for path, period in settings.PERIODIC_TASKS)


def _start(path: str, period: float) -> bool:
    number = int(timezone.now().timestamp() // period)
    if Tick.objects.filter(task=path, number=number).exists():
        return False
    Tick.objects.get_or_create(task=path)
    with transaction.atomic():
        # One tick ahead is another machine's clock; further ahead, the clock was set back, and waiting would be wrong.
        behind = Q(number__lt=number) | Q(number__gt=number + 1)
        won = Tick.objects.filter(behind, task=path).update(number=number)
        if not won or Job.objects.unfinished().filter(task=path).exists():
            return False
        load_task(path).enqueue()
    return True

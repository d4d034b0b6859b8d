"""How often a task is tried, how long it may take, and how long it rests between two attempts."""

import random
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

MAX_CRASHES = 3


class RetryLater(Exception):
    """Raised by a task whose time has not come: it runs again after `seconds`, and this attempt does not count."""

    def __init__(self, seconds: float, reason: str = "") -> None:
        super().__init__(reason)
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitedTask(Task[P, T]):
    """A task with limits of its own: `@task(max_attempts=3, time_limit=30)`; times are seconds."""

    max_attempts: int = 8
    first_pause: float = 10
    longest_pause: float = 3600
    time_limit: float = 600

    def pause_after(self, attempt: int) -> float:
        """Doubles with each attempt; the random half keeps jobs that failed together from coming back together."""
        full: float = min(self.longest_pause, self.first_pause * 2 ** min(attempt - 1, 20))
        return full * random.uniform(0.5, 1)  # noqa: S311


def pause_after_crash(crashes: int) -> float:
    """After the second crash, jobs that went down together are spread out, so that only the guilty one falls again."""
    return 0 if crashes < 2 else random.uniform(1, 30)  # noqa: S311

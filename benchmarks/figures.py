"""What was measured: answers and their times, of a work and of the hello beside it."""

from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any


@dataclass
class Answers:
    """All rounds of one thing together; times in milliseconds."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0
    cpu_seconds: float = 0

    def add(self, answered: dict[str, Any]) -> None:
        self.milliseconds += answered["milliseconds"]
        self.seconds += answered["seconds"]
        self.cpu_seconds += answered["cpu_seconds"]

    @property
    def cpu(self) -> float:
        """What the server computed for one answer, in milliseconds."""
        return 1000 * self.cpu_seconds / len(self.milliseconds)

    @property
    def per_second(self) -> float:
        return len(self.milliseconds) / self.seconds

    def percentile(self, percent: int) -> float:
        if len(self.milliseconds) < 2:
            return self.milliseconds[0]
        return quantiles(self.milliseconds, n=100, method="inclusive")[percent - 1]


@dataclass
class Figures:
    """`alone` is what a single client sees: how long one answer takes when nobody else waits."""

    hello: Answers = field(default_factory=Answers)
    work: Answers = field(default_factory=Answers)
    hello_alone: Answers = field(default_factory=Answers)
    work_alone: Answers = field(default_factory=Answers)

    def as_json(self) -> dict[str, float]:
        return {
            "answers_per_second": self.work.per_second,
            "hello_per_second": self.hello.per_second,
            "share_of_bare": self.work.per_second / self.hello.per_second,
            "p50": self.work.percentile(50),
            "p95": self.work.percentile(95),
            "p50_by_hello": self.work.percentile(50) / self.hello.percentile(50),
            "cpu": self.work.cpu,
            "cpu_by_hello": self.work.cpu / self.hello.cpu if self.hello.cpu else 0,
            "alone_p50": self.work_alone.percentile(50),
            "alone_p95_by_hello": self.work_alone.percentile(95) / self.hello_alone.percentile(50),
            "alone_p50_by_hello": self.work_alone.percentile(50) / self.hello_alone.percentile(50),
        }


@dataclass
class Scenario:
    database: str
    tickets: int
    filled_in: float
    works: dict[str, Figures] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        works = {name: figures.as_json() for name, figures in self.works.items()}
        return {"database": self.database, "tickets": self.tickets, "filled_in": self.filled_in, "works": works}

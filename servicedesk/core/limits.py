"""How often something may happen: counter rows, because a cache is neither atomic nor shared.

`take` answers in one statement, so that any number of parallel tries pass no more than the limit (A41).
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most `count` times in `seconds`, under the name `name`."""

    name: str
    count: int
    seconds: int


class LimitCounter(models.Model):
    # A keyed digest: the row tells nobody whose address it counts.
    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()


def take(limit: Limit, *who: str) -> bool:
    """Count one try of `who`; false when that was one too many. The count starts anew `limit.seconds` after the first."""
    return _count(limit, who) <= limit.count


def give_back(limit: Limit, *who: str) -> None:
    """Forget the tries of `who`, as after a log-in that succeeded."""
    LimitCounter.objects.filter(key=_key(limit, who)).delete()


def wait(limit: Limit, *who: str) -> int:
    """Return the seconds until the count of `who` starts anew."""
    ends = LimitCounter.objects.filter(key=_key(limit, who)).values_list("ends_at", flat=True).first()
    return max(1, ceil((ends - timezone.now()).total_seconds())) if ends else 0


def _count(limit: Limit, who: tuple[str, ...]) -> int:
    now = timezone.now()
    table = connection.ops.quote_name(LimitCounter._meta.db_table)
    adapt = connection.ops.adapt_datetimefield_value
    started, ends = adapt(now), adapt(now + timedelta(seconds=limit.seconds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS counter (key, started_at, ends_at, count) VALUES (%s, %s, %s, 1) "  # noqa: S608
            "ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN counter.ends_at <= excluded.started_at THEN 1 ELSE counter.count + 1 END, "
            "started_at = CASE WHEN counter.ends_at <= excluded.started_at THEN excluded.started_at ELSE counter.started_at END, "
            "ends_at = CASE WHEN counter.ends_at <= excluded.started_at THEN excluded.ends_at ELSE counter.ends_at END "
            "RETURNING count",
            [_key(limit, who), started, ends],
        )
        count: int = cursor.fetchone()[0]
        return count


def _key(limit: Limit, who: tuple[str, ...]) -> str:
    return salted_hmac("servicedesk.limits", "\0".join((limit.name, *who)), algorithm="sha256").hexdigest()

"""Points in time as words, in the active language and time zone."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language, gettext
from markupsafe import Markup

MINUTE, HOUR, DAY = 60, 3600, 86400
Unit = Literal["year", "month", "week", "day", "hour", "minute"]
UNITS: dict[Unit, int] = {
    "year": 365 * DAY,
    "month": 30 * DAY,
    "week": 7 * DAY,
    "day": DAY,
    "hour": HOUR,
    "minute": MINUTE,
}


def when(value: datetime, style: str = "relative") -> Markup:
    """A <time> whose words follow `style`, the name of another function here, and whose title is the exact time.

    A list shows a hundred of them, most the same as on the page before: so the whole element is kept.
    """
    zone = timezone.get_current_timezone()
    seen_from = distance(value) if style in ("relative", "compact") else timezone.now().astimezone(zone).date()
    return _element(int(value.timestamp()) // MINUTE, style, seen_from, zone, language())


def relative(value: datetime) -> str:
    """12 minutes ago, in 3 hours."""
    return _distance_in_words(distance(value), "relative")


def compact(value: datetime) -> str:
    """12 min: how long since or until, for a narrow column."""
    return _distance_in_words(distance(value), "compact")


def short(value: datetime) -> str:
    """09:14 today, Mon 09:14 within the week, 18 Nov within the year, else 18 Nov 2025."""
    here, today = timezone.localtime(value), timezone.localdate()
    days = abs((today - here.date()).days)
    if days == 0:
        return _clock(here)
    if days < 7:
        return f"{_date(here, 'EEE')} {_clock(here)}"
    return _date(here, "d MMM" if here.year == today.year else "d MMM y")


def day(value: date) -> str:
    """18 November, with the year when it is not this one."""
    here = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _date(here, "d MMMM" if here.year == timezone.localdate().year else "d MMMM y")


def moment(value: datetime) -> str:
    """today 16:00, tomorrow 10:40, Friday 28 November 16:00: a point in time inside a sentence."""
    here = timezone.localtime(value)
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    named = near.get((here.date() - timezone.localdate()).days) or f"{_date(here, 'EEEE')} {day(value)}"
    return f"{named} {_clock(here)}"


def exact(value: datetime) -> str:
    """Monday 24 November 2025 09:14."""
    here = timezone.localtime(value)
    return f"{format_date(here, 'full', locale=locale(language()))} {_clock(here)}"


def distance(value: datetime) -> tuple[int, Unit]:
    """How far from now in the largest unit that fits, negative in the past."""
    seconds = (value - timezone.now()).total_seconds()
    for unit, length in UNITS.items():
        if abs(seconds) >= length:
            return int(seconds / length), unit
    return 0, "minute"


def language() -> str:
    return get_language() or "en"


@lru_cache(maxsize=32)
def locale(code: str) -> Locale:
    # Plain English in Babel is American: month first, twelve hours.
    return Locale.parse("en-GB" if code == "en" else code, sep="-")


@lru_cache(maxsize=8192)
def _element(minute: int, style: str, seen_from: tuple[int, Unit] | date, zone: tzinfo, code: str) -> Markup:
    value = datetime.fromtimestamp(minute * MINUTE, UTC)
    words = _distance_in_words(seen_from, style) if isinstance(seen_from, tuple) else STYLES[style](value)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        value.astimezone(zone).isoformat(), exact(value), words
    )


def _distance_in_words(far: tuple[int, Unit], style: str) -> str:
    count, unit = far
    if count == 0:
        return gettext("just now")
    with_direction = style == "relative"
    seconds = UNITS[unit] * (count if with_direction else abs(count))
    return format_timedelta(
        timedelta(seconds=seconds), unit, threshold=1, add_direction=with_direction,
        format="long" if with_direction else "short", locale=locale(language()),
    )  # fmt: skip


def _date(value: date, pattern: str) -> str:
    if language().startswith("de"):  # 18. November
        pattern = pattern.replace("d ", "d. ")
    return format_date(value, pattern, locale=locale(language()))


def _clock(here: datetime) -> str:
    return format_time(here, "HH:mm", locale=locale(language()))


STYLES = {"short": short, "day": day, "moment": moment, "exact": exact}

"""Plain values as words, in the active language and time zone."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.numbers import format_decimal
from django.utils import timezone, translation

__all__ = ["compact", "day", "exact", "filesize", "initials", "moment", "number", "relative", "short"]

MINUTE, HOUR, DAY = 60, 3600, 86400
UNITS = ((365 * DAY, "year"), (30 * DAY, "month"), (7 * DAY, "week"), (DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))


def relative(value: datetime) -> str:
    """12 minutes ago, in 3 hours."""
    return _timedelta(*_steps(value), "long", True, _language())


def compact(value: datetime) -> str:
    """12 min: how long since or until, for a narrow column."""
    return _timedelta(*_steps(value), "short", False, _language())


def short(value: datetime) -> str:
    """09:14 today, Mon 09:14 within the week, 18 Nov within the year, else 18 Nov 2025."""
    here, today = timezone.localtime(value), timezone.localtime()
    distance = abs((today.date() - here.date()).days)
    if distance == 0:
        pattern = "HH:mm"
    elif distance < 7:
        pattern = "EEE HH:mm"
    else:
        pattern = "d MMM" if here.year == today.year else "d MMM y"
    return _datetime(_minute(value), _zone(), _language(), _german_order(pattern))


def exact(value: datetime) -> str:
    """Monday 24 November 2025 at 09:14."""
    return _datetime(_minute(value), _zone(), _language(), "")


def moment(value: datetime) -> str:
    """today 16:00, tomorrow 10:40, Friday 28 November 16:00: a point in time inside a sentence."""
    here, today = timezone.localtime(value), timezone.localtime().date()
    clock = format_time(here, "HH:mm", locale=_locale(_language()))
    distance = (here.date() - today).days
    if distance in (-1, 0, 1):
        return f"{_near_day(distance)} {clock}"
    return f"{day(value)} {clock}"


def day(value: date) -> str:
    """18 November, with the year when it is not this one."""
    here = timezone.localtime(value).date() if isinstance(value, datetime) else value
    pattern = "d MMMM" if here.year == timezone.localtime().year else "d MMMM y"
    return format_date(here, _german_order(pattern), locale=_locale(_language()))


def filesize(size: int) -> str:
    """212 kB, 4.1 MB: decimal units, as file managers show them."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    pattern = "#,##0" if unit == "B" or amount >= 10 else "#,##0.#"
    return f"{format_decimal(amount, pattern, locale=_locale(_language()))}\N{NO-BREAK SPACE}{unit}"


def number(value: int) -> str:
    """1,000 or 1.000."""
    return format_decimal(value, locale=_locale(_language()))


def initials(name: str) -> str:
    """JP for Jordan Peck, J for jordan@acme.example."""
    words = [word for word in name.split("@")[0].split() if word[0].isalnum()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper() or "?"


def _steps(value: datetime) -> tuple[int, str]:
    seconds = (value - timezone.now()).total_seconds()
    for length, unit in UNITS:
        if abs(seconds) >= length:
            return int(seconds / length), unit
    return 0, "minute"


@lru_cache(maxsize=2048)
def _timedelta(count: int, unit: str, style: str, with_direction: bool, language: str) -> str:
    if count == 0:
        return translation.gettext("just now")
    seconds = next(length for length, name in UNITS if name == unit) * count
    distance = timedelta(seconds=seconds if with_direction else abs(seconds))
    return format_timedelta(distance, granularity=unit, threshold=1, add_direction=with_direction, format=style, locale=_locale(language))


@lru_cache(maxsize=8192)
def _datetime(minute: int, zone: str, language: str, pattern: str) -> str:
    here = datetime.fromtimestamp(minute * MINUTE, UTC).astimezone(ZoneInfo(zone) if zone else None)
    if pattern:
        return format_datetime(here, pattern, locale=_locale(language))
    return " ".join((format_date(here, "full", locale=_locale(language)), format_time(here, "HH:mm", locale=_locale(language))))


def _near_day(distance: int) -> str:
    return {-1: translation.gettext("yesterday"), 0: translation.gettext("today"), 1: translation.gettext("tomorrow")}[distance]


def _minute(value: datetime) -> int:
    return int(value.timestamp()) // MINUTE


def _zone() -> str:
    return timezone.get_current_timezone_name()


def _language() -> str:
    return translation.get_language() or "en"


def _german_order(pattern: str) -> str:
    """German sets a full stop after the day: 18. November."""
    return pattern.replace("d ", "d. ") if _language().startswith("de") else pattern


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    # Plain English in Babel is American: month first, twelve hours.
    return Locale.parse("en_GB" if language == "en" else language, sep="-")

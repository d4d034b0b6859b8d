"""A desk's phone number in words: the hours, open now and until when, or when it opens again (S30)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_time, get_day_names, get_timezone_location
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servicedesk.core.texts import say
from servicedesk.desks.models import Desk
from servicedesk.sla.deadlines import open_until, opens_next


@dataclass(frozen=True)
class Phone:
    """`number` as written and `link` as a phone dials it; `hours` like `Mon–Fri 08:00–17:00 (Helsinki)`, empty when always open."""

    desk: str
    number: str
    link: str
    hours: str
    state: str
    tone: str


def phone_of(desk: Desk) -> Phone:
    state, tone = _state(desk)
    return Phone(
        desk=say(desk.name),
        number=desk.phone,
        link="tel:" + re.sub(r"[^\d+]", "", desk.phone),
        hours=f"{_hours(desk)} ({_place(desk)})" if desk.hours else "",
        state=state,
        tone=tone,
    )


def _state(desk: Desk) -> tuple[str, str]:
    if not desk.hours:
        return _("Always open"), "done"
    now = timezone.now()
    if until := open_until(now, desk.hours, desk.time_zone):
        return _("Open now, until %(time)s") % {"time": _clock(until, desk)}, "done"
    if opens := opens_next(now, desk.hours, desk.time_zone):
        same_day = opens.astimezone(ZoneInfo(desk.time_zone)).date() == now.astimezone(ZoneInfo(desk.time_zone)).date()
        when = _clock(opens, desk) if same_day else _day_and_clock(opens, desk)
        return _("Closed, opens %(time)s") % {"time": when}, "neutral"
    return _("Closed"), "neutral"


def _hours(desk: Desk) -> str:
    """Days with the same hours stand together: `Mon–Fri 08:00–17:00, Sat 10:00–14:00`."""
    names = get_day_names("abbreviated", locale=_locale())
    runs: list[list] = []
    for day in range(7):
        span = desk.hours.get(str(day))
        if span and runs and runs[-1][1] == day - 1 and runs[-1][2] == span:
            runs[-1][1] = day
        elif span:
            runs.append([day, day, span])
    return ", ".join(f"{_days(names, first, last)} {_plain(span[0])}–{_plain(span[1])}" for first, last, span in runs)


def _days(names: Mapping[int, str], first: int, last: int) -> str:
    return names[first].rstrip(".") if first == last else f"{names[first].rstrip('.')}–{names[last].rstrip('.')}"


def _plain(clock: str) -> str:
    return format_time(time.fromisoformat(clock), "HH:mm", locale=_locale())


def _place(desk: Desk) -> str:
    return get_timezone_location(ZoneInfo(desk.time_zone), locale=_locale(), return_city=True)


def _clock(moment: datetime, desk: Desk) -> str:
    return format_time(moment, "HH:mm", tzinfo=ZoneInfo(desk.time_zone), locale=_locale())


def _day_and_clock(moment: datetime, desk: Desk) -> str:
    return format_datetime(moment, "EEEE HH:mm", tzinfo=ZoneInfo(desk.time_zone), locale=_locale())


def _locale() -> str:
    return (get_language() or "en").replace("-", "_")

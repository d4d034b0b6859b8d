"""Deadlines over opening hours: pure functions of times."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

# {"0": ["08:00", "17:00"], …}: Monday is 0; a missing day is closed; an empty mapping means always open.
Hours = Mapping[str, list[str]]

_LONGEST_WAIT = timedelta(days=400)


def due_after(start: datetime, work: timedelta, hours: Hours, time_zone: str) -> datetime:
    """Return when `work` of opening time has passed after `start`.

    Hours that never come to it within 400 days count as always open, so that there is always an answer.
    """
    if not hours:
        return start + work
    left, moment, zone = work, start, ZoneInfo(time_zone)
    while moment - start < _LONGEST_WAIT:
        opens, closes = _day(moment, hours, zone)
        if opens is None or moment >= closes:
            moment = _midnight_after(moment, zone)
            continue
        begin = max(moment, opens)
        if closes - begin >= left:
            return begin + left
        left -= closes - begin
        moment = _midnight_after(moment, zone)
    return start + work


def open_until(moment: datetime, hours: Hours, time_zone: str) -> datetime | None:
    """Return when the desk closes today if it is open at `moment`, else None. A desk that is always open has no such time."""
    opens, closes = _day(moment, hours, ZoneInfo(time_zone))
    return closes if opens is not None and opens <= moment < closes else None


def opens_next(moment: datetime, hours: Hours, time_zone: str) -> datetime | None:
    """Return when a desk that is closed at `moment` opens again, within a week; None if it does not."""
    zone, day = ZoneInfo(time_zone), moment
    for _ in range(8):
        opens, _closes = _day(day, hours, zone)
        if opens is not None and opens > moment:
            return opens
        day = _midnight_after(day, zone)
    return None


def _day(moment: datetime, hours: Hours, zone: ZoneInfo) -> tuple[datetime | None, datetime]:
    """The opening and closing time of the day in which `moment` lies."""
    here = moment.astimezone(zone)
    span = hours.get(str(here.weekday()))
    if not span:
        return None, moment
    opens, closes = (datetime.combine(here.date(), time.fromisoformat(at), zone) for at in span)
    return opens.astimezone(moment.tzinfo), closes.astimezone(moment.tzinfo)


def _midnight_after(moment: datetime, zone: ZoneInfo) -> datetime:
    here = moment.astimezone(zone)
    return datetime.combine(here.date() + timedelta(days=1), time.min, zone).astimezone(moment.tzinfo)

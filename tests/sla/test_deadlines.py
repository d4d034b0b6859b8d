from datetime import UTC, datetime, timedelta

import pytest

from servicedesk.sla.deadlines import due_after, open_until, opens_next

WEEK = {str(day): ["08:00", "17:00"] for day in range(5)}
HELSINKI = "Europe/Helsinki"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23T08:00", 4, "2026-11-23T12:00"),  # Monday 10:00 in Helsinki
        ("2026-11-23T13:00", 4, "2026-11-24T08:00"),  # two hours today, two tomorrow
        ("2026-11-27T14:00", 2, "2026-11-30T07:00"),  # Friday 16:00: one hour left, then the weekend
        ("2026-11-28T10:00", 1, "2026-11-30T07:00"),  # Saturday
        ("2026-11-23T03:00", 9, "2026-11-23T15:00"),  # before opening: exactly one day
        ("2026-03-27T14:00", 2, "2026-03-30T06:00"),  # over the change to summer time
    ],
)
def test_a_deadline_counts_opening_hours_only(start, hours, due):
    assert due_after(at(start), timedelta(hours=hours), WEEK, HELSINKI) == at(due)


def test_a_desk_that_is_always_open_counts_every_hour():
    assert due_after(at("2026-11-28T10:00"), timedelta(hours=1), {}, HELSINKI) == at("2026-11-28T11:00")


def test_hours_that_never_come_count_as_always_open():
    assert due_after(at("2026-11-28T10:00"), timedelta(hours=1), {"0": ["08:00", "08:00"]}, HELSINKI) == at(
        "2026-11-28T11:00"
    )


def test_open_now_and_until_when_s30():
    assert open_until(at("2026-11-23T08:00"), WEEK, HELSINKI) == at("2026-11-23T15:00")
    assert open_until(at("2026-11-23T15:00"), WEEK, HELSINKI) is None
    assert open_until(at("2026-11-28T10:00"), WEEK, HELSINKI) is None


def test_when_it_opens_next_s30():
    assert opens_next(at("2026-11-27T16:00"), WEEK, HELSINKI) == at("2026-11-30T06:00")
    assert opens_next(at("2026-11-23T01:00"), WEEK, HELSINKI) == at("2026-11-23T06:00")
    assert opens_next(at("2026-11-23T01:00"), {}, HELSINKI) is None

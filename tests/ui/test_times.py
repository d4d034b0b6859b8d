from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from servicedesk.ui import times

NOW = datetime(2025, 11, 24, 8, 0, tzinfo=UTC)  # a Monday, 10:00 in Helsinki


@pytest.fixture(autouse=True)
def in_helsinki():
    with time_machine.travel(NOW, tick=False), timezone.override("Europe/Helsinki"), translation.override("en"):
        yield


def ago(**distance: int) -> datetime:
    return NOW - timedelta(**distance)


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (ago(minutes=12), "12 minutes ago", "vor 12 Minuten"),
        (ago(hours=1), "1 hour ago", "vor 1 Stunde"),
        (ago(days=-3), "in 3 days", "in 3 Tagen"),
        (ago(days=800), "2 years ago", "vor 2 Jahren"),
        (ago(minutes=119), "1 hour ago", "vor 1 Stunde"),
    ],
)
def test_a_distance_is_told_in_the_largest_unit_in_the_active_language(value, english, german):
    assert times.relative(value) == english
    with translation.override("de"):
        assert times.relative(value) == german


def test_less_than_a_minute_is_just_now():
    assert times.relative(ago(seconds=20)) == "just now"


def test_a_narrow_column_shows_the_distance_alone():
    assert times.compact(ago(minutes=-70)) == "1 hr"


def test_a_conversation_shows_only_as_much_of_the_date_as_is_needed():
    assert times.short(ago(minutes=46)) == "09:14"
    assert times.short(ago(days=3)) == "Fri 10:00"
    assert times.short(ago(days=30)) == "25 Oct"
    assert times.short(ago(days=400)) == "20 Oct 2024"


def test_a_day_has_its_year_only_when_it_is_another():
    assert times.day(date(2025, 11, 18)) == "18 November"
    assert times.day(date(2024, 11, 18)) == "18 November 2024"
    with translation.override("de"):
        assert times.day(date(2025, 11, 18)) == "18. November"


def test_a_moment_is_named_by_its_nearness():
    assert times.moment(ago(hours=-6)) == "today 16:00"
    assert times.moment(ago(hours=-24)) == "tomorrow 10:00"
    assert times.moment(ago(days=-4)) == "Friday 28 November 10:00"


def test_the_persons_own_clock_counts():
    with timezone.override("America/New_York"):
        assert times.exact(NOW) == "Monday, 24 November 2025 03:00"


def test_an_element_carries_the_exact_time_and_follows_the_clock():
    element = times.when(ago(minutes=12))
    assert (
        element
        == '<time datetime="2025-11-24T09:48:00+02:00" title="Monday, 24 November 2025 09:48">12 minutes ago</time>'
    )
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert "1 hour ago" in times.when(ago(minutes=12))


def test_an_element_kept_for_one_reader_is_not_shown_to_another():
    assert ">09:48<" in times.when(ago(minutes=12), "short")
    with timezone.override("UTC"), translation.override("de"):
        assert ">07:48<" in times.when(ago(minutes=12), "short")
        assert "vor 12 Minuten" in times.when(ago(minutes=12))


def test_yesterdays_clock_time_becomes_a_weekday_at_midnight():
    assert ">09:48<" in times.when(ago(minutes=12), "short")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert ">Mon 09:48<" in times.when(ago(minutes=12), "short")

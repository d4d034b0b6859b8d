import pytest
from django.utils import translation

from servicedesk.ui import filters


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (88_000, "88 kB"),
        (999_600, "1 MB"),
        (4_100_000, "4.1 MB"),
        (25_000_000, "25 MB"),
        (3_000_000_000, "3 GB"),
    ],
)
def test_a_size_is_told_in_decimal_units(size, words):
    with translation.override("en"):
        assert filters.filesize(size).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_size_follows_the_language():
    with translation.override("de"):
        assert filters.filesize(4_100_000).startswith("4,1")
        assert filters.number(1000) == "1.000"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jordan Peck", "JP"),
        ("Anna Maria von Berg", "AB"),
        ("jordan@acme.example", "J"),
        ("Åsa", "Å"),
        ("", "?"),
        ("  ", "?"),
        ("(none)", "?"),
    ],
)
def test_initials_are_the_first_and_the_last_name(name, letters):
    assert filters.initials(name) == letters

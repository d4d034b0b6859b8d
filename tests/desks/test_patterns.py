"""Which patterns an administrator may use: those that can never take long to check (A62)."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicedesk.desks.patterns import LONGEST_ANSWER, wrong_pattern

PIECES = ["a", "b", r"\w", r"\d", ".", "[ab]", "(", ")", "(?:", "|", "*", "+", "?", "{1,3}", "{2}", "{2,}", "-", r"\."]


@pytest.mark.parametrize(
    "pattern",
    [
        r"VMS-\d{4}-[A-Z]{2}", r"[A-Z]{3}-\d{4}", r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}", r"(VMS|NVR)-\d+", r"[A-Z]+-\d+-[A-Z]+",
        r"(?:\d{4}-){3}\d{4}", r"\w+@\w+\.\w+", ".*", r"\(\d+\)", "(abc)?def", "[^]]+", r"[\]a]+", "abc|def",
    ],
)  # fmt: skip
def test_a_usual_pattern_is_accepted_s36(pattern):
    assert wrong_pattern(pattern) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+", "(a|a)*", "(a*)*b", "([a-z]+)*$", "((a{1,2}){1,2})+", r"(\w+\s?)*", ".*.*.*.*x", "(a?){50}", "a?" * 40,
        "(a|aa)" * 33, "((a|b))+", "(.a|b.)*c", r"\d+\.\d+\.\d+\.\d+",
    ],
)  # fmt: skip
def test_a_pattern_that_could_take_for_ever_is_refused_a62(pattern):
    assert re.compile(pattern)
    assert wrong_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a", "[", "a{1,99999999999}", "*", "\\"])
def test_a_pattern_that_cannot_be_read_says_why(pattern):
    assert "cannot be read" in wrong_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"(a)\1", "(?=a)b", "(?<=a)b", "(?i)a", "(?P<x>a)", "(?>a)"])
def test_look_arounds_names_and_references_are_refused(pattern):
    assert "only characters" in wrong_pattern(pattern)


def test_a_pattern_has_at_most_200_characters():
    assert wrong_pattern("x" * 200) == ""
    assert "200" in wrong_pattern("x" * 201)


@settings(max_examples=400, deadline=None, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_whatever_is_accepted_is_quick_on_the_longest_answers_a62(pattern):
    if wrong_pattern(pattern):
        return
    compiled = re.compile(pattern)
    for answer in ("a", "ab", "1", "-a"):
        began = time.process_time()
        compiled.fullmatch((answer * LONGEST_ANSWER)[: LONGEST_ANSWER - 1] + "!")
        assert time.process_time() - began < 3

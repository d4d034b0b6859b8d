"""Patterns that administrators write for customers' answers: only such as can never take long to check (A62)."""

import re
from itertools import combinations
from math import prod

from django.utils.translation import gettext as _

LONGEST_PATTERN = 200
LONGEST_ANSWER = 250
# As many ways of matching as three open repeats have on the longest answer: well below a second.
MOST_WAYS = (LONGEST_ANSWER + 1) ** 3

_SET = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
_TOKEN = re.compile(
    rf"(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)|(?P<times>[*+?]|\{{\d+(?:,\d*)?\}}|\{{,\d+\}})|(?P<atom>\\.|{_SET}|[^\\\[\]()|*+?])",
    re.DOTALL,
)
_SAMPLE = [*map(chr, range(128)), "ä", "ß", "é", "Ж", "漢", "٣"]
_NUMBERED = re.compile(r"\\[1-9]")


def wrong_pattern(pattern: str) -> str:
    """Return what is wrong with a pattern, in words for its author; nothing when it can be used."""
    if len(pattern) > LONGEST_PATTERN:
        return _("A pattern has at most %(count)s characters.") % {"count": LONGEST_PATTERN}
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return _("This pattern cannot be read: %(reason)s.") % {"reason": error}
    tokens = _tokens(pattern)
    if tokens is None or _NUMBERED.search(pattern.replace(r"\\", "")):
        return _("Please use only characters, sets like [A-Z], groups, alternatives and repeats.")
    places = _places(tokens)
    if places is None:
        return _(
            "A repeated group must not hold repeats of open length or alternatives: checking an answer could take for ever."
        )
    if _ways(places) > MOST_WAYS:
        return _("Too many repeats of open length could match the same characters: give them limits, like {1,4}.")
    return ""


def _tokens(pattern: str) -> list[tuple[str, str]] | None:
    """The pattern in pieces, each with its kind; None when it has something else than those."""
    tokens, at = [], 0
    while at < len(pattern):
        match = _TOKEN.match(pattern, at)
        if (
            match is None
            or not match.lastgroup
            or (match.lastgroup == "open" and pattern.startswith("(?", at) and match["open"] == "(")
        ):
            return None
        tokens.append((match.lastgroup, match[0]))
        at = match.end()
    return tokens


def _places(tokens: list[tuple[str, str]]) -> list[tuple[set[str], int]] | None:
    """Where a match can go several ways: the characters that such a place may take, and how many ways. None: one is repeated itself."""
    places: list[tuple[set[str], int]] = []
    groups: list[list[int]] = []
    taken, is_fixed = set(_SAMPLE), True
    for kind, text in tokens:
        if kind == "open":
            groups.append([len(places), 1])
        elif kind == "or" and groups:
            groups[-1][1] += 1
        elif kind == "close":
            before, alternatives = groups.pop()
            if alternatives > 1:
                places.append((set(_SAMPLE), alternatives))
            taken, is_fixed = set(_SAMPLE), len(places) == before
        elif kind == "atom":
            taken, is_fixed = {sample for sample in _SAMPLE if re.match(text, sample)}, True
        elif kind == "times":
            least, most = _limits(text)
            if not is_fixed and most > 1:
                return None
            if least != most:
                places.append((taken, most - least + 1))
    return places


def _limits(times: str) -> tuple[int, int]:
    if times in ("*", "+", "?"):
        return int(times == "+"), 1 if times == "?" else LONGEST_ANSWER
    least, comma, most = times.strip("{}").partition(",")
    shortest = min(int(least or 0), LONGEST_ANSWER)
    return shortest, min(int(most), LONGEST_ANSWER) if most else LONGEST_ANSWER if comma else shortest


def _ways(places: list[tuple[set[str], int]]) -> int:
    """At most so many ways there are to share out an answer among the places that compete for its characters."""
    competing = {
        at for pair in combinations(range(len(places)), 2) if places[pair[0]][0] & places[pair[1]][0] for at in pair
    }
    return prod(places[at][1] for at in competing)

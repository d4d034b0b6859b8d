import re
from pathlib import Path

import pytest

from servicedesk.ui import brand
from servicedesk.ui.contrast import in_gamut, linear_rgb, ratio

TOKENS = (Path(brand.__file__).parent / "static/ui/css/tokens.css").read_text()
GROUNDS = ("background", "surface", "sunken")


def token(name: str, mode: int, hue: int = brand.DEFAULT_HUE) -> tuple[float, float, float]:
    """A colour of tokens.css in linear sRGB; mode 0 is light, 1 is dark."""
    (pair,) = re.findall(rf"--{name}: light-dark\(oklch\((.*?)\), oklch\((.*?)\)\);", TOKENS)
    lightness, chroma, angle = pair[mode].replace("var(--hue)", str(hue)).split()
    return linear_rgb(float(lightness), float(chroma), float(angle))


def test_the_accent_can_be_read_at_every_hue():
    for hue in range(360):
        light, dark = linear_rgb(*brand.light_accent(hue), hue), linear_rgb(*brand.dark_accent(hue), hue)
        for mode, accent in enumerate((light, dark)):
            for ground in ("on-accent", "accent-soft", *GROUNDS):
                assert ratio(accent, token(ground, mode, hue)) >= 4.5, (hue, mode, ground)
            assert in_gamut(accent)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(mode):
    for ink in ("ink", "second-ink", "warm", "done", "trouble"):
        for ground in GROUNDS:
            assert ratio(token(ink, mode), token(ground, mode)) >= 4.5, (ink, ground)
    for ink, ground in (
        ("warm", "warm-soft"),
        ("done", "done-soft"),
        ("trouble", "trouble-soft"),
        ("note", "note-strong"),
        ("ink", "note-soft"),
        ("second-ink", "note-soft"),
    ):
        assert ratio(token(ink, mode), token(ground, mode)) >= 4.5, (ink, ground)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_control_can_be_seen_wcag_1_4_11(mode):
    assert ratio(token("control-line", mode), token("surface", mode)) >= 3


def test_the_tokens_hold_the_default_hue():
    for rule in brand.brand_css(brand.DEFAULT_HUE).removeprefix(":root{").removesuffix("}\n").split(";"):
        name, value = rule.split(":")
        assert f"{name}: {value};" in TOKENS


def test_a_brand_sheet_sets_the_accent_and_nothing_else():
    assert re.findall(r"(--[\w-]+):", brand.brand_css(25)) == ["--hue", "--accent-light", "--accent-dark"]


def test_black_on_white_is_twenty_one_to_one():
    assert ratio((0, 0, 0), (1, 1, 1)) == pytest.approx(21)

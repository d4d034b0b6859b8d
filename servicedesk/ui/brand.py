"""A desk's colours: one hue in, the accent's four numbers out, readable in light and in dark whatever the hue."""

from functools import cache
from typing import NamedTuple

from servicedesk.ui.contrast import Colour, in_gamut, linear_rgb, ratio

DEFAULT_HUE = 254
AA_TEXT = 4.5  # WCAG 2.2, 1.4.3

# The same values as in static/ui/css/tokens.css; a test compares them.
WHITE: Colour = (1.0, 1.0, 1.0)
SUNKEN = linear_rgb(0.965, 0.005, 250)
DARK_SURFACE = linear_rgb(0.225, 0.013, 255)
DARK_BUTTON_TEXT = linear_rgb(0.185, 0.012, 255)
SOFT, DARK_SOFT = (0.955, 0.022), (0.29, 0.05)


class Accent(NamedTuple):
    lightness: float
    chroma: float


def brand_css(hue: int) -> str:
    """The whole style sheet of a hue, 0 to 359 degrees."""
    light, dark = light_accent(hue), dark_accent(hue)
    return (
        ":root{"
        f"--hue:{hue};"
        f"--accent-light:oklch({light.lightness:.3f} {light.chroma:.3f} {hue});"
        f"--accent-dark:oklch({dark.lightness:.3f} {dark.chroma:.3f} {hue})"
        "}\n"
    )


@cache
def light_accent(hue: int) -> Accent:
    """As dark as it must be to be read on white, on the sunken rail and on its own soft tint."""
    grounds = (WHITE, SUNKEN, linear_rgb(*SOFT, hue))
    return _first_readable(hue, 0.5, -0.005, 0.16, grounds)


@cache
def dark_accent(hue: int) -> Accent:
    """As light as it must be on a dark surface, on its own soft tint, and under a button's dark text."""
    grounds = (DARK_SURFACE, DARK_BUTTON_TEXT, linear_rgb(*DARK_SOFT, hue))
    return _first_readable(hue, 0.74, 0.005, 0.12, grounds)


def _first_readable(hue: int, lightness: float, step: float, chroma: float, grounds: tuple[Colour, ...]) -> Accent:
    while True:
        accent = Accent(round(lightness, 3), _chroma_in_gamut(lightness, chroma, hue))
        colour = linear_rgb(*accent, hue)
        if all(ratio(colour, ground) >= AA_TEXT for ground in grounds):
            return accent
        lightness += step


def _chroma_in_gamut(lightness: float, chroma: float, hue: int) -> float:
    """Browsers differ in how they map a colour that a screen cannot show; a colour inside looks the same everywhere."""
    while not in_gamut(linear_rgb(lightness, chroma, hue)):
        chroma -= 0.002
    return round(chroma, 3)

"""Colour arithmetic: OKLCH to sRGB (Björn Ottosson's Oklab matrices) and the contrast ratio of WCAG 2.2."""

from math import cos, radians, sin

Colour = tuple[float, float, float]


def ratio(one: Colour, other: Colour) -> float:
    """The WCAG contrast ratio of two linear sRGB colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear_rgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Linear sRGB; a channel outside 0…1 means that no screen of that gamut can show the colour."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def in_gamut(colour: Colour) -> bool:
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in colour)

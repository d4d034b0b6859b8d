"""Plain values as words, in the active language."""

from babel.numbers import format_decimal

from servicedesk.ui.times import compact, day, exact, language, locale, moment, relative, short, when

__all__ = ["compact", "day", "exact", "filesize", "initials", "moment", "number", "relative", "short", "when"]


def filesize(size: int) -> str:
    """212 kB, 4.1 MB: decimal units, as file managers show them."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    pattern = "#,##0" if unit == "B" or amount >= 10 else "#,##0.#"
    return f"{format_decimal(amount, pattern, locale=locale(language()))}\N{NO-BREAK SPACE}{unit}"


def number(value: int) -> str:
    """1,000 or 1.000."""
    return format_decimal(value, locale=locale(language()))


def initials(name: str) -> str:
    """JP for Jordan Peck, J for jordan@acme.example."""
    words = [word for word in name.split("@")[0].split() if word[0].isalnum()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper() or "?"

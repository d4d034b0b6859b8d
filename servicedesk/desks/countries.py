from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django_countries import countries


def country_name(code: str) -> str:
    """Return the name of an ISO 3166-1 country in the active language."""
    return dict(country_choices()).get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) of every country, sorted as the active language sorts."""
    return _choices(get_language() or "en")


@lru_cache(maxsize=16)
def _choices(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language, sep="-").territories
    named = [(code, names.get(code) or str(name)) for code, name in countries.countries.items()]
    return sorted(named, key=lambda choice: _sort_key(choice[1]))


def _sort_key(name: str) -> str:
    # Å, Ä and Ö sort with A and O in German and in the eyes of most readers of a long list.
    return name.casefold().translate(str.maketrans("åäöüé", "aaoue"))

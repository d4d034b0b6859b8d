"""Texts that administrators write, in several languages: one JSON column each, `{"en": …, "de": …}`."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

Texts = Mapping[str, str]


def say(texts: Texts | None, language: str | None = None) -> str:
    """Return the text in `language` (default: the active one), else in the installation's, else in any that is there."""
    if not texts:
        return ""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    for code in (wanted, wanted.split("-")[0], settings.LANGUAGE_CODE, "en"):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")

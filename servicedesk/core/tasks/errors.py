"""What may be kept of an exception: enough to find the cause, nothing that lets somebody in (A76)."""

import re

from django.conf import settings

LONGEST = 500


def describe(error: BaseException) -> str:
    """Class and first line of the message; databases quote whole rows in the lines after it."""
    first_line = next(iter(str(error).splitlines()), "")
    text = redact(first_line)[:LONGEST]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def redact(text: str) -> str:
    for secret in _known_secrets():
        text = text.replace(secret, "…")
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text


def _known_secrets() -> list[str]:
    passwords = [database.get("PASSWORD") for database in settings.DATABASES.values()]
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS, settings.EMAIL_HOST_PASSWORD, *passwords]
    return [secret for secret in secrets if secret]


SECRETS = [
    (re.compile(r"(://[^/\s:@]*:)[^/\s@]+@"), r"\1…@"),
    (re.compile(r"(?i)\b((?:bearer|basic)\s+)\S+"), r"\1…"),
    (
        re.compile(
            r"(?i)([\w-]*(?:password|passwd|secret|token|api[_-]?key|cookie|session)[\w-]*[\"']?\s*[=:]\s*)[\"']?[^\s,;&\"']+"
        ),
        r"\1…",
    ),
    # A long run of letters and digits mixed is a key more often than a word.
    (re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])\b[\w-]{24,}(?:[.:][\w-]{8,})*"), "…"),
]

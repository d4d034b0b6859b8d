"""The pages of the customer manual, read and rendered once per process.

A file begins with its title (`# …`) and one paragraph that sums it up. What stands in **bold** is a label on screen, word for word.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from servicedesk.core import markdown

FOLDER = Path(__file__).parent
FALLBACK = "en"

# Each page's file and address, in reading order, with its icon.
PAGES = {
    "create-account": "user-plus",
    "forgot-password": "key-round",
    "new-request": "send",
    "follow-request": "clock",
    "add-information": "message-square",
    "my-requests": "inbox",
    "people-and-sharing": "users",
    "profile": "user",
    "change-password": "lock",
    "log-out": "log-out",
}


@dataclass(frozen=True)
class Page:
    slug: str
    icon: str
    title: str
    summary: str
    html: str


def manual_in(language: str | None) -> list[Page]:
    """Return all pages in `language`, like `de` or `de-at`; in English where there is no such manual."""
    code = (language or FALLBACK).split("-")[0]
    return _read(code if code in dict(settings.LANGUAGES) and (FOLDER / code).is_dir() else FALLBACK)


@cache
def _read(language: str) -> list[Page]:
    return [_page(slug, icon, (FOLDER / language / f"{slug}.md").read_text("utf-8")) for slug, icon in PAGES.items()]


def _page(slug: str, icon: str, text: str) -> Page:
    title, summary, body = text.split("\n\n", 2)
    return Page(slug, icon, title.removeprefix("# "), summary, markdown.render(body))

"""The sections beside every page of the console."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from servicedesk.core.tasks.models import Job
from servicedesk.outbox.queries import counts

MOST_COUNTED = 99


def sections(path: str) -> list[dict[str, Any]]:
    entries: list[tuple[str, list[tuple[str, str, str, int | str | None]]]] = [
        (
            _("Set up"),
            [
                ("console", _("Overview"), "house", None),
                ("console_desks", _("Desks"), "life-buoy", None),
                ("console_team", _("Team"), "users", None),
                ("console_companies", _("Companies"), "building-2", None),
                ("console_site", _("Site"), "globe", None),
            ],
        ),
        (
            _("Keep an eye on"),
            [
                ("console_mails", _("Mails in trouble"), "mail", _shown(_mails())),
                (
                    "console_jobs",
                    _("Background work"),
                    "refresh-cw",
                    _shown(Job.objects.parked()[: MOST_COUNTED + 1].count()),
                ),
                ("console_audit", _("Who changed what"), "history", None),
            ],
        ),
    ]
    return [
        {
            "title": title,
            "items": [
                {"label": label, "url": reverse(name), "icon": icon, "count": count, "current": _is_current(name, path)}
                for name, label, icon, count in items
            ],
        }
        for title, items in entries
    ]


def _is_current(name: str, path: str) -> bool:
    return path == reverse(name) if name == "console" else path.startswith(reverse(name))


def _mails() -> int:
    trouble = counts()
    return trouble["undelivered"] + trouble["waiting"]


def _shown(count: int) -> int | str | None:
    if not count:
        return None
    return count if count <= MOST_COUNTED else f"{MOST_COUNTED}+"

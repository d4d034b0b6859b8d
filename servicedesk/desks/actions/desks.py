from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.desks.actions._change import check, free_slug, move, next_position, put, setting_up, wrong_texts
from servicedesk.desks.actions.default_desk import add_statuses
from servicedesk.desks.models import Desk

WAITING_TIMES = (
    "first_answer_within",
    "next_answer_within",
    "silent_customer_closes_after",
    "resolved_closes_after",
    "reopen_within",
)
LONGEST_WAIT = timedelta(days=365)
DAYS = [str(day) for day in range(7)]


def add_desk(*, by: User, **settings: Any) -> Desk:
    """Make a desk with the usual statuses; it takes requests as soon as it has a request type (S15). Settings are the model's."""
    with setting_up(by):
        desk = Desk(position=next_position(Desk.objects.all()))
        put(desk, settings)
        desk.slug = desk.slug or free_slug(desk.name.get("en", ""), Desk.objects.all(), fallback="desk")
        check(desk, _wrong(desk))
        desk.save(force_insert=True)
        add_statuses(desk)
        record("created", desk, by=by, key=desk.key)
    return desk


def change_desk(desk: Desk, *, by: User, **settings: Any) -> Desk:
    with setting_up(by):
        desk = Desk.objects.select_for_update().get(pk=desk.pk)
        changes = put(desk, settings)
        wrong = _wrong(desk)
        if "key" in changes and has_requests(desk):
            wrong["key"] = _("Requests have this ID prefix already: it stays.")
        check(desk, wrong)
        if changes:
            desk.save(update_fields=list(changes))
            record("changed", desk, by=by, changes=changes)
    return desk


def move_desk(desk: Desk, *, by: User, up: bool) -> None:
    with setting_up(by):
        move(desk, Desk.objects.all(), up=up)


def has_requests(desk: Desk) -> bool:
    """Whether the desk has given out an ID; asked of its counter, because the desks' floor knows no tickets."""
    return desk.last_number > Desk().last_number


def _wrong(desk: Desk) -> dict[str, str]:
    wrong = wrong_texts(desk, names=("name",), texts=("description",))
    wrong |= {name: _wrong_wait(getattr(desk, name)) for name in WAITING_TIMES}
    wrong["hours"] = _wrong_hours(desk.hours)
    if desk.time_zone not in available_timezones():
        wrong["time_zone"] = _("This time zone is not known here.")
    if desk.mail_address and Desk.objects.filter(mail_address__iexact=desk.mail_address).exclude(pk=desk.pk).exists():
        wrong["mail_address"] = _("Another desk has this mail address.")
    return wrong


def _wrong_wait(wait: timedelta) -> str:
    if timedelta(0) < wait <= LONGEST_WAIT:
        return ""
    return _("Please give a time above zero and of a year at the most.")


def _wrong_hours(hours: Mapping[str, list[str]]) -> str:
    for day, span in hours.items():
        try:
            opens, closes = map(time.fromisoformat, span)
        except ValueError:
            return _("Please give one opening and one closing time for a day.")
        if day not in DAYS or opens >= closes:
            return _("A day must open before it closes.")
    return ""

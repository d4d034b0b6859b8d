from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused
from servicedesk.desks.actions._change import check, free_slug, move, next_position, put, setting_up, wrong_texts
from servicedesk.desks.models import Category, Desk, Status


def add_status(desk: Desk, *, by: User, category: str, **settings: Any) -> Status:
    """Make a status. Its category says what it means to the product and stays, because requests are counted and timed by it."""
    with setting_up(by):
        status = Status(desk=desk, category=category, position=next_position(desk.statuses.all()))
        put(status, settings)
        status.slug = free_slug(status.name.get("en", ""), desk.statuses.all(), longest=30, fallback="status")
        check(status, _wrong(status))
        status.save(force_insert=True)
        record("created", status, by=by, desk=desk.key)
    return status


def change_status(status: Status, *, by: User, name: dict[str, str], customer_name: dict[str, str]) -> Status:
    with setting_up(by):
        status = Status.objects.select_for_update().get(pk=status.pk)
        changes = put(status, {"name": name, "customer_name": customer_name})
        check(status, _wrong(status))
        if changes:
            status.save(update_fields=list(changes))
            record("changed", status, by=by, changes=changes)
    return status


def move_status(status: Status, *, by: User, up: bool) -> None:
    with setting_up(by):
        move(status, status.desk.statuses.filter(retired_at=None), up=up)


def retire_status(status: Status, *, by: User) -> None:
    """Offer it no more; requests that are in it stay in it. A desk keeps one of every category, for requests to go to."""
    with setting_up(by):
        status = Status.objects.select_for_update().get(pk=status.pk)
        if status.retired_at is not None:
            return
        others = status.desk.statuses.filter(category=status.category, retired_at=None).exclude(pk=status.pk)
        if not others.exists():
            meaning = Category(status.category).label
            raise Refused(
                _("This is the desk's only status that means “%(meaning)s”: add another one first.")
                % {"meaning": meaning}
            )
        status.retired_at = timezone.now()
        status.save(update_fields=["retired_at"])
        record("retired", status, by=by)


def restore_status(status: Status, *, by: User) -> None:
    with setting_up(by):
        status = Status.objects.select_for_update().get(pk=status.pk)
        if status.retired_at is not None:
            status.retired_at, status.position = None, next_position(status.desk.statuses.all())
            status.save(update_fields=["retired_at", "position"])
            record("restored", status, by=by)


def _wrong(status: Status) -> dict[str, str]:
    return wrong_texts(status, names=("name", "customer_name"))

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused
from servicedesk.desks.actions._change import check, free_slug, move, next_position, put, setting_up, wrong_texts
from servicedesk.desks.models import Desk, Field, RequestType
from servicedesk.ui.icons import NAMES as ICONS


def add_request_type(desk: Desk, *, by: User, **settings: Any) -> RequestType:
    """Make a request type; customers see it from `offer_request_type` on, when its form is built."""
    with setting_up(by):
        kind = RequestType(desk=desk, position=next_position(desk.request_types.all()), retired_at=timezone.now())
        put(kind, settings)
        kind.slug = kind.slug or free_slug(kind.name.get("en", ""), desk.request_types.all(), fallback="request")
        check(kind, _wrong(kind))
        kind.save(force_insert=True)
        record("created", kind, by=by, desk=desk.key)
    return kind


def change_request_type(kind: RequestType, *, by: User, **settings: Any) -> RequestType:
    with setting_up(by):
        kind = RequestType.objects.select_for_update().get(pk=kind.pk)
        changes = put(kind, settings)
        check(kind, _wrong(kind))
        if changes:
            kind.save(update_fields=list(changes))
            record("changed", kind, by=by, changes=changes)
    return kind


def move_request_type(kind: RequestType, *, by: User, up: bool) -> None:
    with setting_up(by):
        move(kind, kind.desk.request_types.filter(retired_at=None), up=up)


def offer_request_type(kind: RequestType, *, by: User) -> None:
    """Let customers see and use it."""
    with setting_up(by):
        kind = RequestType.objects.select_for_update().get(pk=kind.pk)
        if kind.retired_at is None:
            return
        if not kind.fields.filter(use=Field.Use.TITLE, retired_at=None).exists():
            raise Refused(_("The form needs a field that becomes the request's title before customers can see it."))
        kind.retired_at, kind.position = None, next_position(kind.desk.request_types.all())
        kind.save(update_fields=["retired_at", "position"])
        record("offered", kind, by=by)


def retire_request_type(kind: RequestType, *, by: User) -> None:
    """Offer it no more; requests of this type keep it."""
    with setting_up(by):
        kind = RequestType.objects.select_for_update().get(pk=kind.pk)
        if kind.retired_at is None:
            kind.retired_at = timezone.now()
            kind.save(update_fields=["retired_at"])
            record("retired", kind, by=by)


def _wrong(kind: RequestType) -> dict[str, str]:
    wrong = wrong_texts(kind, names=("name",), texts=("description", "help", "group"))
    if kind.icon not in ICONS:
        wrong["icon"] = _("This icon is not known here.")
    if kind.desk.request_types.filter(slug=kind.slug).exclude(pk=kind.pk).exists():
        wrong["slug"] = _("Another request type of this desk has this address.")
    return wrong

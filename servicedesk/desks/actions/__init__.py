from servicedesk.desks.actions.default_desk import ensure_default_desk
from servicedesk.desks.actions.desks import add_desk, change_desk, has_requests, move_desk
from servicedesk.desks.actions.fields import add_field, change_field, move_field, restore_field, retire_field
from servicedesk.desks.actions.guests import add_guest, remove_guest
from servicedesk.desks.actions.options import OptionSetting
from servicedesk.desks.actions.request_types import (
    add_request_type,
    change_request_type,
    move_request_type,
    offer_request_type,
    retire_request_type,
)
from servicedesk.desks.actions.site import change_site
from servicedesk.desks.actions.statuses import add_status, change_status, move_status, restore_status, retire_status
from servicedesk.desks.actions.team import add_teammate, change_role, join_desk, leave_desk, place_on_desks
from servicedesk.desks.actions.trying import form_after

__all__ = [
    "OptionSetting",
    "add_desk",
    "add_field",
    "add_guest",
    "add_request_type",
    "add_status",
    "add_teammate",
    "change_desk",
    "change_field",
    "change_request_type",
    "change_role",
    "change_site",
    "change_status",
    "ensure_default_desk",
    "form_after",
    "has_requests",
    "join_desk",
    "leave_desk",
    "move_desk",
    "move_field",
    "move_request_type",
    "move_status",
    "offer_request_type",
    "place_on_desks",
    "remove_guest",
    "restore_field",
    "restore_status",
    "retire_field",
    "retire_request_type",
    "retire_status",
]

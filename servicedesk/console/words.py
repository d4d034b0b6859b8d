"""The record of changes, and background work, in the words of the active language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.accounts.models import Role
from servicedesk.audit.models import AuditEntry
from servicedesk.core.texts import say
from servicedesk.desks.models import Desk, DeskRole, Field
from servicedesk.organizations.models import Membership

LONGEST_VALUE = 80

# The verbs that the actions record.
VERBS = {
    "added guest": gettext_lazy("Added a guest"),
    "added member": gettext_lazy("Added a person"),
    "allowed": gettext_lazy("Allowed mail again"),
    "changed": gettext_lazy("Changed"),
    "changed member": gettext_lazy("Changed a person's part"),
    "changed role": gettext_lazy("Changed the role"),
    "created": gettext_lazy("Created"),
    "deactivated": gettext_lazy("Switched off"),
    "gave role": gettext_lazy("Put somebody on the desk"),
    "made administrator": gettext_lazy("Made an administrator"),
    "offered": gettext_lazy("Offered to customers"),
    "reactivated": gettext_lazy("Switched on again"),
    "removed guest": gettext_lazy("Removed a guest"),
    "removed member": gettext_lazy("Removed a person"),
    "renamed": gettext_lazy("Renamed"),
    "restored": gettext_lazy("Brought back"),
    "retired": gettext_lazy("Retired"),
    "sent again": gettext_lazy("Sent again"),
    "suppressed": gettext_lazy("Suppressed mail"),
    "took role": gettext_lazy("Took somebody off the desk"),
}
THINGS = {
    "desk": ("desks", gettext_lazy("Desk")),
    "field": ("desks", gettext_lazy("Field")),
    "organization": ("organizations", gettext_lazy("Company")),
    "outgoingmail": ("outbox", gettext_lazy("Mail")),
    "requesttype": ("desks", gettext_lazy("Request type")),
    "site": ("desks", gettext_lazy("Installation")),
    "status": ("desks", gettext_lazy("Status")),
    "suppressedaddress": ("outbox", gettext_lazy("Address")),
    "user": ("accounts", gettext_lazy("Person")),
}
DETAILS = {
    "after": gettext_lazy("now"),
    "before": gettext_lazy("before"),
    "desk": gettext_lazy("desk"),
    "email": gettext_lazy("address"),
    "form": gettext_lazy("form"),
    "guest": gettext_lazy("guest"),
    "key": gettext_lazy("ID prefix"),
    "role": gettext_lazy("role"),
    "sees": gettext_lazy("sees"),
}
# Values that stand in the record as the program calls them.
WORDS = dict(
    [
        *Role.choices,
        *DeskRole.Role.choices,
        *Membership.Role.choices,
        *Membership.Sees.choices,
        *Field.Use.choices,
        *Desk.Audience.choices,
    ]
)


@dataclass(frozen=True)
class Told:
    """An audit entry to be read: what was done, to what kind of thing, and the particulars."""

    what: str
    thing: str
    details: list[str]


def tell(entry: AuditEntry) -> Told:
    _app, thing = THINGS.get(entry.thing, ("", entry.thing))
    changes = [_change(entry.thing, name, values) for name, values in entry.details.get("changes", {}).items()]
    particulars = [f"{DETAILS[name]}: {_value(value)}" for name, value in entry.details.items() if name in DETAILS]
    return Told(str(VERBS.get(entry.verb, entry.verb)), str(thing), [*changes, *particulars])


def _change(thing: str, name: str, values: list[Any]) -> str:
    label = _label(thing, name)
    if name == "options":
        return f"{label}: {', '.join(map(str, values))}"
    before, after = (_value(value) for value in values)
    return f"{label}: {before} → {after}"


def _label(thing: str, name: str) -> str:
    app, _thing = THINGS.get(thing, ("", ""))
    if name == "options":
        return _("Options")
    try:
        return str(apps.get_model(app, thing)._meta.get_field(name).verbose_name)
    except (LookupError, FieldDoesNotExist):
        return name


def _value(value: Any) -> str:
    if value in (None, "", {}, []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    elif isinstance(value, Mapping):
        is_texts = all(isinstance(text, str) for text in value.values())
        value = (
            say(value)
            if is_texts
            else ", ".join(f"{WEEKDAYS_ABBR[int(day)]} {'–'.join(span)}" for day, span in value.items())
        )
    return Truncator(str(WORDS.get(value, value))).chars(LONGEST_VALUE)

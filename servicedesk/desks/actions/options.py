from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from servicedesk.core.texts import Texts
from servicedesk.desks.actions._change import free_slug, put, wrong_texts
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.models import Field, Option

MOST_OPTIONS = 200


@dataclass(frozen=True)
class OptionSetting:
    """One option as it shall be; `value` is None for a new one."""

    label: Texts
    value: str | None = None
    is_retired: bool = False


def put_options(field: Field, wanted: Sequence[OptionSetting]) -> list[str]:
    """Make the options of a field these, in this order; return the values of those that are new, renamed, retired or back.

    An option that is not among them is retired: requests that have it keep it.
    """
    before = {option.value: option for option in field.options.all()}
    _check(field, wanted)
    changed = []
    for position, setting in enumerate(wanted):
        option = before.pop(setting.value or "", None) or Option(field=field)
        changes = put(option, {"label": setting.label, "position": position})
        if wrong := wrong_texts(option, names=("label",))["label"]:
            raise WrongSettings({"options": [wrong]})
        if setting.is_retired != (option.retired_at is not None):
            option.retired_at = timezone.now() if setting.is_retired else None
            changes["retired"] = [not setting.is_retired, setting.is_retired]
        if not option.value:
            option.value = free_slug(option.label["en"], field.options.all(), fallback="option", column="value")
        if changes:
            option.save()
        if changes.keys() - {"position"}:
            changed.append(option.value)
    for option in before.values():
        if option.retired_at is None:
            option.retired_at = timezone.now()
            option.save(update_fields=["retired_at"])
            changed.append(option.value)
    return changed


def _check(field: Field, wanted: Sequence[OptionSetting]) -> None:
    if len(wanted) > MOST_OPTIONS:
        raise WrongSettings({"options": [_("A field has at most %(count)s options.") % {"count": MOST_OPTIONS}]})
    has_choice = field.kind in (Field.Kind.CHOICE, Field.Kind.CHOICES)
    if has_choice and all(setting.is_retired for setting in wanted):
        raise WrongSettings({"options": [_("Please give at least one option to choose.")]})
    if not has_choice and wanted:
        raise WrongSettings({"options": [_("Only a choice has options.")]})
    words = [
        text.strip().casefold()
        for setting in wanted
        if not setting.is_retired and (text := setting.label.get("en", ""))
    ]
    if len(words) != len(set(words)):
        raise WrongSettings({"options": [_("Two options have the same English text.")]})

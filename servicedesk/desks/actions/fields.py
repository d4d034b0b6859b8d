from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.audit.record import record
from servicedesk.core.errors import Refused
from servicedesk.desks.actions._change import check, free_slug, move, next_position, put, setting_up, wrong_texts
from servicedesk.desks.actions.options import OptionSetting, put_options
from servicedesk.desks.conditions import answers_for_conditions, dependants, questions_before
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.forms import preset_of
from servicedesk.desks.models import Field, RequestType
from servicedesk.desks.patterns import wrong_pattern

USE_NEEDS_KIND: dict[str, str] = {Field.Use.TITLE: Field.Kind.TEXT, Field.Use.DESCRIPTION: Field.Kind.LONG_TEXT}


def add_field(request_type: RequestType, *, by: User, options: Sequence[OptionSetting] = (), **settings: Any) -> Field:
    """Add a question to a form, at its end (S41)."""
    with setting_up(by):
        field = Field(request_type=request_type, position=next_position(request_type.fields.all()))
        put(field, settings)
        field.key = _free_key(field)
        check(field, _wrong(field))
        field.save(force_insert=True)
        put_options(field, options)
        _settle_preset(field, settings.get("preset", ""))
        record("created", field, by=by, form=str(request_type))
    return field


def change_field(field: Field, *, by: User, options: Sequence[OptionSetting] | None = None, **settings: Any) -> Field:
    """Change a question; its kind stays, because the answers given so far are of it. `options` None leaves them as they are."""
    with setting_up(by):
        field = Field.objects.select_for_update().get(pk=field.pk)
        changes = put(field, settings)
        wrong = _wrong(field)
        if "kind" in changes:
            wrong["kind"] = _("The kind stays: retire this field and add another one.")
        check(field, wrong)
        if changes:
            field.save(update_fields=list(changes))
        if options is not None and (changed := put_options(field, options)):
            changes["options"] = changed
        _settle_preset(field, field.preset)
        if changes:
            record("changed", field, by=by, changes=changes)
    return field


def move_field(field: Field, *, by: User, up: bool) -> None:
    """A question stays below the one that its condition asks about."""
    with setting_up(by):
        move(field, field.request_type.fields.filter(retired_at=None), up=up)
        seen: set[str] = set()
        for question in field.request_type.fields.filter(retired_at=None):
            if question.show_if_field and question.show_if_field not in seen:
                raise Refused(
                    _("“%(field)s” depends on an answer that is asked for above it, and must stay below.")
                    % {"field": question}
                )
            seen.add(question.key)


def retire_field(field: Field, *, by: User) -> None:
    """Ask it no more; requests that have an answer keep it."""
    with setting_up(by):
        field = Field.objects.select_for_update().get(pk=field.pk)
        if field.retired_at is not None:
            return
        if field.use == Field.Use.TITLE and field.request_type.retired_at is None:
            raise Refused(_("Customers use this form, and it needs its title: retire the request type first."))
        if others := dependants(field):
            raise Refused(
                _("“%(other)s” is shown only for some answers to this field: change that first.") % {"other": others[0]}
            )
        field.retired_at = timezone.now()
        field.save(update_fields=["retired_at"])
        record("retired", field, by=by)


def restore_field(field: Field, *, by: User) -> None:
    """Ask it again, at the end of the form."""
    with setting_up(by):
        field = Field.objects.select_for_update().get(pk=field.pk)
        if field.retired_at is None:
            return
        field.retired_at, field.position = None, next_position(field.request_type.fields.all())
        wrong = [message for message in _wrong(field).values() if message]
        if wrong:
            raise Refused(wrong[0])
        field.save(update_fields=["retired_at", "position"])
        record("restored", field, by=by)


def _free_key(field: Field) -> str:
    """A hyphen keeps keys apart from what forms carry beside the questions, whose names are Python's."""
    words = slugify(field.label.get("en", ""))
    stem = words if "-" in words else f"{words or 'an'}-answer"
    return free_slug(stem, field.request_type.fields.all(), fallback="an-answer", column="key")


def _wrong(field: Field) -> dict[str, str]:
    wrong = wrong_texts(field, names=("label",), texts=("help", "pattern_hint"))
    wrong |= {
        "label": wrong["label"] or _wrong_files(field),
        "use": _wrong_use(field),
        "hidden": _wrong_hiding(field),
        "show_if": _wrong_condition(field),
    }
    if field.pattern:
        wrong["pattern"] = (
            wrong_pattern(field.pattern) if field.kind == Field.Kind.TEXT else _("Only a text can have a pattern.")
        )
        wrong["pattern_hint"] = wrong["pattern_hint"] or (
            "" if field.pattern_hint else _("Please say what the pattern asks for, as customers read it.")
        )
    if field.preset and field.kind == Field.Kind.FILE:
        wrong["preset"] = _("A file cannot be preset.")
    if field.suggests_earlier and field.kind != Field.Kind.TEXT:
        wrong["suggests_earlier"] = _("Only a text can suggest earlier answers.")
    return wrong


def _wrong_files(field: Field) -> str:
    others = field.request_type.fields.filter(kind=Field.Kind.FILE, retired_at=None).exclude(pk=field.pk)
    is_second = field.kind == Field.Kind.FILE and others.exists()
    return _("A form has one place for files, and another field names it already.") if is_second else ""


def _wrong_use(field: Field) -> str:
    if field.use == Field.Use.FACT:
        offered_title = (
            field.pk
            and Field.objects.filter(pk=field.pk, use=Field.Use.TITLE).exists()
            and not field.request_type.retired_at
        )
        return (
            _("Customers use this form, and it needs its title: retire the request type first.")
            if offered_title
            else ""
        )
    if USE_NEEDS_KIND.get(field.use) != field.kind:
        return _("A title is a text, and a description a long text.")
    if field.request_type.fields.filter(use=field.use, retired_at=None).exclude(pk=field.pk).exists():
        return _("Another field of this form is that already.")
    return ""


def _wrong_hiding(field: Field) -> str:
    if not field.hidden:
        return ""
    if not field.preset:
        return _("A hidden field carries its preset value: please give one.")
    if field.pk and (others := dependants(field)):
        return _("“%(other)s” is shown only for some answers to this field: change that first.") % {"other": others[0]}
    return ""


def _wrong_condition(field: Field) -> str:
    if not field.show_if_field:
        return ""
    other = next((question for question in questions_before(field) if question.key == field.show_if_field), None)
    if other is None:
        return _("A condition asks about a choice that stands above this field in the form.")
    if not field.show_if_values or not set(field.show_if_values) <= dict(answers_for_conditions(other)).keys():
        return _("Please choose answers of the other field.")
    return ""


def _settle_preset(field: Field, typed: str) -> None:
    """Keep the preset in the one spelling that every language reads alike; refuse one that would be no answer."""
    if not typed:
        return
    answer = preset_of(Field.objects.prefetch_related("options").get(pk=field.pk))
    if answer in (None, "", []):
        raise WrongSettings({"preset": [_("This is no answer that the field accepts.")]})
    preset = (
        format(answer.normalize(), "f")
        if isinstance(answer, Decimal)
        else ",".join(answer)
        if isinstance(answer, list)
        else str(answer)
    )
    if preset != field.preset:
        field.preset = preset
        field.save(update_fields=["preset"])

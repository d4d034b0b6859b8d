from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from servicedesk.console.forms.settings import SettingsForm, TextsField
from servicedesk.core.texts import say
from servicedesk.desks.actions import OptionSetting
from servicedesk.desks.conditions import answers_for_conditions, questions_before
from servicedesk.desks.forms import LineField, answer_field, preset_of
from servicedesk.desks.models import Field
from servicedesk.desks.patterns import LONGEST_PATTERN

BLANK_ROWS = 3
WITH_OPTIONS = (Field.Kind.CHOICE, Field.Kind.CHOICES)
# The settings that only some kinds have; all others are for every kind.
ONLY_FOR = {
    "options": WITH_OPTIONS,
    "use": (Field.Kind.TEXT, Field.Kind.LONG_TEXT),
    "pattern": (Field.Kind.TEXT,),
    "pattern_hint": (Field.Kind.TEXT,),
    "suggests_earlier": (Field.Kind.TEXT,),
    "half_width": tuple(set(Field.Kind) - {Field.Kind.LONG_TEXT, Field.Kind.FILE}),
    "preset": tuple(set(Field.Kind) - {Field.Kind.FILE}),
    "hidden": tuple(set(Field.Kind) - {Field.Kind.FILE}),
}


class OptionRows(forms.Widget):
    """Rows of `OptionSetting`; the page draws them. A button named `move` (`2:up`) lets a row change places."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[OptionSetting]:
        retired = set(data.getlist(f"{name}_retired"))
        texts = [data.getlist(f"{name}_{code}") for code, _name in settings.LANGUAGES]
        rows = [
            OptionSetting(
                {code: text for (code, _name), text in zip(settings.LANGUAGES, said, strict=False)},
                value or None,
                str(at) in retired,
            )
            for at, (value, *said) in enumerate(zip(data.getlist(f"{name}_value"), *texts, strict=False))
        ]
        return _moved(rows, data.get("move", ""))


class OptionsField(forms.Field):
    widget = OptionRows

    def clean(self, value: list[OptionSetting]) -> list[OptionSetting]:
        return [row for row in value if row.value or any(text.strip() for text in row.label.values())]


class ConditionField(forms.MultipleChoiceField):
    """Answers to one other field; cleans to its key and the values."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[str, list[str]]:
        chosen = [pair.split("=", 1) for pair in super().clean(value)]
        if len({key for key, _answer in chosen}) > 1:
            raise forms.ValidationError(_("Please choose answers to one field only."))
        return (chosen[0][0] if chosen else ""), [answer for _key, answer in chosen]


class FieldForm(SettingsForm):
    """A question of a form. What its kind has no use for is not asked."""

    label = TextsField(label=_("Customers read"), help_text=_("The field's label."))
    help = TextsField(
        label=_("Below it stands"),
        long=True,
        required=False,
        help_text=_("A word of help, where to find a number, say."),
    )
    options = OptionsField(
        label=_("They choose from"),
        required=False,
        help_text=_("A retired option stays on requests that have it and is offered no more."),
    )
    required = forms.BooleanField(label=_("It must be answered"), required=False)
    use = forms.ChoiceField(label=_("The answer becomes"), choices=Field.Use.choices, initial=Field.Use.FACT)
    half_width = forms.BooleanField(
        label=_("It takes half the width"), required=False, help_text=_("Two such fields in a row stand side by side.")
    )
    suggests_earlier = forms.BooleanField(label=_("It suggests the company's earlier answers"), required=False)
    pattern = LineField(
        label=_("Answers must look like"),
        max_length=LONGEST_PATTERN,
        required=False,
        help_text=_("A regular expression for the whole answer, like VMS-\\d{4}-[A-Z]{2}."),
    )
    pattern_hint = TextsField(label=_("If one does not, the form says"), required=False)
    hidden = forms.BooleanField(
        label=_("Customers do not see it"), required=False, help_text=_("Every request then carries the preset answer.")
    )
    show_if = ConditionField(
        label=_("It is shown only for these answers"), required=False, help_text=_("None ticked: always.")
    )

    def __init__(self, data: Any = None, *, question: Field) -> None:
        self.question = question
        shown = (
            {name: getattr(question, name) for name in self.base_fields if name not in ("options", "show_if")}
            if question.pk
            else {}
        )
        condition = [f"{question.show_if_field}={value}" for value in question.show_if_values]
        super().__init__(data, initial={**shown, "show_if": condition, "options": self._options()})
        self._shape(Field.Kind(question.kind))

    def option_rows(self) -> list[OptionSetting]:
        """The rows to draw, with a few empty ones at the end."""
        rows: list[OptionSetting] = self["options"].value()
        return [*self.fields["options"].clean(rows), *[OptionSetting({})] * BLANK_ROWS]

    def settings(self) -> dict[str, Any]:
        """What the actions take."""
        cleaned = dict(self.cleaned_data)
        cleaned["show_if_field"], cleaned["show_if_values"] = cleaned.pop("show_if", ("", []))
        return cleaned

    def clean_preset(self) -> str:
        """As the set-up keeps it: alike in every language."""
        match self.cleaned_data["preset"]:
            case Decimal() as number:
                return format(number.normalize(), "f")
            case date() as day:
                return day.isoformat()
            case list() as values:
                return ",".join(values)
            case value:
                return value or ""

    def _options(self) -> list[OptionSetting]:
        if not self.question.pk:
            return []
        return [
            OptionSetting(option.label, option.value, option.retired_at is not None)
            for option in self.question.options.all()
        ]

    def _preset_field(self) -> forms.Field:
        words: dict[str, Any] = {
            "label": _("It begins with the answer"),
            "help_text": _("Empty: with none."),
            "required": False,
        }
        if self.question.kind == Field.Kind.YES_NO:
            return forms.ChoiceField(choices=[("", _("None")), ("yes", _("Yes")), ("no", _("No"))], **words)
        if self.question.kind in (Field.Kind.TEXT, Field.Kind.LONG_TEXT):
            return LineField(max_length=250, initial=self.question.preset, **words)
        return answer_field(self.question, initial=preset_of(self.question) if self.question.pk else None, **words)

    def _shape(self, kind: Field.Kind) -> None:
        for name, kinds in ONLY_FOR.items():
            if kind not in kinds:
                self.fields.pop(name, None)
        # A new choice has no options yet that it could begin with.
        if kind in ONLY_FOR["preset"] and (self.question.pk or kind not in WITH_OPTIONS):
            self.fields["preset"] = self._preset_field()
        conditions = [
            (say(other.label), [(f"{other.key}={value}", say(texts)) for value, texts in answers_for_conditions(other)])
            for other in questions_before(self.question)
        ]
        cast(ConditionField, self.fields["show_if"]).choices = conditions
        if not conditions:
            del self.fields["show_if"]
        if "use" in self.fields:
            wanted = Field.Use.TITLE if kind == Field.Kind.TEXT else Field.Use.DESCRIPTION
            cast(forms.ChoiceField, self.fields["use"]).choices = [
                choice for choice in Field.Use.choices if choice[0] in (Field.Use.FACT, wanted)
            ]


def _moved(rows: list[OptionSetting], wish: str) -> list[OptionSetting]:
    at, _colon, direction = wish.partition(":")
    if at.isdecimal() and len(at) < 4 and direction in ("up", "down"):
        here, there = int(at), int(at) + (1 if direction == "down" else -1)
        if 0 <= there < len(rows) and here < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
    return rows

"""The one form of a request type, for the portal, filing on behalf, the preview, and whatever door comes next."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from servicedesk.core.cleaning import clean_line, clean_text
from servicedesk.core.texts import say
from servicedesk.desks.answers import Answer, answer_to
from servicedesk.desks.countries import country_choices
from servicedesk.desks.models import Field, RequestType
from servicedesk.desks.patterns import LONGEST_ANSWER
from servicedesk.desks.setup import setup

LONGEST_LINE = LONGEST_ANSWER
LONGEST_TEXT = 100_000


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class NumberField(forms.DecimalField):
    """A number as the active language writes it, 1.000,5 in German; a plain 1000.5 is understood everywhere."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        # As wide as the column of `FieldValue`.
        super().__init__(max_digits=20, decimal_places=6, localize=True, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not re.fullmatch(r"[+-]?[\d.,\s]{1,40}", text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return parse_decimal(text, locale=(get_language() or "en").replace("-", "_"), strict=True)
        except NumberFormatError:
            return self._plain(text)

    def _plain(self, text: str) -> Decimal:
        try:
            return Decimal(text)
        except InvalidOperation as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class UploadsField(forms.MultipleChoiceField):
    """The ids of files that went up before; whose they are is asked where they are used."""

    widget = forms.MultipleHiddenInput

    def valid_value(self, value: str) -> bool:
        return bool(re.fullmatch(r"[\w-]{22}", value))


class AttachedFiles(forms.MultipleHiddenInput):
    """A question for files is answered by what is attached to the form: `uploads`, not something of its own."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, "uploads")

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, "uploads")


class RequestForm(forms.Form):
    """Made by `form_class` for a request type. `title()`, `description()` and `answers()` read a valid one."""

    questions: list[Field]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.questions:
            if not self.is_asked(question):
                self.errors.pop(question.key, None)
                cleaned[question.key] = None
        return cleaned

    def is_asked(self, question: Field) -> bool:
        """Whether a question's condition is met by what was sent; one that hangs on a question that is not asked is not asked either."""
        other = next(
            (other for other in self.questions if other.key == question.show_if_field and other.key in self.fields),
            None,
        )
        if other is None:
            return True
        if not self.is_asked(other):
            return False
        sent = self[other.key].data
        values = sent if isinstance(sent, list) else [sent]
        return bool(set(values) & set(question.show_if_values))

    def title(self) -> str:
        return self._answered(Field.Use.TITLE) or say(self.questions[0].request_type.name if self.questions else {})

    def description(self) -> str:
        return self._answered(Field.Use.DESCRIPTION)

    def answers(self) -> list[Answer]:
        """The facts: everything but the title and the description."""
        return [
            answer_to(question, self._value(question)) for question in self.questions if question.use == Field.Use.FACT
        ]

    def halves(self) -> list[str]:
        """The fields that stand side by side."""
        return [question.key for question in self.questions if question.half_width]

    def suggesting(self) -> list[Field]:
        """The fields that offer earlier answers, from a list with the id `<key>-suggestions` on the page."""
        return [question for question in self.questions if question.suggests_earlier and question.key in self.fields]

    def long_texts(self) -> list[str]:
        return [question.key for question in self.questions if question.kind == Field.Kind.LONG_TEXT]

    def file_question(self) -> forms.BoundField | None:
        """The question that attached files answer, if there is one; a page says it where files are attached."""
        keys = [question.key for question in self.questions if question.kind == Field.Kind.FILE]
        return next((self[key] for key in keys if key in self.fields), None)

    def _answered(self, use: str) -> str:
        return next((self._value(question) or "" for question in self.questions if question.use == use), "")

    def _value(self, question: Field) -> Any:
        if question.hidden:
            return preset_of(question) if self.is_asked(question) else None
        return self.cleaned_data.get(question.key)


# The text in whichever language is active when the form is shown.
_said = lazy(say, str)


def form_class(request_type: RequestType) -> type[RequestForm]:
    """Return the form of a request type as it is set up now. Texts are in the language active when it is shown."""
    return _form_class(request_type.pk, setup().number)


def form_of(questions: Sequence[Field]) -> type[RequestForm]:
    """Return the form that these questions make, of a request type that is being built, say."""
    fields = {question.key: _form_field(question) for question in questions if not question.hidden}
    return type("RequestForm", (RequestForm,), {**fields, "questions": list(questions)})


def answer_field(question: Field, **common: Any) -> forms.Field:
    """Return the form field for the kind of a question; `common` are arguments that every form field takes."""
    return _MAKERS[Field.Kind(question.kind)](question, common)


def preset_of(question: Field) -> Any:
    """Return the preset value as an answer; None where it does not fit (any more), as with a retired option."""
    sent: Any = question.preset
    if not sent or question.kind == Field.Kind.FILE:
        return None
    if question.kind == Field.Kind.CHOICES:
        sent = [value.strip() for value in sent.split(",")]
    try:
        # Kept as English writes numbers, whoever's language is active.
        with override("en"):
            return answer_field(question, required=False).clean(sent)
    except forms.ValidationError:
        return None


@lru_cache(maxsize=256)
def _form_class(type_id: int, setup_number: int) -> type[RequestForm]:
    return form_of(setup().fields_of(type_id))


def _form_field(question: Field) -> forms.Field:
    field = answer_field(
        question,
        label=_said(question.label),
        help_text=_said(question.help),
        required=question.required,
        initial=preset_of(question),
    )
    if question.show_if_field:
        field.show_if = f"{question.show_if_field}={'|'.join(question.show_if_values)}"  # type: ignore[attr-defined]
    return field


def _text(question: Field, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"list": f"{question.key}-suggestions"} if question.suggests_earlier else None)
    return LineField(
        max_length=LONGEST_LINE, validators=[_pattern(question)] if question.pattern else [], widget=widget, **common
    )


def _long_text(question: Field, common: dict[str, Any]) -> forms.Field:
    return TextField(max_length=LONGEST_TEXT, **common)


def _choice(question: Field, common: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Please choose")), *_options(question)], **common)


def _choices(question: Field, common: dict[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(choices=_options(question), widget=forms.CheckboxSelectMultiple, **common)


def _country(question: Field, common: dict[str, Any]) -> forms.Field:
    def choices() -> list[tuple[str, Any]]:
        return [("", _("Please choose")), *country_choices()]

    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs={"data-searchable": True}), **common)


def _number(question: Field, common: dict[str, Any]) -> forms.Field:
    return NumberField(**common)


def _date(question: Field, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        **common,
    )


def _yes_no(question: Field, common: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **common)


def _file(question: Field, common: dict[str, Any]) -> forms.Field:
    return UploadsField(widget=AttachedFiles, **common)


_MAKERS: dict[Field.Kind, Callable[[Field, dict[str, Any]], forms.Field]] = {
    Field.Kind.TEXT: _text,
    Field.Kind.LONG_TEXT: _long_text,
    Field.Kind.CHOICE: _choice,
    Field.Kind.CHOICES: _choices,
    Field.Kind.COUNTRY: _country,
    Field.Kind.NUMBER: _number,
    Field.Kind.DATE: _date,
    Field.Kind.YES_NO: _yes_no,
    Field.Kind.FILE: _file,
}


def _options(question: Field) -> list[tuple[str, Any]]:
    return [(option.value, _said(option.label)) for option in question.options.all() if not option.retired_at]


def _pattern(question: Field) -> Callable[[str], None]:
    compiled = re.compile(question.pattern)

    def check(value: str) -> None:
        # A longer answer has its own message, and a pattern is only known to be quick on shorter ones.
        if len(value) <= LONGEST_LINE and not compiled.fullmatch(value):
            raise forms.ValidationError(
                say(question.pattern_hint) or str(_("This does not look right. Please check it."))
            )

    return check

"""A submitted answer in its three shapes: the value, what people read, and the typed columns for filters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from servicedesk.core.texts import Texts, say
from servicedesk.desks.countries import country_name
from servicedesk.desks.models import Field, Option

LONGEST_FILTERED_TEXT = 250


@dataclass(frozen=True)
class Answer:
    field: Field
    # As JSON: text, number as text, date as ISO 8601, true or false, a list.
    value: Any
    # A text, a text in each language, or a list of such.
    shown: str | Texts | list[Texts]
    # The columns of one or more `FieldValue`s.
    typed: list[dict[str, Any]]


def answer_to(field: Field, cleaned: Any) -> Answer:
    """Return the answer for a cleaned form value; an unanswered field has nothing to show and no typed columns."""
    if cleaned in (None, "", []) or field.kind == Field.Kind.FILE:
        return Answer(field, "", "", [])
    match Field.Kind(field.kind):
        case Field.Kind.CHOICE:
            option = _option(field, cleaned)
            return Answer(field, cleaned, option.label, [{"option": option}])
        case Field.Kind.CHOICES:
            options = [_option(field, value) for value in cleaned]
            return Answer(
                field, list(cleaned), [option.label for option in options], [{"option": option} for option in options]
            )
        case Field.Kind.COUNTRY:
            return Answer(field, cleaned, _in_each_language(lambda: country_name(cleaned)), [{"text": cleaned}])
        case Field.Kind.NUMBER:
            plain = format(Decimal(cleaned).normalize(), "f")
            return Answer(field, plain, plain, [{"number": cleaned}])
        case Field.Kind.DATE:
            day: date = cleaned
            return Answer(field, day.isoformat(), day.isoformat(), [{"date": day}])
        case Field.Kind.YES_NO:
            return Answer(
                field,
                cleaned,
                _in_each_language(lambda: _("Yes") if cleaned == "yes" else _("No")),
                [{"text": cleaned}],
            )
        case _:
            return Answer(field, cleaned, cleaned, [{"text": cleaned[:LONGEST_FILTERED_TEXT]}])


def read_fact(fact: dict[str, Any]) -> tuple[str, str]:
    """Return label and text of a stored fact (`Ticket.fields`) in the active language."""
    shown = fact["shown"]
    if isinstance(shown, list):
        return say(fact["label"]), ", ".join(say(texts) for texts in shown)
    return say(fact["label"]), shown if isinstance(shown, str) else say(shown)


def _option(field: Field, value: str) -> Option:
    return next(option for option in field.options.all() if option.value == value)


def _in_each_language(word: Callable[[], str]) -> dict[str, str]:
    words = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            words[code] = str(word())
    return words

"""What the console's forms are made of: a form that takes refusals, and fields for texts, times and colours."""

from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import dates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from servicedesk.core.errors import Refused
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.forms import LineField, NumberField, TextField
from servicedesk.ui.brand import light_accent

LONGEST_NAME, LONGEST_TEXT = 120, 2000
MOST_HOURS = 24 * 365


class SettingsForm(forms.Form):
    """Cleans only; what an action refuses stands beside the setting that it is about."""

    result: Any

    def attempt(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Whether the action did what it was asked; `result` is what it answered."""
        try:
            self.result = action(*args, **kwargs)
        except WrongSettings as refusal:
            for name, messages in refusal.messages.items():
                known = name in self.fields
                self.add_error(
                    name if known else None,
                    messages if known or name == NON_FIELD_ERRORS else [f"{name}: {text}" for text in messages],
                )
            return False
        except Refused as refusal:
            self.add_error(None, str(refusal))
            return False
        return True


class TextsWidget(forms.MultiWidget):
    """One line or area for each language, labelled with the language's own name."""

    use_fieldset = True

    def __init__(self, widget: type[forms.Widget]) -> None:
        super().__init__(widgets={code: widget(attrs={"lang": code}) for code, _name in settings.LANGUAGES})

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        labelled = (
            (
                part["attrs"]["id"],
                get_language_info(part["attrs"]["lang"])["name_local"],
                mark_safe(renderer.render(part["template_name"], {"widget": part})),  # noqa: S308,
            )
            for part in parts
        )
        whole = (attrs or {}).get("id", name)
        return format_html(
            '<div class="texts" id="{}">{}</div>',
            whole,
            format_html_join("", '<div class="texts-part"><label for="{}">{}</label>{}</div>', labelled),
        )


class TextsField(forms.MultiValueField):
    """A text in each language; cleans to `{"en": …, "de": …}` without the empty ones."""

    def __init__(self, *, long: bool = False, **kwargs: Any) -> None:
        kind = TextField if long else LineField
        widget = _Area if long else forms.TextInput
        longest = LONGEST_TEXT if long else LONGEST_NAME
        parts = [kind(required=False, max_length=longest) for _language in settings.LANGUAGES]
        super().__init__(fields=parts, widget=TextsWidget(widget), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: text for (code, _name), text in zip(settings.LANGUAGES, data_list, strict=False) if text}

    def clean(self, value: Any) -> dict[str, str]:
        return super().clean(value) or {}


class WaitField(NumberField):
    """A length of time in hours or days; cleans to a timedelta."""

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        self.unit = timedelta(**{unit: 1})
        super().__init__(max_value=MOST_HOURS, min_value=0, **kwargs)

    def clean(self, value: Any) -> timedelta | None:
        number = super().clean(value)
        return None if number is None else float(number) * self.unit

    def prepare_value(self, value: Any) -> Any:
        return Decimal(repr(value / self.unit)).normalize() + 0 if isinstance(value, timedelta) else value


class HoursWidget(forms.Widget):
    """Two times for each day of the week."""

    use_fieldset = True

    def id_for_label(self, id_: str | None, index: Any = None) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[str]]:
        return {str(day): [str(data.get(f"{name}_{day}_{end}", "")) for end in (0, 1)] for day in range(7)}

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        base = (attrs or {}).get("id", name)
        ends = (_("opens"), _("closes"))
        days = []
        for day, word in dates.WEEKDAYS.items():
            span = (value or {}).get(str(day)) or ["", ""]
            inputs = format_html_join(
                " – ",
                '<input type="time" id="{}_{}_{}" name="{}_{}_{}" value="{}" aria-label="{}, {}">',
                ((base, day, end, name, day, end, span[end], word, ends[end]) for end in (0, 1)),
            )
            days.append((word, inputs))
        return format_html(
            '<div class="opening-hours" id="{}">{}</div>',
            base,
            format_html_join("", "<div><span>{}</span><span>{}</span></div>", days),
        )


class HoursField(forms.Field):
    """Opening hours as `Desk.hours` keeps them; a day without times is closed, a week without times always open."""

    widget = HoursWidget

    def clean(self, value: dict[str, list[str]]) -> dict[str, list[str]]:
        return {day: [self._time(at) for at in span] for day, span in value.items() if any(span)}

    def _time(self, text: str) -> str:
        try:
            return time.fromisoformat(text.strip()).strftime("%H:%M")
        except ValueError as error:
            raise forms.ValidationError(
                _("Please give an opening and a closing time like 08:00 for a day, or neither.")
            ) from error


class HueField(forms.TypedChoiceField):
    """A hue to choose by its name and look; one that was set otherwise stays among the choices."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=HUES, coerce=int, **kwargs)
        self.hues = [hue for hue, _name in HUES]

    def keep(self, hue: int) -> None:
        if hue not in dict(HUES):
            self.choices = [*HUES, (hue, _("Hue %(number)s") % {"number": hue})]
            self.hues.append(hue)

    def colours(self) -> dict[str, str]:
        """The colour of each choice as CSS writes it."""
        return {str(hue): "oklch({} {} {})".format(*light_accent(hue), hue) for hue in self.hues}


HUES = [
    (5, _("Rose")),
    (25, _("Red")),
    (50, _("Orange")),
    (75, _("Amber")),
    (120, _("Lime")),
    (150, _("Green")),
    (180, _("Teal")),
    (215, _("Cyan")),
    (255, _("Blue")),
    (280, _("Indigo")),
    (305, _("Violet")),
    (340, _("Magenta")),
]


class _Area(forms.Textarea):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": 2, **(attrs or {})})

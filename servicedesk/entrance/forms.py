"""The forms of the entrance: they clean what was typed, and decide nothing."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import User, normal_address
from servicedesk.accounts.passwords import LONGEST_PASSWORD, password_rules
from servicedesk.core.cleaning import clean_line


class AddressField(forms.EmailField):
    def __init__(self, **options: Any) -> None:
        options = {"label": _("E-mail"), "max_length": 254, **options}
        super().__init__(**options)
        self.widget.attrs.update({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})

    def to_python(self, value: Any) -> str:
        return normal_address(super().to_python(value) or "")


class LineField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class PasswordField(forms.CharField):
    """White space counts in a password. What was typed never comes back in the page."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        too_long = {"max_length": _("A password has at most %(limit_value)s characters.")}
        super().__init__(widget=widget, strip=False, max_length=LONGEST_PASSWORD, error_messages=too_long, **options)
        self.widget.attrs.pop("maxlength", None)


class LinkForm(forms.Form):
    email = AddressField()


class LogInForm(forms.Form):
    email = AddressField()
    password = PasswordField("current-password", label=_("Password"))


class SignUpForm(forms.Form):
    full_name = LineField(label=_("Full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = PasswordField("new-password", label=_("Password"), help_text=password_rules())


class NewPasswordForm(forms.Form):
    password = PasswordField("new-password", label=_("New password"), help_text=password_rules())


class ChangePasswordForm(forms.Form):
    current = PasswordField("current-password", label=_("Current password"))
    new = PasswordField("new-password", label=_("New password"), help_text=password_rules())


class ProfileForm(forms.Form):
    full_name = LineField(label=_("Full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(help_text=_("A new address counts after you have opened the link that it is sent."))
    phone = LineField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(name, name.replace("_", " ")) for name in sorted(available_timezones())]
    )

    @classmethod
    def of(cls, user: User) -> "ProfileForm":
        return cls(initial={name: getattr(user, name) for name in cls.base_fields})

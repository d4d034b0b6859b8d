from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import Role, User, normal_address
from servicedesk.console.forms.settings import SettingsForm
from servicedesk.desks.forms import LineField
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Membership, Organization

TEAM_ROLES = [
    (Role.AGENT, _("Agent: works on the desks they are given")),
    (Role.ADMINISTRATOR, _("Administrator: works on every desk and sets everything up")),
]


class TeammateForm(SettingsForm):
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("Somebody without an account gets a mail to finish signing up.")
    )
    name = LineField(
        label=_("Full name"), max_length=150, required=False, help_text=_("Needed for nobody who has an account.")
    )
    role = forms.ChoiceField(label=_("They are"), choices=TEAM_ROLES, widget=forms.RadioSelect, initial=Role.AGENT)


class RoleForm(SettingsForm):
    role = forms.ChoiceField(
        label=_("This person is"),
        choices=[*TEAM_ROLES, (Role.CUSTOMER, _("Customer: not in the team"))],
        widget=forms.RadioSelect,
    )


class PlacesForm(SettingsForm):
    """What a person is on each desk."""

    def __init__(self, *args: Any, desks: list[Desk], roles: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {f"desk-{desk.pk}": desk for desk in desks}
        for name, desk in self.desks.items():
            self.fields[name] = forms.ChoiceField(
                label=str(desk),
                choices=[("", _("Not on this desk")), *DeskRole.Role.choices],
                required=False,
                initial=roles.get(desk.pk, ""),
            )

    def wishes(self) -> list[tuple[Desk, str]]:
        return [(desk, self.cleaned_data[name]) for name, desk in self.desks.items()]


class PersonForm(SettingsForm):
    """Somebody who has an account, by address; a valid form has them as `person`."""

    person: User

    email = forms.EmailField(label=_("Person, by e-mail"), max_length=254)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_email(self) -> str:
        email = normal_address(self.cleaned_data["email"])
        person = people_visible_to(self.by).filter(email=email).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has this address."))
        self.person = person
        return email


class PlaceForm(PersonForm):
    role = forms.ChoiceField(label=_("As"), choices=DeskRole.Role.choices)


class CompanyGuestForm(SettingsForm):
    company: Organization

    name = LineField(label=_("Company, by name"), max_length=150, widget=forms.TextInput(attrs={"list": "companies"}))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_name(self) -> str:
        company = organizations_visible_to(self.by).filter(name__iexact=self.cleaned_data["name"]).first()
        if company is None:
            raise forms.ValidationError(_("There is no company with this name."))
        self.company = company
        return company.name


class CompanyForm(SettingsForm):
    name = LineField(label=_("The company is called"), max_length=150)


class MembershipForm(SettingsForm):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    sees = forms.ChoiceField(label=_("Sees"), choices=Membership.Sees.choices)

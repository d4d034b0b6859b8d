"""What agents send: cleaned here, decided in the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import User, normal_address
from servicedesk.desks.forms import LineField
from servicedesk.organizations.models import Organization
from servicedesk.tickets.forms import SendingForm
from servicedesk.tickets.models import Channel, Priority


class OneOf(forms.TypedChoiceField):
    """One of a few objects that are loaded already, or with `nothing` none of them; cleans to the object."""

    def __init__(self, things: Sequence, *, nothing: Any = None, **kwargs: Any) -> None:
        by_id = {str(thing.pk): thing for thing in things}
        none = [("", nothing)] if nothing else []
        choices = [*none, *((pk, str(thing)) for pk, thing in by_id.items())]
        super().__init__(choices=choices, coerce=by_id.get, empty_value=None, required=not none, **kwargs)


class AddressField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("E-mail"), "max_length": 254, **kwargs})

    def to_python(self, value: Any) -> str:
        return normal_address(super().to_python(value) or "")


class SeenForm(forms.Form):
    """The version of the ticket that the agent had in view."""

    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class FactForm(SeenForm):
    """One fact of a ticket; `name` is its field."""

    name: str

    @property
    def chosen(self) -> Any:
        return self.cleaned_data[self.name]

    @property
    def chosen_words(self) -> str:
        choices = dict(self.fields[self.name].choices)  # type: ignore[attr-defined]
        return str(choices[self.data.get(self.name, "")])


class StatusForm(FactForm):
    name = "status"

    def __init__(self, *args: Any, statuses: Sequence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"] = OneOf(statuses, label=_("Status"))


class AssigneeForm(FactForm):
    name = "assignee"

    def __init__(self, *args: Any, team: Sequence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"] = OneOf(team, label=_("Assignee"), nothing=_("Nobody"))


class PriorityForm(FactForm):
    name = "priority"
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=[(str(value), label) for value, label in Priority.choices], coerce=int
    )


class ShareForm(FactForm):
    name = "organization"

    def __init__(self, *args: Any, companies: Sequence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"] = OneOf(companies, label=_("Shared with"), nothing=_("No one"))


class PersonForm(forms.Form):
    """Somebody by address; the name is for those who are not known yet."""

    email = AddressField()
    full_name = LineField(label=_("Name"), max_length=150, required=False)


class CompanyForm(forms.Form):
    name = LineField(label=_("Company"), max_length=150)


class OnBehalfForm(SendingForm):
    """What goes with a request type's own questions when an agent files for somebody (S4)."""

    class Sharing:
        COMPANY = "company"
        NOBODY = "nobody"

    email = AddressField(label=_("Requester's e-mail"))
    full_name = LineField(
        label=_("Requester's name"),
        max_length=150,
        required=False,
        help_text=_("For somebody who is not known here yet."),
    )
    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[(channel.value, channel.label) for channel in (Channel.PHONE, Channel.MAIL, Channel.PORTAL)],
        initial=Channel.PHONE,
    )
    sharing = forms.ChoiceField(
        label=_("Share with"),
        choices=[(Sharing.COMPANY, _("Their company, if they are in exactly one")), (Sharing.NOBODY, _("No one"))],
        help_text=_("It can be changed on the ticket."),
    )

    def company_of(self, person: User) -> Organization | None:
        """The company to share with: that of a person in exactly one, unless the agent chose no one."""
        companies = [membership.organization for membership in person.memberships.select_related("organization")[:2]]
        return companies[0] if len(companies) == 1 and self.cleaned_data["sharing"] == self.Sharing.COMPANY else None

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import User, normal_address
from servicedesk.organizations.access import people_visible_to
from servicedesk.organizations.models import Organization
from servicedesk.tickets.forms import SendingForm


class NewRequestForm(SendingForm):
    """What goes with every request type's own questions: the sending's key, files, and whom it is shared with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        companies = self.by.memberships.select_related("organization").order_by("organization__name")
        own = [membership.organization for membership in companies]
        self.fields["organization"] = OneOf(own, label=_("Share with"), nothing=_("No one"))
        # A person in exactly one company shares with it unless they say otherwise; in several it is private unless one is picked.
        self.initial.setdefault("organization", own[0].pk if len(own) == 1 else "")
        if not own:
            del self.fields["organization"]

    def organization_chosen(self) -> Organization | None:
        return self.cleaned_data.get("organization")


class ShareForm(forms.Form):
    def __init__(self, *args: Any, companies: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"] = OneOf(companies, label=_("Share with"), nothing=_("No one"))


class ParticipantForm(forms.Form):
    """A colleague, by address. Whoever is no colleague is not found, whether they have an account or not (A38)."""

    email = forms.EmailField(label=_("A colleague's e-mail"), max_length=254)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.person: User | None = None

    def clean_email(self) -> str:
        email: str = normal_address(self.cleaned_data["email"])
        self.person = people_visible_to(self.by).filter(email=email, deactivated_at=None).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Only colleagues of your companies can be added here. Ask our team to add somebody else.")
            )
        return email


class OneOf(forms.TypedChoiceField):
    """One of a few objects that are loaded already, or nothing; cleans to the object."""

    def __init__(self, things: Sequence, *, nothing: Any, **kwargs: Any) -> None:
        by_id = {str(thing.pk): thing for thing in things}
        choices = [("", nothing), *((pk, str(thing)) for pk, thing in by_id.items())]
        super().__init__(choices=choices, coerce=by_id.get, empty_value=None, required=False, **kwargs)

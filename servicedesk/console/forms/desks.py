from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.console.forms.settings import HoursField, HueField, SettingsForm, TextsField, WaitField
from servicedesk.desks.actions import has_requests
from servicedesk.desks.forms import LineField
from servicedesk.desks.models import Category, Desk, RequestType, Site, Status

ICONS = [
    ("life-buoy", _("Life buoy")),
    ("circle-help", _("Question")),
    ("message-square", _("Talk")),
    ("wrench", _("Wrench")),
    ("hammer", _("Hammer")),
    ("package", _("Parcel")),
    ("camera", _("Camera")),
    ("monitor", _("Screen")),
    ("server", _("Server")),
    ("hard-drive", _("Drive")),
    ("cpu", _("Chip")),
    ("wifi", _("Network")),
    ("plug", _("Plug")),
    ("zap", _("Power")),
    ("key-round", _("Key")),
    ("lock", _("Lock")),
    ("shield", _("Shield")),
    ("credit-card", _("Payment")),
    ("calendar", _("Calendar")),
    ("user-plus", _("New person")),
    ("building-2", _("Building")),
    ("map-pin", _("Place")),
    ("phone", _("Phone")),
    ("book-open", _("Book")),
    ("star", _("Star")),
]


class SiteForm(SettingsForm):
    name = LineField(label=_("The installation is called"), max_length=60)
    hue = HueField(label=_("Its colour is"), help_text=_("Pages of a desk have that desk's colour."))
    announcement = TextsField(
        label=_("The start page announces"),
        long=True,
        required=False,
        help_text=_("Planned maintenance, say. Empty: nothing."),
    )

    def __init__(self, data: Any = None, *, site: Site) -> None:
        super().__init__(data, initial={name: getattr(site, name) for name in self.base_fields})
        cast(HueField, self.fields["hue"]).keep(site.hue)


class DeskForm(SettingsForm):
    name = TextsField(label=_("The desk is called"))
    description = TextsField(
        label=_("It is there for"), long=True, required=False, help_text=_("One or two sentences under its name.")
    )
    key = LineField(
        label=_("Its IDs begin with"),
        max_length=8,
        help_text=_("Two to eight capital letters or digits, like MTS for MTS-1042. It stays once there are requests."),
    )
    slug = forms.SlugField(
        label=_("Its address ends with"),
        max_length=60,
        required=False,
        help_text=_(
            "Like technical-support. Left empty, it is made from the name. Links to an earlier address stop working."
        ),
    )
    hue = HueField(label=_("Its colour is"), initial=255)
    phone = LineField(
        label=_("Customers call"),
        max_length=40,
        required=False,
        help_text=_("Stands on the home page. With the country code, like +358 9 2533 3300."),
    )
    mail_address = forms.EmailField(label=_("Customers write to"), max_length=254, required=False)
    hours = HoursField(
        label=_("It is open"),
        required=False,
        help_text=_("A day without times is closed. Without any times the desk is always open."),
    )
    time_zone = forms.ChoiceField(
        label=_("These times are those of"),
        choices=lambda: [(name, name.replace("_", " ")) for name in sorted(available_timezones())],
    )
    first_answer_within = WaitField(
        label=_("Customers hear from the team within"),
        unit="hours",
        help_text=_("Opening hours, until the first answer."),
    )
    next_answer_within = WaitField(
        label=_("Later answers come within"), unit="hours", help_text=_("Opening hours, from the customer's last word.")
    )
    silent_customer_closes_after = WaitField(
        label=_("A request closes when its customer is silent for"), unit="days", help_text=_("Days.")
    )
    resolved_closes_after = WaitField(label=_("A resolved request closes after"), unit="days", help_text=_("Days."))
    reopen_within = WaitField(label=_("A closed request can be reopened within"), unit="days", help_text=_("Days."))
    audience = forms.ChoiceField(
        label=_("It is there for whom"), choices=Desk.Audience.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, desk: Desk | None = None) -> None:
        shown = desk or Desk()
        super().__init__(data, initial={name: getattr(shown, name) for name in self.base_fields})
        cast(HueField, self.fields["hue"]).keep(shown.hue)
        self.fields["key"].disabled = desk is not None and has_requests(desk)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).upper()


class RequestTypeForm(SettingsForm):
    name = TextsField(
        label=_("Customers choose it as"), help_text=_("The words of the link, like New Technical Support Request.")
    )
    description = TextsField(
        label=_("It is there for"), long=True, required=False, help_text=_("One sentence under the link.")
    )
    help = TextsField(
        label=_("The form begins with"), long=True, required=False, help_text=_("A word of help above the first field.")
    )
    group = TextsField(
        label=_("It stands under the heading"),
        required=False,
        help_text=_("Types with the same heading stand together."),
    )
    icon = forms.ChoiceField(label=_("Its icon is"), choices=ICONS, widget=forms.RadioSelect, initial="life-buoy")
    slug = forms.SlugField(
        label=_("Its address ends with"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is made from the name. Links to an earlier address stop working."),
    )

    def __init__(self, data: Any = None, *, request_type: RequestType | None = None) -> None:
        shown = {name: getattr(request_type, name) for name in self.base_fields} if request_type else {}
        super().__init__(data, initial=shown)
        if request_type and request_type.icon not in dict(ICONS):
            cast(forms.ChoiceField, self.fields["icon"]).choices = [*ICONS, (request_type.icon, request_type.icon)]


class StatusForm(SettingsForm):
    """The category is chosen once; it cannot be changed afterwards."""

    name = TextsField(label=_("The team calls it"))
    customer_name = TextsField(
        label=_("Customers read"),
        help_text=_("Two statuses may have the same words for customers: then they see no change between them."),
    )
    category = forms.ChoiceField(
        label=_("It means"),
        choices=Category.choices,
        help_text=_("What it means decides whose turn it is and which clock runs. It stays."),
    )

    def __init__(self, data: Any = None, *, status: Status | None = None) -> None:
        shown = {name: getattr(status, name) for name in self.base_fields} if status else {}
        super().__init__(data, initial=shown)
        if status:
            del self.fields["category"]

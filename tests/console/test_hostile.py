"""What somebody typed is text on every page of the console, never markup (A48), and no field takes the server down (A44)."""

import re

import pytest

from servicedesk.desks import actions
from servicedesk.desks.models import Field
from tests.console.reading import form_of

PAYLOADS = [
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{7*7}}",
    "<img src=x onerror=alert(1)>",
    "</textarea><svg onload=alert(1)>",
]
HERE = "/console/desks/at/technical-support/"
TYPE = HERE + "types/at/technical-support-request/"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_are_shown_as_they_were_typed_a48(console, admin, customer, acme, desk, request_type, payload):
    actions.change_desk(desk, by=admin, name={"en": payload}, description={"en": payload}, phone=payload[:40])
    actions.change_request_type(
        request_type, by=admin, name={"en": payload}, help={"en": payload}, group={"en": payload}
    )
    actions.change_status(desk.statuses.get(slug="new"), by=admin, name={"en": payload}, customer_name={"en": payload})
    field = Field.objects.get(key="sma-status")
    actions.change_field(
        field,
        by=admin,
        label={"en": payload},
        help={"en": payload},
        options=[actions.OptionSetting({"en": payload}, "valid")],
    )
    acme.name = customer.full_name = payload
    acme.save()
    customer.save()
    actions.add_guest(desk, by=admin, organization=acme)
    actions.add_guest(desk, by=admin, person=customer)
    pages = [
        "/console/", "/console/desks/", HERE, HERE + "types/", HERE + "people/", HERE + "statuses/", HERE + "statuses/at/new/",
        TYPE, TYPE + "settings/", TYPE + "fields/at/sma-status/", "/console/companies/", f"/console/companies/{acme.pk}/",
        f"/console/team/{customer.pk}/", "/console/audit/",
    ]  # fmt: skip
    for page in pages:
        text = console.get(page).content.decode()
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "<svg onload" not in text, page
        assert payload in ("{{7*7}}",) or payload not in text, page
    assert form_of(console.get(HERE).content)["name_en"] == payload


@pytest.mark.parametrize(
    "path",
    ["/console/site/", "/console/desks/add/", HERE, HERE + "types/add/", HERE + "statuses/add/", TYPE + "settings/", TYPE + "fields/at/sma-status/",
     TYPE + "fields/add/text/", TYPE + "fields/add/date/", "/console/team/add/", "/console/companies/add/"],
)  # fmt: skip
@pytest.mark.parametrize("hostile", ["\0", "x" * 20_000, "٣", "-1", "1e400", "=cmd()", "\u202e", "[]", "{}"])
def test_whatever_is_typed_gets_an_answer_a44(console, path, hostile):
    page = console.get(path).content
    named = set(re.findall(rb'name="([\w-]+)"', page)) - {b"csrfmiddlewaretoken"}
    sent = {name.decode(): hostile for name in named} | dict.fromkeys(
        ["move", "options_value", "show_if", "then"], hostile
    )
    assert console.post(path, sent).status_code in (200, 302)

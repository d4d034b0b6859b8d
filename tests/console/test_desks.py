"""The pages of desks and of the installation: S15, S30."""

from datetime import timedelta

import pytest

from servicedesk.audit.models import AuditEntry
from servicedesk.desks.models import Desk, DeskGuest, Site
from tests.cast import file_request
from tests.console.reading import form_of

DESK = "/console/desks/at/technical-support/"
ADD = "/console/desks/add/"


def test_a_desk_is_added_and_can_be_used_without_a_restart_s15(console, browse, customer):
    sent = form_of(console.get(ADD).content)
    sent["name_en"], sent["name_de"], sent["key"], sent["phone"] = "Networks", "Netzwerke", "net", "+358 9 1"
    answer = console.post(ADD, sent)
    assert answer.headers["Location"] == "/console/desks/at/networks/types/"
    desk = Desk.objects.get(key="NET")
    assert (desk.name, desk.phone, desk.audience) == (
        {"en": "Networks", "de": "Netzwerke"},
        "+358 9 1",
        Desk.Audience.ACCOUNTS,
    )
    assert "Networks" in browse(customer).get("/").content.decode()


def test_saving_a_page_as_it_is_changes_nothing(console, desk):
    for page in (DESK, "/console/site/"):
        assert console.post(page, form_of(console.get(page).content)).status_code == 302
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_the_settings_of_a_desk_are_kept_s30(console, desk):
    sent = form_of(console.get(DESK).content)
    sent["phone"], sent["time_zone"], sent["hue"], sent["audience"] = (
        "+358 9 2533 3300",
        "Europe/Helsinki",
        "25",
        "accounts",
    )
    sent["hours_0_0"], sent["hours_0_1"] = "08:00", "16:30"
    sent["first_answer_within"], sent["silent_customer_closes_after"] = "2.5", "14"
    assert console.post(DESK, sent).status_code == 302
    desk.refresh_from_db()
    assert (desk.phone, desk.time_zone, desk.hue, desk.audience) == (
        "+358 9 2533 3300",
        "Europe/Helsinki",
        25,
        "accounts",
    )
    assert desk.hours == {"0": ["08:00", "16:30"]}
    assert desk.first_answer_within == timedelta(hours=2, minutes=30)
    assert desk.silent_customer_closes_after == timedelta(days=14)
    again = form_of(console.get(DESK).content)
    assert (again["first_answer_within"], again["hours_0_1"], again["hours_1_0"]) == ("2.5", "16:30", "")


def test_the_phone_number_is_on_the_home_page_at_once_s30(console, browse):
    sent = form_of(console.get(DESK).content)
    sent["phone"] = "+358 9 2533 3300"
    console.post(DESK, sent)
    assert 'href="tel:+358925333300"' in browse().get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name_en", "", "Please write the English text"),
        ("key", "RMA", "already exists"),
        ("key", "n-1", "Two to eight capital letters"),
        ("slug", "returns", "already exists"),
        ("mail_address", "nobody", "valid email"),
        ("hours_0_0", "25:00", "opening and a closing time"),
        ("hours_0_0", "08:00", "opening and a closing time"),
        ("time_zone", "Europe/Atlantis", "valid choice"),
        ("first_answer_within", "0", "above zero"),
        ("first_answer_within", "soon", "Enter a number"),
        ("reopen_within", "9999999999", "less than or equal"),
        ("hue", "7", "valid choice"),
        ("audience", "nobody", "valid choice"),
        ("name_en", "x" * 121, "at most 120"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(console, second_desk, name, typed, said):
    sent = form_of(console.get(DESK).content)
    sent["phone"], sent["description_de"] = "+358 typed", "Getippt <b>"
    sent[name] = typed
    answer = console.post(DESK, sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "needs your attention" in page
    kept = form_of(answer.content)
    assert (kept["phone"], kept["description_de"]) == ("+358 typed", "Getippt <b>")
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_two_wrong_things_are_said_at_once(console, second_desk):
    sent = form_of(console.get(DESK).content)
    sent["key"], sent["reopen_within"] = "RMA", "0"
    page = console.post(DESK, sent).content.decode()
    assert "2 things need your attention" in page


def test_the_id_prefix_of_a_desk_with_requests_is_shown_and_stays_s13(console, desk, customer, request_type):
    file_request(request_type, customer)
    page = console.get(DESK).content
    assert 'name="key" value="MTS"' in page.decode()
    sent = form_of(page)
    sent["key"] = "XXX"
    assert console.post(DESK, sent).status_code == 302
    assert Desk.objects.get().key == "MTS"


def test_a_hue_set_otherwise_stays_a_choice(console, desk):
    Desk.objects.update(hue=123)
    page = console.get(DESK).content
    assert "Hue 123" in page.decode()
    assert form_of(page)["hue"] == "123"


def test_desks_are_put_in_order(console, second_desk):
    console.post("/console/desks/at/returns/move/", {"to": "up"})
    page = console.get("/console/desks/").content.decode()
    assert page.index("Returns") < page.index("Technical Support")


def test_the_installation_is_named_and_announces_s61(console, browse):
    sent = form_of(console.get("/console/site/").content)
    sent["name"], sent["announcement_en"], sent["announcement_de"] = "Acme Help", "Closed on Friday", "Freitag zu"
    assert console.post("/console/site/", sent).status_code == 302
    assert Site.objects.get().name == "Acme Help"
    assert "Closed on Friday" in browse().get("/").content.decode()
    assert "Freitag zu" in browse().get("/", headers={"accept-language": "de"}).content.decode()


def test_an_announcement_in_german_alone_is_refused_with_what_was_typed(console):
    sent = form_of(console.get("/console/site/").content)
    sent["announcement_de"] = "Freitag zu"
    answer = console.post("/console/site/", sent)
    assert "English text" in answer.content.decode()
    assert form_of(answer.content)["announcement_de"] == "Freitag zu"


def test_guests_of_a_restricted_desk_are_added_and_removed(console, cast):
    people = "/console/desks/at/returns/people/"
    Desk.objects.filter(key="RMA").update(audience="restricted")
    assert console.post("/console/desks/at/returns/guests/company/", {"name": "acme integrators"}).status_code == 302
    assert (
        console.post("/console/desks/at/returns/guests/person/", {"email": "Stranger@Elsewhere.example"}).status_code
        == 302
    )
    page = console.get(people).content.decode()
    assert "Acme Integrators" in page
    assert "stranger@elsewhere.example" in page
    for guest in DeskGuest.objects.all():
        console.post(f"/console/desks/at/returns/guests/{guest.pk}/remove/")
    assert not DeskGuest.objects.exists()


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("guests/company/", {"name": "No such company"}, "There is no company with this name"),
        ("guests/person/", {"email": "nobody@nowhere.example"}, "Nobody here has this address"),
        ("guests/person/", {"email": "system@servicedesk.invalid"}, "Nobody here has this address"),
        ("people/join/", {"email": "customer@acme.example", "role": "agent"}, "make Jordan Peck an agent first"),
        ("people/join/", {"email": "agent@desk.example", "role": "owner"}, "valid choice"),
    ],
)
def test_people_who_cannot_be_added_are_refused_with_what_was_typed(console, cast, path, sent, said):
    Desk.objects.filter(key="RMA").update(audience="restricted")
    answer = console.post(f"/console/desks/at/returns/{path}", sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert next(iter(sent.values())) in page


def test_an_agent_is_put_on_a_desk_and_taken_off_s63(console, cast):
    console.post("/console/desks/at/returns/people/join/", {"email": cast.agent.email, "role": "lead"})
    assert cast.second_desk.roles.get(user=cast.agent).role == "lead"
    console.post(f"/console/desks/at/returns/people/{cast.agent.pk}/leave/")
    assert not cast.second_desk.roles.filter(user=cast.agent).exists()

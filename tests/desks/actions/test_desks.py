"""Desks are data that administrators keep: S15, S30, S64."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import NotAllowed
from servicedesk.desks import actions
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.models import Category, Desk, Site
from servicedesk.desks.setup import setup
from tests.cast import file_request

NEW = {"key": "NET", "name": {"en": "Networks", "de": "Netzwerke"}}


def test_a_new_desk_works_at_once_s15(admin, desk):
    made = actions.add_desk(by=admin, **NEW)
    assert made.slug == "networks"
    assert {status.category for status in setup().statuses_of(made.pk)} == set(Category)
    assert list(setup().desks) == [desk.pk, made.pk]


def test_a_second_desk_of_the_same_name_gets_an_address_of_its_own(admin, desk):
    actions.add_desk(by=admin, **NEW)
    assert actions.add_desk(by=admin, **NEW | {"key": "NETB"}).slug == "networks-2"


@pytest.mark.parametrize("who", ["customer", "agent", "other_agent"])
def test_only_administrators_shape_desks_a10(cast, who):
    person = getattr(cast, who)
    for change in (
        lambda: actions.add_desk(by=person, **NEW),
        lambda: actions.change_desk(cast.desk, by=person, phone="1"),
        lambda: actions.move_desk(cast.second_desk, by=person, up=True),
        lambda: actions.change_site(by=person, name="Mine", hue=1, announcement={}),
        lambda: actions.add_guest(cast.desk, by=person, person=person),
        lambda: actions.join_desk(cast.desk, person, by=person),
        lambda: actions.add_teammate("new@desk.example", by=person),
        lambda: actions.change_role(person, "administrator", by=person),
        lambda: actions.add_request_type(cast.desk, by=person, name={"en": "Mine"}),
        lambda: actions.retire_status(cast.desk.statuses.first(), by=person),
    ):
        with pytest.raises(NotAllowed):
            change()
    person.refresh_from_db()
    assert person.role != "administrator"
    assert not AuditEntry.objects.filter(by=person).exists()


@pytest.mark.parametrize(
    ("setting", "value", "about"),
    [
        ("key", "MTS", "key"),
        ("key", "N-1", "key"),
        ("key", "N", "key"),
        ("slug", "technical-support", "slug"),
        ("slug", "with space", "slug"),
        ("name", {}, "name"),
        ("name", {"de": "Netze"}, "name"),
        ("name", {"en": "x" * 121}, "name"),
        ("description", {"de": "Nur deutsch"}, "description"),
        ("hue", 360, "hue"),
        ("hours", {"0": ["17:00", "08:00"]}, "hours"),
        ("hours", {"7": ["08:00", "17:00"]}, "hours"),
        ("hours", {"0": ["08:00", "noon"]}, "hours"),
        ("hours", {"0": ["08:00"]}, "hours"),
        ("time_zone", "Europe/Atlantis", "time_zone"),
        ("mail_address", "nobody", "mail_address"),
        ("mail_address", "SUPPORT@desk.example", "mail_address"),
        ("audience", "nobody", "audience"),
        ("first_answer_within", timedelta(0), "first_answer_within"),
        ("reopen_within", timedelta(days=366), "reopen_within"),
        ("phone", "1" * 41, "phone"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_setting(admin, desk, setting, value, about):
    Desk.objects.update(mail_address="support@desk.example")
    with pytest.raises(WrongSettings) as refusal:
        actions.add_desk(by=admin, **NEW | {setting: value})
    assert set(refusal.value.messages) == {about}
    assert Desk.objects.count() == 1


def test_several_wrong_settings_are_told_at_once(admin, desk):
    with pytest.raises(WrongSettings) as refusal:
        actions.add_desk(by=admin, key="MTS", name={}, time_zone="nowhere")
    assert set(refusal.value.messages) == {"key", "name", "time_zone"}


def test_the_id_prefix_stays_once_there_are_requests_s13(admin, desk, customer, request_type):
    assert actions.change_desk(desk, by=admin, key="SUP").key == "SUP"
    assert file_request(request_type, customer).reference == "SUP-1001"
    with pytest.raises(WrongSettings) as refusal:
        actions.change_desk(desk, by=admin, key="MTS")
    assert "key" in refusal.value.messages
    assert Desk.objects.get().key == "SUP"


def test_a_change_keeps_the_counter_of_ids_s13(admin, desk, customer, request_type):
    file_request(request_type, customer)
    actions.change_desk(desk, by=admin, phone="+358 9 2533 3300")
    assert file_request(request_type, customer).reference == "MTS-1002"


def test_a_change_says_who_changed_what_from_what_s64(admin, desk):
    actions.change_desk(desk, by=admin, phone="+358 1", first_answer_within=timedelta(hours=4))
    entry = AuditEntry.objects.get(verb="changed")
    assert (entry.by, entry.thing, entry.name) == (admin, "desk", "Technical Support")
    assert entry.details == {"changes": {"phone": ["", "+358 1"], "first_answer_within": ["8:00:00", "4:00:00"]}}


def test_a_change_that_changes_nothing_is_not_recorded(admin, desk):
    actions.change_desk(desk, by=admin, phone=desk.phone, name=desk.name)
    assert not AuditEntry.objects.filter(verb="changed").exists()


def test_a_refused_change_leaves_no_trace(admin, desk):
    with pytest.raises(WrongSettings):
        actions.change_desk(desk, by=admin, phone="+358 1", key="")
    assert Desk.objects.get().phone == ""
    assert setup().desks[desk.pk].phone == ""
    assert not AuditEntry.objects.filter(by=admin).exists()


def test_control_characters_in_a_name_become_harmless_a58(admin, desk):
    assert actions.add_desk(by=admin, **NEW | {"name": {"en": "Net\0works\u202e"}, "phone": "+358\r\n9"}).name == {
        "en": "Net works"
    }


def test_desks_stand_in_the_order_they_are_put(cast):
    actions.move_desk(cast.second_desk, by=cast.admin, up=True)
    assert [desk.key for desk in setup().desks.values()] == ["RMA", "MTS"]
    actions.move_desk(cast.second_desk, by=cast.admin, up=True)
    assert [desk.key for desk in setup().desks.values()] == ["RMA", "MTS"]


def test_the_installation_has_a_name_a_colour_and_an_announcement(admin, desk):
    actions.change_site(by=admin, name="Acme Help", hue=25, announcement={"en": "Closed on Friday"})
    assert (setup().site.name, setup().site.hue, setup().site.announcement) == (
        "Acme Help",
        25,
        {"en": "Closed on Friday"},
    )
    with pytest.raises(WrongSettings) as refusal:
        actions.change_site(by=admin, name="", hue=360, announcement={"de": "Zu"})
    assert set(refusal.value.messages) == {"name", "hue", "announcement"}
    assert Site.objects.get().name == "Acme Help"


def test_guests_are_people_or_companies_and_see_the_restricted_desk(cast):
    actions.change_desk(cast.second_desk, by=cast.admin, audience="restricted")
    assert cast.second_desk not in Desk.objects.visible_to(cast.customer)
    company = actions.add_guest(cast.second_desk, by=cast.admin, organization=cast.acme)
    actions.add_guest(cast.second_desk, by=cast.admin, organization=cast.acme)
    actions.add_guest(cast.second_desk, by=cast.admin, person=cast.stranger)
    assert cast.second_desk.guests.count() == 2
    assert cast.second_desk in Desk.objects.visible_to(cast.customer)
    assert cast.second_desk in Desk.objects.visible_to(cast.stranger)
    actions.remove_guest(company, by=cast.admin)
    assert cast.second_desk not in Desk.objects.visible_to(cast.customer)
    assert [entry.verb for entry in AuditEntry.objects.filter(thing="desk", by=cast.admin).order_by("id")] == [
        "changed", "added guest", "added guest", "removed guest",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_desks_made_at_once_with_one_prefix_one_is_refused(admin, desk):
    outcomes = []

    def add() -> None:
        try:
            outcomes.append(actions.add_desk(by=admin, **NEW).key)
        except WrongSettings as refusal:
            outcomes.append(sorted(refusal.messages))
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "NET" in outcomes
    assert ["key"] in outcomes

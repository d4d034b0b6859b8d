"""Request types are configuration: S41."""

import pytest

from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import Refused
from servicedesk.desks import actions
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.models import RequestType
from servicedesk.desks.setup import setup


@pytest.fixture
def fresh(admin, desk):
    return actions.add_request_type(desk, by=admin, name={"en": "Ask about a product"})


def titled(kind, admin):
    return actions.add_field(kind, by=admin, kind="text", use="title", label={"en": "Your question"}, required=True)


def test_customers_see_a_new_type_from_the_moment_it_is_offered_s41(admin, desk, fresh):
    assert fresh.slug == "ask-about-a-product"
    assert fresh not in setup().types_of(desk.pk)
    titled(fresh, admin)
    actions.offer_request_type(fresh, by=admin)
    assert [kind.slug for kind in setup().types_of(desk.pk)] == ["technical-support-request", "ask-about-a-product"]


def test_a_type_without_a_title_field_is_not_offered(admin, fresh):
    with pytest.raises(Refused, match="title"):
        actions.offer_request_type(fresh, by=admin)
    actions.retire_field(titled(fresh, admin), by=admin)
    with pytest.raises(Refused, match="title"):
        actions.offer_request_type(fresh, by=admin)


def test_a_retired_type_stays_on_its_requests(admin, ticket, request_type, desk):
    actions.retire_request_type(request_type, by=admin)
    assert setup().types_of(desk.pk) == []
    assert str(ticket.request_type) == "New Technical Support Request"


@pytest.mark.parametrize(
    ("settings", "about"),
    [
        ({"name": {}}, "name"),
        ({"name": {"de": "Nur deutsch"}}, "name"),
        ({"slug": "technical-support-request"}, "slug"),
        ({"slug": "not a slug"}, "slug"),
        ({"icon": "<script>"}, "icon"),
        ({"help": {"en": "x" * 2001}}, "help"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_setting(admin, desk, settings, about):
    with pytest.raises(WrongSettings) as refusal:
        actions.add_request_type(desk, by=admin, **{"name": {"en": "Another"}} | settings)
    assert set(refusal.value.messages) == {about}
    assert RequestType.objects.count() == 1


def test_types_stand_in_the_order_they_are_put(admin, desk, fresh):
    titled(fresh, admin)
    actions.offer_request_type(fresh, by=admin)
    actions.move_request_type(fresh, by=admin, up=True)
    assert [kind.slug for kind in setup().types_of(desk.pk)] == ["ask-about-a-product", "technical-support-request"]


def test_another_desk_may_use_the_same_address(admin, second_desk):
    made = actions.add_request_type(second_desk, by=admin, name={"en": "X"}, slug="technical-support-request")
    assert made.pk


def test_the_record_says_what_became_of_a_type_s64(admin, fresh):
    titled(fresh, admin)
    actions.change_request_type(fresh, by=admin, icon="wrench")
    actions.offer_request_type(fresh, by=admin)
    actions.offer_request_type(fresh, by=admin)
    actions.retire_request_type(fresh, by=admin)
    actions.retire_request_type(fresh, by=admin)
    verbs = AuditEntry.objects.filter(thing="requesttype").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["created", "changed", "offered", "retired"]

"""Statuses and their words are data; what they mean is fixed: S48."""

import pytest

from servicedesk.core.errors import Refused
from servicedesk.desks import actions
from servicedesk.desks.errors import WrongSettings
from servicedesk.desks.models import Category, Status
from servicedesk.desks.setup import setup


def named(slug: str) -> Status:
    return Status.objects.select_related("desk").get(slug=slug, desk__key="MTS")


def test_a_status_has_the_teams_word_and_the_customers_s48(admin, desk):
    made = actions.add_status(
        desk, by=admin, category="hold", name={"en": "At the vendor"}, customer_name={"en": "On hold", "de": "Ruht"}
    )
    assert made in setup().statuses_of(desk.pk)
    assert made.slug == "at-the-vendor"


@pytest.mark.parametrize(
    ("settings", "about"),
    [({"name": {}}, "name"), ({"customer_name": {"de": "Ruht"}}, "customer_name"), ({"category": "lost"}, "category")],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_setting(admin, desk, settings, about):
    with pytest.raises(WrongSettings) as refusal:
        actions.add_status(
            desk, by=admin, **{"category": "hold", "name": {"en": "A"}, "customer_name": {"en": "B"}} | settings
        )
    assert set(refusal.value.messages) == {about}


def test_new_words_show_on_every_request_in_that_status(admin, ticket):
    actions.change_status(named("new"), by=admin, name={"en": "Fresh"}, customer_name={"en": "Just arrived"})
    assert str(ticket.current_status) == "Fresh"


def test_a_desk_keeps_a_status_of_every_meaning(admin, desk):
    with pytest.raises(Refused, match="only status"):
        actions.retire_status(named("new"), by=admin)
    actions.retire_status(named("waiting-for-us"), by=admin)
    with pytest.raises(Refused, match="only status"):
        actions.retire_status(named("in-progress"), by=admin)
    assert {status.category for status in setup().statuses_of(desk.pk)} == set(Category)


def test_a_retired_status_stays_on_its_requests_and_can_come_back(admin, desk, ticket):
    actions.add_status(desk, by=admin, category="new", name={"en": "Unread"}, customer_name={"en": "Unread"})
    actions.retire_status(named("new"), by=admin)
    assert str(ticket.current_status) == "New"
    assert setup().status_for(desk.pk, Category.NEW).slug == "unread"
    actions.restore_status(named("new"), by=admin)
    assert setup().statuses_of(desk.pk)[-1].slug == "new"


def test_requests_go_to_the_first_status_of_a_meaning(admin, desk):
    assert setup().status_for(desk.pk, Category.OPEN).slug == "waiting-for-us"
    actions.move_status(named("in-progress"), by=admin, up=True)
    assert setup().status_for(desk.pk, Category.OPEN).slug == "in-progress"

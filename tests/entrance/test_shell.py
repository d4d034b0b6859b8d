"""What stands around every page, and what it costs. S20, S49, S56."""

import pytest

from servicedesk.desks.models import Site
from servicedesk.desks.setup import renew_version, setup
from tests.cast import file_request

pytestmark = pytest.mark.django_db


def test_a_visitor_is_offered_log_in_and_sign_up_on_every_page_s20(client):
    page = client.get("/nowhere/").content.decode()

    assert 'href="/login/"' in page
    assert 'href="/signup/"' in page
    assert "/requests/" not in page


def test_requests_stand_at_the_top_with_the_number_of_ones_own_open_ones_s49(
    browse, customer, colleague, ticket, request_type
):
    file_request(request_type, customer)
    file_request(request_type, colleague)

    page = browse(customer).get("/profile/").content.decode()

    badge = page[page.index('href="/requests/"') :]
    assert badge[badge.index('class="badge">') :].startswith('class="badge">2<')


def test_the_number_is_counted_no_further_than_it_is_shown_s49(browse, customer, ticket, monkeypatch):
    monkeypatch.setattr("servicedesk.entrance.shell.MOST_COUNTED", 0)

    assert 'class="badge">0+<' in browse(customer).get("/profile/").content.decode()


def test_the_frame_of_a_page_costs_four_queries(browse, customer, ticket, django_assert_max_num_queries):
    client = browse(customer)
    client.get("/profile/password/")
    setup()

    with django_assert_max_num_queries(4):
        client.get("/profile/password/")


def test_a_visitors_page_asks_the_database_for_the_setup_alone(client, desk, django_assert_num_queries):
    setup()

    with django_assert_num_queries(1):
        client.get("/login/")


@pytest.mark.parametrize(
    ("name", "surfaces"),
    [("customer", []), ("agent", ["/agent/tickets/"]), ("admin", ["/agent/tickets/", "/console/"])],
)
def test_the_menu_leads_the_team_to_its_surfaces(name, surfaces, browse, cast):
    page = browse(getattr(cast, name)).get("/profile/").content.decode()

    assert [path for path in ("/agent/tickets/", "/console/") if f'href="{path}"' in page] == surfaces


def test_the_site_has_the_name_and_the_colour_that_an_administrator_gave_it(client, desk):
    Site.objects.update_or_create(pk=1, defaults={"name": "Harbour Help", "hue": 120})
    renew_version()

    page = client.get("/login/").content.decode()

    assert "<title>Log in · Harbour Help</title>" in page
    assert 'href="/brand/120.css"' in page


def test_each_language_has_the_name_that_its_speakers_give_it_s61(client):
    page = client.get("/login/").content.decode()

    assert 'value="de" lang="de"' in page
    assert "Deutsch" in page

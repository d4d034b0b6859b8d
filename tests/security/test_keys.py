"""Changing the secret key: with the old one kept nothing is lost, without it everything ends cleanly (F37, A36)."""

import pytest
from django.test import Client

from servicedesk.accounts.links import Purpose, make_link
from servicedesk.tickets.kept import mark_of
from servicedesk.tickets.models import Draft
from tests.cast import PASSWORD

OLD, NEW = "o" * 50, "n" * 50


@pytest.fixture
def before(settings, customer, ticket):
    """A logged-in browser, a link to a new password and an open form, all from the time of the old key."""
    settings.SECRET_KEY = OLD
    customer.set_password(PASSWORD)
    customer.save()
    client = Client()
    client.post("/login/", {"email": customer.email, "password": PASSWORD})
    customer.refresh_from_db()
    link = make_link(Purpose.RESET, customer.email, user=customer).removeprefix(settings.BASE_URL)
    return client, link, mark_of(customer, "reply:1", "/requests/MTS-1001/")


def test_with_the_old_key_kept_sessions_links_and_open_forms_go_on_f37(before, settings):
    client, link, mark = before
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert client.get("/requests/MTS-1001/").status_code == 200
    assert Client().get(link).status_code == 200
    Client().post("/requests/MTS-1001/reply/", {"body": "Late, but here.", "person": mark})
    assert Draft.objects.get().data["body"] == "Late, but here."
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/requests/MTS-1001/").status_code == 200


def test_without_the_old_key_sessions_and_links_end_cleanly_f37(before, settings):
    client, link, mark = before
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []
    answer = client.get("/requests/MTS-1001/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/requests/MTS-1001/")
    over = Client().get(link)
    assert over.status_code == 404
    assert 'href="/password/forgot/"' in over.content.decode()
    returned = Client().post("/requests/MTS-1001/reply/", {"body": "Late, but here.", "person": mark})
    assert returned.status_code == 403
    assert "Late, but here." in returned.content.decode()
    assert not Draft.objects.exists()
    answer = client.post("/login/", {"email": "customer@acme.example", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/requests/MTS-1001/").status_code == 200

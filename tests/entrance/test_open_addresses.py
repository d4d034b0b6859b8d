"""Every address is for signed-in people, but these."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import PASSWORD

OPEN = {
    "sign_up",
    "sign_up_link",
    "login",
    "logout",
    "forgot_password",
    "reset_password",
    "confirm_address",
    "language",
    "brand",
}


def patterns_of(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns_of(entry)
        else:
            yield entry


@pytest.fixture
def entrance() -> list[URLPattern]:
    return [
        entry for entry in patterns_of(get_resolver()) if entry.callback.__module__.startswith("servicedesk.entrance.")
    ]


def test_no_other_page_of_the_entrance_is_open(entrance):
    assert {entry.name for entry in entrance if not getattr(entry.callback, "login_required", True)} == OPEN


@pytest.mark.django_db
def test_opening_pages_changes_nothing_a47(entrance, admin):
    """Whatever stands on the address: a session, a token, an id."""
    admin.set_password(PASSWORD)
    admin.save()
    client = Client()
    client.post("/login/", {"email": admin.email, "password": PASSWORD})
    before = contents()

    for entry in entrance:
        path = "/" + re.sub(r"<str:\w+>", "x", re.sub(r"<int:\w+>", "1", str(entry.pattern)))
        assert client.get(path).status_code in (200, 302, 404, 405), path

    assert contents() == before


def contents() -> dict[str, list]:
    """Every row of every table."""
    return {
        model._meta.db_table: list(model.objects.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.db_table in connection.introspection.table_names()
    }

"""The people and desks that play in the tests: those of the demonstration, with the same addresses."""

from types import SimpleNamespace

import pytest
from django.test import Client

from servicedesk.accounts.models import Role, User
from servicedesk.desks.actions import ensure_default_desk
from servicedesk.desks.actions.default_desk import add_statuses
from servicedesk.desks.answers import answer_to
from servicedesk.desks.models import Desk, DeskRole, Field, RequestType
from servicedesk.desks.setup import renew_version, setup
from servicedesk.organizations.models import Membership, Organization
from servicedesk.tickets import actions

PASSWORD = "demo-password-2026"

ANSWERS = {
    "customer-country": "FI",
    "end-customer": "Harbour of Turku",
    "sma-status": "valid",
    "vms-license-number": "VMS-2291-AX",
    "problem-summary": "Cameras go black at midnight",
    "product": "recorder",
    "description": "Every night at 00:00 all 32 cameras go **black** for about ten minutes.",
}


@pytest.fixture
def desk(db) -> Desk:
    """The default desk, "Technical Support"."""
    ensure_default_desk()
    return Desk.objects.get(key="MTS")


@pytest.fixture
def second_desk(desk) -> Desk:
    second = Desk.objects.create(key="RMA", slug="returns", name={"en": "Returns", "de": "Rücksendungen"}, position=1)
    add_statuses(second)
    kind = RequestType.objects.create(
        desk=second, slug="return-hardware", name={"en": "Return hardware", "de": "Gerät einsenden"}
    )
    Field.objects.create(
        request_type=kind,
        key="unit",
        kind="text",
        use="title",
        label={"en": "Which unit", "de": "Welches Gerät"},
        required=True,
    )
    renew_version()
    return second


@pytest.fixture
def request_type(desk) -> RequestType:
    kind = setup().type_by_slug(desk.pk, "technical-support-request")
    assert kind
    return kind


@pytest.fixture
def acme(db) -> Organization:
    return Organization.objects.create(name="Acme Integrators")


@pytest.fixture
def customer(acme) -> User:
    return _member(_person("customer@acme.example", "Jordan Peck"), acme)


@pytest.fixture
def colleague(acme) -> User:
    return _member(_person("colleague@acme.example", "Lea Brandt"), acme)


@pytest.fixture
def stranger(db) -> User:
    return _person("stranger@elsewhere.example", "Ivo Maric")


@pytest.fixture
def agent(desk) -> User:
    person = _person("agent@desk.example", "Sara Niemi", Role.AGENT)
    DeskRole.objects.create(desk=desk, user=person, role=DeskRole.Role.LEAD)
    return person


@pytest.fixture
def other_agent(second_desk) -> User:
    """An agent of the second desk only."""
    person = _person("other-agent@desk.example", "Tom Virta", Role.AGENT)
    DeskRole.objects.create(desk=second_desk, user=person)
    return person


@pytest.fixture
def admin(db) -> User:
    return _person("admin@desk.example", "Aino Koski", Role.ADMINISTRATOR)


@pytest.fixture
def cast(customer, colleague, stranger, agent, other_agent, admin, desk, second_desk, acme) -> SimpleNamespace:
    """Everybody at once, for tests that compare them."""
    return SimpleNamespace(
        customer=customer,
        colleague=colleague,
        stranger=stranger,
        agent=agent,
        other_agent=other_agent,
        admin=admin,
        desk=desk,
        second_desk=second_desk,
        acme=acme,
    )


@pytest.fixture
def ticket(customer, acme, request_type):
    """A request of the customer, shared with the company."""
    return file_request(request_type, customer, organization=acme)


@pytest.fixture
def browse():
    """Return a client that is logged in as a person, or nobody."""

    def client_of(person: User | None = None) -> Client:
        client = Client(enforce_csrf_checks=False)
        if person:
            client.force_login(person)
        return client

    return client_of


def file_request(
    request_type: RequestType, requester: User, *, by: User | None = None, organization=None, key=None, **changed
):
    """Open a ticket as the form would; `changed` replaces answers by field key, with `_` for `-`."""
    given = ANSWERS | {name.replace("_", "-"): value for name, value in changed.items()}
    questions = setup().fields_of(request_type.pk)
    facts = [answer_to(question, given.get(question.key)) for question in questions if question.use == Field.Use.FACT]
    return actions.open_ticket(
        request_type,
        by=by or requester,
        requester=requester,
        title=given["problem-summary"],
        description=given["description"],
        answers=facts,
        organization=organization,
        key=key,
    )


def _person(email: str, name: str, role: str = Role.CUSTOMER) -> User:
    # An unusable password: tests of logging in set one, and nobody else pays for hashing.
    person = User(email=email, full_name=name, role=role)
    person.set_unusable_password()
    person.save()
    return person


def _member(person: User, organization: Organization) -> User:
    Membership.objects.create(user=person, organization=organization)
    return person

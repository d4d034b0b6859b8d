"""The people and desks of a filled database: 200 companies of ten, a team of twenty on two desks, and an administrator."""

from dataclasses import dataclass
from random import Random

from django.contrib.auth.hashers import make_password

from servicedesk.accounts.models import Role, User
from servicedesk.desks.actions import add_desk, add_field, add_request_type, ensure_default_desk
from servicedesk.desks.models import Desk, DeskRole, Field, RequestType
from servicedesk.organizations.models import Membership, Organization

COMPANIES, PEOPLE_OF_A_COMPANY, AGENTS = 200, 10, 20
# Every tenth colleague sees their own requests alone; every fifteenth belongs to a second company, too.
SEES_OWN, IN_TWO = 10, 15

CUSTOMER, AGENT, ADMINISTRATOR = "person-0@company-000.example", "agent-00@desk.example", "admin@desk.example"


@dataclass(frozen=True)
class Cast:
    types: list[RequestType]
    customers: list[User]
    company_of: dict[int, Organization]
    # By desk.
    teams: dict[int, list[User]]
    system: User


def settle(random: Random) -> Cast:
    """Write the people into an empty database."""
    admin = User.objects.create(
        email=ADMINISTRATOR, full_name="Aino Koski", role=Role.ADMINISTRATOR, password=make_password(None)
    )
    ensure_default_desk()
    second = _second_desk(admin)
    first = Desk.objects.exclude(pk=second.pk).get()
    agents = _people([(f"agent-{at:02}@desk.example", Role.AGENT) for at in range(AGENTS)], random)
    # All work on the first desk but the last five; every third works on the second.
    teams = {first.pk: agents[:-5], second.pk: [*agents[:-5:3], *agents[-5:]]}
    DeskRole.objects.bulk_create(DeskRole(desk_id=desk, user=agent) for desk, team in teams.items() for agent in team)
    customers, company_of = _companies(random)
    return Cast(list(RequestType.objects.order_by("id")), customers, company_of, teams, User.objects.system())


def _second_desk(admin: User) -> Desk:
    desk = add_desk(by=admin, key="RMA", name={"en": "Returns"}, audience=Desk.Audience.ACCOUNTS)
    kind = add_request_type(desk, by=admin, name={"en": "Return hardware"})
    add_field(kind, by=admin, kind=Field.Kind.TEXT, use=Field.Use.TITLE, label={"en": "Which unit"}, required=True)
    add_field(
        kind, by=admin, kind=Field.Kind.LONG_TEXT, use=Field.Use.DESCRIPTION, label={"en": "What is wrong with it"}
    )
    return desk


def _companies(random: Random) -> tuple[list[User], dict[int, Organization]]:
    companies = Organization.objects.bulk_create(
        Organization(name=f"Company {at:03} Integrators") for at in range(COMPANIES)
    )
    addresses = [
        (f"person-{person}@company-{at:03}.example", Role.CUSTOMER)
        for at in range(COMPANIES)
        for person in range(PEOPLE_OF_A_COMPANY)
    ]
    people = _people(addresses, random)
    company_of = {person.pk: companies[at // PEOPLE_OF_A_COMPANY] for at, person in enumerate(people)}
    members = [
        Membership(
            user=person,
            organization=company_of[person.pk],
            sees=Membership.Sees.ALL if (at + 1) % SEES_OWN else Membership.Sees.OWN,
        )
        for at, person in enumerate(people)
    ]
    seconds = [
        Membership(user=person, organization=companies[(at // PEOPLE_OF_A_COMPANY + 1) % COMPANIES])
        for at, person in enumerate(people)
        if at % IN_TWO == 1
    ]
    Membership.objects.bulk_create([*members, *seconds])
    return people, company_of


def _people(addresses: list[tuple[str, Role]], random: Random) -> list[User]:
    people = [
        User(email=email, full_name=_name(random), role=role, password=make_password(None)) for email, role in addresses
    ]
    return User.objects.bulk_create(people)


def _name(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


_FIRST = (
    "Jordan",
    "Lea",
    "Ivo",
    "Sara",
    "Tom",
    "Mikko",
    "Anna",
    "Paul",
    "Noor",
    "Elena",
    "Marc",
    "Yuki",
    "Ole",
    "Rosa",
    "Ben",
    "Zofia",
)
_LAST = (
    "Peck",
    "Brandt",
    "Maric",
    "Niemi",
    "Virta",
    "Laine",
    "Schmidt",
    "Costa",
    "Haddad",
    "Novak",
    "Weber",
    "Tanaka",
    "Berg",
    "Lopez",
    "Shaw",
    "Kowalska",
)

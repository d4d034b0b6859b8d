"""Who plays in the demonstration. Everybody and every company is invented; phone numbers are those kept free for fiction."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from servicedesk.accounts import actions as accounts
from servicedesk.accounts.models import Role, User
from servicedesk.organizations import actions as organizations
from servicedesk.organizations.models import Membership, Organization

PASSWORD = "demo-password-2026"  # noqa: S105
ADMINISTRATOR = "admin@desk.example"
KNOWN_FOR = timedelta(days=90)

INTRODUCED = [
    ("customer@acme.example", "customer of Acme Integrators, sees the company's requests"),
    ("colleague@acme.example", "a colleague there"),
    ("stranger@elsewhere.example", "customer in no company"),
    ("agent@desk.example", "agent, leads Technical Support"),
    ("other-agent@desk.example", "agent of Returns and repairs only"),
    (ADMINISTRATOR, "administrator"),
]


@dataclass(frozen=True)
class Person:
    name: str
    address: str
    time_zone: str
    language: str = "en"
    # Ofcom keeps 01632 960000 to 960999 free for drama.
    phone: str = ""
    role: str = Role.CUSTOMER
    signed_up: bool = True


TEAM = {
    "aino": Person("Aino Koski", ADMINISTRATOR, "Europe/Helsinki", role=Role.ADMINISTRATOR),
    "sara": Person("Sara Niemi", "agent@desk.example", "Europe/Helsinki", role=Role.AGENT),
    "mikael": Person("Mikael Holm", "mikael@desk.example", "Europe/Helsinki", role=Role.AGENT),
    "priya": Person("Priya Raman", "priya@desk.example", "Europe/Helsinki", role=Role.AGENT),
    "tom": Person("Tom Virta", "other-agent@desk.example", "Europe/Helsinki", role=Role.AGENT),
    "elisa": Person("Elisa Ranta", "elisa@desk.example", "Europe/Helsinki", role=Role.AGENT),
}

CUSTOMERS = {
    "jordan": Person("Jordan Peck", "customer@acme.example", "Europe/London", phone="+44 1632 960 118"),
    "lea": Person("Lea Brandt", "colleague@acme.example", "Europe/Berlin"),
    "marcus": Person("Marcus Oyelaran", "marcus@acme.example", "Europe/London", phone="+44 1632 960 240"),
    "ivo": Person("Ivo Maric", "stranger@elsewhere.example", "Europe/Zagreb"),
    "nadia": Person("Nadia Petrova", "nadia@elsewhere.example", "Europe/Sofia"),
    "walter": Person(
        "Walter Kunz", "kunz@elsewhere.example", "Europe/Vienna", "de", "+44 1632 960 771", signed_up=False
    ),
    "rosa": Person("Rosa Lind", "rosa@nordlicht.example", "Europe/Berlin", "de"),
    "henrik": Person("Henrik Fuchs", "henrik@nordlicht.example", "Europe/Berlin", "de"),
    "tobias": Person("Tobias Wegner", "tobias@bergland.example", "Europe/Vienna", "de"),
    "ayse": Person("Ayşe Demir", "ayse@bergland.example", "Europe/Vienna", "de"),
    "jens": Person("Jens Albrecht", "jens@talbruck.example", "Europe/Berlin", "de"),
    "karin": Person("Karin Vogt", "karin@talbruck.example", "Europe/Berlin", "de"),
    "fiona": Person("Fiona Gallagher", "fiona@kestrel.example", "Europe/Dublin", phone="+44 1632 960 552"),
    "dev": Person("Dev Chandra", "dev@kestrel.example", "Europe/Dublin"),
    "mika": Person("Mika Saarinen", "mika@harju.example", "Europe/Helsinki"),
    "anni": Person("Anni Laine", "anni@harju.example", "Europe/Helsinki"),
    "pekka": Person("Pekka Aho", "pekka@harju.example", "Europe/Helsinki"),
    "camille": Person("Camille Moreau", "camille@tilleuls.example", "Europe/Paris"),
    "hugo": Person("Hugo Perrin", "hugo@tilleuls.example", "Europe/Paris"),
    "grace": Person("Grace Whitlock", "grace@lumen.example", "Europe/London", phone="+44 1632 960 906"),
    "omar": Person("Omar Haddad", "omar@lumen.example", "Europe/London"),
    "nils": Person("Nils Bergqvist", "nils@polaris.example", "Europe/Stockholm"),
    "ebba": Person("Ebba Lund", "ebba@polaris.example", "Europe/Stockholm"),
    "tessa": Person("Tessa Nguyen", "tessa@millbrook.example", "America/Chicago"),
    "ray": Person("Raymond Cole", "raymond@millbrook.example", "America/Chicago"),
}

# The first company of a person is the one that their requests are shared with.
COMPANIES = {
    "Acme Integrators": ["jordan", "lea", "marcus"],
    "Nordlicht Sicherheit GmbH": ["rosa", "henrik"],
    "Bergland Logistik GmbH": ["tobias", "ayse", "rosa"],
    "Stadtwerke Talbrück": ["jens", "karin"],
    "Kestrel Airfield Services": ["fiona", "dev"],
    "Harju Retail Group": ["mika", "anni", "pekka"],
    "Clinique des Tilleuls": ["camille", "hugo"],
    "Lumen Casinos": ["grace", "omar"],
    "Polaris Fastigheter": ["nils", "ebba"],
    "Millbrook Transit Authority": ["tessa", "ray"],
}
OWNERS = ["marcus"]
SEE_OWN_ONLY = ["pekka"]


def make() -> dict[str, User]:
    """Make everybody, in their companies; return them by the name that the stories call them."""
    admin = accounts.create_administrator(ADMINISTRATOR, PASSWORD)
    everybody = {key: _person(person, by=admin) for key, person in {**TEAM, **CUSTOMERS}.items()}
    _let_in(everybody)
    for name, members in COMPANIES.items():
        organization = organizations.create_organization(name=name, by=admin)
        for key in members:
            _join(organization, key, everybody[key], by=admin)
    Organization.objects.filter(name__in=COMPANIES).update(created_at=timezone.now() - KNOWN_FOR)
    return everybody


def _person(person: Person, *, by: User) -> User:
    user = accounts.person_for(person.address, name=person.name, by=by)
    accounts.set_role(user, person.role, by=by)
    accounts.change_profile(
        user, full_name=person.name, phone=person.phone, language=person.language, time_zone=person.time_zone
    )
    return user


def _let_in(everybody: dict[str, User]) -> None:
    """One hash for all: the password is no secret, and thirty hashes would take seconds."""
    signed_up = [everybody[key].pk for key, person in {**TEAM, **CUSTOMERS}.items() if person.signed_up]
    User.objects.filter(pk__in=signed_up).update(
        password=make_password(PASSWORD), created_at=timezone.now() - KNOWN_FOR
    )


def _join(organization: Organization, key: str, person: User, *, by: User) -> None:
    membership = organizations.add_member(organization, person, by=by)
    if key in OWNERS + SEE_OWN_ONLY:
        role = Membership.Role.OWNER if key in OWNERS else Membership.Role.MEMBER
        sees = Membership.Sees.OWN if key in SEE_OWN_ONLY else Membership.Sees.ALL
        organizations.change_member(membership, by=by, role=role, sees=sees)

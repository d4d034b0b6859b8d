"""Fills the database of the environment with the people of the journeys: `python -m tests.browser.world`.

Every journey plays with a troupe of its own, so that none finds what another has left.
"""

from dataclasses import dataclass
from importlib import import_module

import django
from django.db import transaction

TROUPES = 16
PASSWORD = "demo-password-2026"
PHONE = "+44 20 7946 0136"
ADMIN = "admin@desk.example"
AGENT = "agent@desk.example"
OTHER_AGENT = "mikael@desk.example"


@dataclass(frozen=True)
class Troupe:
    """A customer and a colleague in one company, and somebody in no company, who all speak `language`."""

    language: str
    number: int

    @property
    def place(self) -> str:
        return f"{self.language}{self.number}"

    @property
    def company(self) -> str:
        return f"Acme Integrators {self.place.upper()}"

    @property
    def customer(self) -> str:
        return f"customer@{self.place}.example"

    @property
    def colleague(self) -> str:
        return f"colleague@{self.place}.example"

    @property
    def stranger(self) -> str:
        return f"stranger@{self.place}.example"


def main() -> None:
    django.setup()
    with transaction.atomic():
        _fill()


def _fill() -> None:
    people = import_module("django.contrib.auth").get_user_model().objects
    accounts = import_module("servicedesk.accounts.actions")
    admin = accounts.create_administrator(ADMIN, PASSWORD)
    accounts.change_profile(admin, full_name="Aino Koski", phone="", language="en", time_zone="Europe/Helsinki")
    for language in ("en", "de"):
        for number in range(TROUPES):
            _make(Troupe(language, number), people, password=admin.password)
    _staff(people, admin)


def _make(troupe: Troupe, people, *, password: str) -> None:
    models = import_module("servicedesk.organizations.models")
    company = models.Organization.objects.create(name=troupe.company)
    names = {troupe.customer: "Jordan Peck", troupe.colleague: "Lea Brandt", troupe.stranger: "Ivo Maric"}
    for address, name in names.items():
        person = people.create(email=address, full_name=name, password=password, language=troupe.language)
        if address != troupe.stranger:
            models.Membership.objects.create(organization=company, user=person)


def _staff(people, admin) -> None:
    desks = import_module("servicedesk.desks.actions")
    models = import_module("servicedesk.desks.models")
    desk = desks.change_desk(models.Desk.objects.get(key="MTS"), by=admin, phone=PHONE)
    for address, name, role in ((AGENT, "Sara Niemi", "lead"), (OTHER_AGENT, "Mikael Holm", "agent")):
        agent = people.create(email=address, full_name=name, role="agent", password=admin.password)
        desks.join_desk(desk, agent, by=admin, role=role)


if __name__ == "__main__":
    main()

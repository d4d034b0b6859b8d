"""The demonstration: the service desk of an invented maker of video systems, with its people, companies and six weeks of work."""

from django.conf import settings
from django.db import transaction

from servicedesk.accounts.models import User
from servicedesk.desks.actions import ensure_default_desk
from servicedesk.ops.demo import aftermath, desks, people, requests


def fill() -> None:
    """Put it into the database, through the actions that people use; does nothing where it is already."""
    if User.objects.filter(email=people.ADMINISTRATOR).exists():
        return
    with transaction.atomic():
        ensure_default_desk()
        everybody = people.make()
        desks.set_up(everybody)
        requests.play(everybody)
        aftermath.settle()


def introduction() -> list[str]:
    """What a visitor has to know: who can log in, with which password, and where."""
    width = max(len(address) for address, _what in people.INTRODUCED)
    return [
        f"Everybody's password is {people.PASSWORD}:",
        *(f"  {address:{width}}  {what}" for address, what in people.INTRODUCED),
        f"Customers start at {settings.BASE_URL}/, the team at {settings.BASE_URL}/agent/,",
        f"administrators at {settings.BASE_URL}/console/. All mail lands at {settings.BASE_URL}/demo/mail/",
    ]

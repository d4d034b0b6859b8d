"""The mails about accounts, as their recipients would read them now."""

import re

from django.conf import settings

from servicedesk.outbox.models import OutgoingMail
from servicedesk.outbox.rendering import Rendered, render


def letter_to(address: str) -> Rendered | None:
    """The newest mail to an address, put into words as it would be if it left now; None if it would not leave."""
    return render(OutgoingMail.objects.filter(kind="account", to_address=address).latest("pk"))


def link_to(address: str) -> str:
    """The path of the first link in the newest mail to an address."""
    letter = letter_to(address)
    assert letter is not None
    found = re.search(re.escape(settings.BASE_URL) + r"(/\S+)", letter.text)
    assert found, letter.text
    return found[1]


def token_to(address: str) -> str:
    return link_to(address).strip("/").split("/")[-1]

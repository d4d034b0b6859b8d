from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.actions.mailing import queue_mail
from servicedesk.accounts.links import LinkNotValid, Purpose, read_link
from servicedesk.accounts.models import User
from servicedesk.core.cleaning import clean_line
from servicedesk.core.errors import Refused

# Read once: each call walks the folder of all time zones.
TIME_ZONES = available_timezones()


def change_profile(user: User, *, full_name: str, phone: str, language: str, time_zone: str) -> None:
    """A person's own details (S58); a new address is asked for by `ask_for_address`."""
    if not (full_name := clean_line(full_name)):
        raise Refused(_("A person needs a name."))
    if language not in dict(settings.LANGUAGES) or time_zone not in TIME_ZONES:
        raise Refused(_("This language or time zone is not known here."))
    user.full_name, user.phone, user.language, user.time_zone = (
        full_name[:150],
        clean_line(phone)[:40],
        language,
        time_zone,
    )
    user.save(update_fields=["full_name", "phone", "language", "time_zone"])


def change_language(user: User, *, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


def ask_for_address(user: User, *, address: str) -> None:
    """Have a link sent to a new address, which counts once it has been opened and confirmed (S58)."""
    queue_mail("confirm-address", address, user=user)


def change_address(token: str) -> User:
    """Make the address of a confirmation link its person's own, and tell the old one. Raises LinkNotValid and Refused."""
    link = read_link(token, Purpose.CHANGE_ADDRESS)
    if link.user is None:
        raise LinkNotValid
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=link.user.pk)
        read_link(token, Purpose.CHANGE_ADDRESS)
        if User.objects.filter(email=link.address).exists():
            raise Refused(_("There is another account with this address."))
        old, user.email = user.email, link.address
        user.save(update_fields=["email"])
        queue_mail("address-changed", old, user=user)
    return user

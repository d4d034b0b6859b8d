from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from servicedesk.accounts.access import may_invite_people
from servicedesk.accounts.actions.mailing import queue_mail
from servicedesk.accounts.models import User, normal_address
from servicedesk.accounts.signin import may_log_in
from servicedesk.audit.record import record
from servicedesk.core.cleaning import clean_line
from servicedesk.core.errors import Refused, require

LONGEST_ADDRESS = 254


def person_for(address: str, *, name: str = "", by: User) -> User:
    """Return the person with this address, made without a password if there was none: for requests filed on behalf (S4)."""
    require(may_invite_people(by))
    address = normal_address(address)
    if not _is_address(address):
        raise Refused(_("This is not an e-mail address."))
    with transaction.atomic():
        unknown = {"full_name": clean_line(name)[:150], "password": make_password(None)}
        person, created = User.objects.get_or_create(email=address, defaults=unknown)
        if created:
            record("created", person, by=by)
    if not may_log_in(person):
        raise Refused(_("This account is switched off."))
    return person


def invite(user: User, *, by: User) -> None:
    """Send the link with which a person without a password finishes signing up."""
    require(may_invite_people(by))
    if user.has_signed_up:
        raise Refused(_("This person has signed up already."))
    if not may_log_in(user):
        raise Refused(_("This account is switched off."))
    queue_mail("invitation", user.email, user=user, args={"by": by.pk})


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS

"""Links that let somebody in. They are made while their mail is being sent, kept nowhere, and work once.

A link is signed, not stored. What it carries can be read by whoever has it, so nothing secret goes in; the keyed digest of
password hash, address and last log-in changes when the link is used, which uses up every other link of that state too.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from servicedesk.accounts.models import User
from servicedesk.accounts.signin import may_log_in

_SALT = "servicedesk.accounts.links"
# Neither base64 nor the punctuation at which mail programs break an address.
_SEPARATOR = "."


class Purpose(StrEnum):
    SIGN_UP = "sign-up"
    INVITATION = "invitation"
    RESET = "reset"
    CHANGE_ADDRESS = "change-address"


WORKS_FOR = {
    Purpose.SIGN_UP: timedelta(hours=24),
    Purpose.INVITATION: timedelta(hours=72),
    Purpose.RESET: timedelta(hours=24),
    Purpose.CHANGE_ADDRESS: timedelta(hours=24),
}
PAGES = {
    Purpose.SIGN_UP: "sign_up_link",
    Purpose.INVITATION: "sign_up_link",
    Purpose.RESET: "reset_password",
    Purpose.CHANGE_ADDRESS: "confirm_address",
}


@dataclass(frozen=True)
class Link:
    purpose: Purpose
    # Where the mail went: using the link proves that its reader has this address.
    address: str
    # The person whose link it is; None while there is no account, which a sign-up makes.
    user: User | None
    # The page first asked for, to be opened afterwards (S28).
    next: str


class LinkNotValid(Exception):
    """It is none of ours."""


class LinkOver(LinkNotValid):
    """It was ours, for `address`, and is used up or too old."""

    def __init__(self, purpose: Purpose, address: str, next: str, *, used: bool) -> None:
        super().__init__(purpose)
        self.purpose, self.address, self.next, self.used = purpose, address, next, used


def make_link(purpose: Purpose, address: str, *, user: User | None, next: str = "") -> str:
    """Return the whole address of a new link; its host is the configured one, whatever a request said (A37)."""
    token = _signer().sign_object([purpose, address, user.pk if user else None, next, _digests(purpose, user)[0]])
    return settings.BASE_URL + reverse(PAGES[purpose], args=[token])


def read_link(token: str, *purposes: Purpose) -> Link:
    """Return what a link says, if it serves one of `purposes` and still works. Reading uses nothing up (A34)."""
    try:
        purpose, address, user_id, next, digest = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError) as bad:
        raise LinkNotValid from bad
    if purpose not in purposes:
        raise LinkNotValid
    purpose = Purpose(purpose)
    try:
        _signer().unsign(token, max_age=WORKS_FOR[purpose])
    except signing.SignatureExpired as old:
        raise LinkOver(purpose, address, next, used=False) from old
    user = _person(user_id, address)
    if user and not may_log_in(user):
        raise LinkNotValid
    if not any(constant_time_compare(digest, known) for known in _digests(purpose, user)):
        raise LinkOver(purpose, address, next, used=True)
    return Link(purpose, address, user, next)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=_SALT, sep=_SEPARATOR)


def _person(user_id: int | None, address: str) -> User | None:
    """A sign-up link is bound to the address alone: somebody may have made the person since."""
    return User.objects.filter(email=address).first() if user_id is None else User.objects.filter(pk=user_id).first()


def _digests(purpose: Purpose, user: User | None) -> list[str]:
    """The digest under the present key, then under those that it replaced."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(_SALT, _state(purpose, user), secret=key, algorithm="sha256").hexdigest()[:32] for key in keys]


def _state(purpose: Purpose, user: User | None) -> str:
    if user is None or not user.has_signed_up:
        # Whoever has only written a mail is no further than whoever has not.
        return ""
    # A log-in elsewhere says nothing about a new address; it does about a password that was forgotten.
    logged_in = "" if purpose is Purpose.CHANGE_ADDRESS or user.last_login is None else user.last_login.isoformat()
    return "\0".join((user.password, user.email, logged_in))

"""The devices that signed in to an account before, known by a signed cookie (OWASP: Device cookies)."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from servicedesk.accounts.models import normal_address
from servicedesk.core.ids import new_id

COOKIE = "device"
AGE = 180 * 24 * 3600
MOST_ACCOUNTS = 8
_SALT = "servicedesk.entrance.devices"


@dataclass(frozen=True)
class Device:
    id: str
    # Keyed digests of addresses: the cookie tells nobody who uses the device.
    accounts: tuple[str, ...] = ()

    def knows(self, address: str) -> bool:
        return _digest(address) in self.accounts


def device_of(request: HttpRequest) -> Device:
    try:
        id, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=AGE)
    except (signing.BadSignature, ValueError):
        return Device(new_id())
    return Device(id, tuple(accounts))


def remember_device(request: HttpRequest, response: HttpResponseBase, address: str) -> None:
    device, account = device_of(request), _digest(address)
    accounts = [account, *(known for known in device.accounts if known != account)][:MOST_ACCOUNTS]
    value = signing.dumps([device.id, accounts], salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=AGE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _digest(address: str) -> str:
    return salted_hmac(_SALT, normal_address(address), algorithm="sha256").hexdigest()[:24]

"""Who is at the other end of a request."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that the outermost of our own proxies saw; whatever a client wrote before it is not read (A42)."""
    peer = _address(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return peer
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(forwarded) < settings.TRUSTED_PROXIES:
        return peer
    return _address(forwarded[-settings.TRUSTED_PROXIES].strip(), otherwise=peer)


def client_network(request: HttpRequest) -> str:
    """Return what one customer of a provider usually holds: the address in IPv4, the /64 in IPv6."""
    address = ip_address(client_address(request))
    return str(address) if address.version == 4 else str(ip_network(f"{address}/64", strict=False))


def _address(text: str, otherwise: str = "0.0.0.0") -> str:  # noqa: S104 - a name for "unknown", nothing listens there
    try:
        address = ip_address(text)
    except ValueError:
        return otherwise
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)

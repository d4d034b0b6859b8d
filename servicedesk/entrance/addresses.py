"""Where a visitor may be sent."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/"
REQUESTS = "/requests/"
WORKSPACE = "/agent/tickets/"
CONSOLE = "/console/"
LONGEST_ADDRESS = 500


def wanted_page(request: HttpRequest) -> str:
    """Return the page that the visitor first asked for, carried along in `next`."""
    return safe_address(request.POST.get("next") or request.GET.get("next"))


def safe_address(wanted: str | None, otherwise: str = HOME) -> str:
    """Return `wanted` if it is a path on this site, else `otherwise`: nobody is led elsewhere by a link of ours (A66)."""
    if not wanted or len(wanted) > LONGEST_ADDRESS or not wanted.startswith("/"):
        return otherwise
    if not wanted.isprintable():
        return otherwise
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else otherwise

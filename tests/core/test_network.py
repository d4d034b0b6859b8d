"""Whose request it is. A42: only what the configured proxies wrote is read."""

import pytest
from django.test import RequestFactory

from servicedesk.core.network import client_address, client_network


def request_from(peer: str, forwarded: str | None = None, **headers: str):
    if forwarded is not None:
        headers["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().get("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "10.0.0.2", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "nonsense", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_address_is_the_one_that_the_outermost_own_proxy_saw_a42(proxies, forwarded, address, settings):
    settings.TRUSTED_PROXIES = proxies

    assert client_address(request_from("192.0.2.1", forwarded)) == address


def test_no_other_header_is_read_a42(settings):
    settings.TRUSTED_PROXIES = 1
    names = ("CF_CONNECTING_IP", "TRUE_CLIENT_IP", "X_REAL_IP", "FORWARDED", "X_CLIENT_IP")
    headers = {f"HTTP_{name}": "203.0.113.9" for name in names}

    assert client_address(request_from("192.0.2.1", **headers)) == "192.0.2.1"


def test_one_customer_of_a_provider_is_one_network(settings):
    settings.TRUSTED_PROXIES = 0

    assert client_network(request_from("2001:db8:1:2:aaaa::1")) == client_network(request_from("2001:db8:1:2:bbbb::2"))
    assert client_network(request_from("2001:db8:1:2::1")) != client_network(request_from("2001:db8:1:3::1"))
    assert client_network(request_from("192.0.2.1")) != client_network(request_from("192.0.2.2"))


def test_a_peer_without_an_address_is_one_that_nobody_has():
    assert client_address(request_from("")) == "0.0.0.0"  # noqa: S104

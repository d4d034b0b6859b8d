"""One try too many: counted here, answered with the same page and its form kept, saying when to try again."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from servicedesk.accounts.limits import LINK_ADDRESS, LINK_NETWORK, TooMany, count
from servicedesk.core.network import client_network


def count_link(request: HttpRequest, address: str) -> None:
    """Count a mail with a link asked for; raises TooMany."""
    count([(LINK_ADDRESS, (address,)), (LINK_NETWORK, (client_network(request),))])


def refuse_for_now(
    page: Callable[..., HttpResponse], request: HttpRequest, form: forms.Form, refused: TooMany
) -> HttpResponse:
    minutes = -(-refused.seconds // 60)
    form.add_error(
        None,
        ngettext(
            "Too many tries. Please try again in %(minutes)s minute.",
            "Too many tries. Please try again in %(minutes)s minutes.",
            minutes,
        )
        % {"minutes": minutes},
    )
    response = page(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(refused.seconds)
    return response

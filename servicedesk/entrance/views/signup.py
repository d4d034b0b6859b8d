from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from servicedesk.accounts import actions
from servicedesk.accounts.links import Link, LinkNotValid, Purpose, read_link
from servicedesk.entrance.addresses import safe_address
from servicedesk.entrance.forms import SignUpForm
from servicedesk.entrance.tokens import link_is_over, token_page
from servicedesk.entrance.views.login import enter


@login_not_required
@token_page
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, token: str) -> HttpResponseBase:
    """The second step, behind the link: opening it uses nothing up, for mail scanners open it too (A34)."""
    try:
        link = read_link(token, Purpose.SIGN_UP, Purpose.INVITATION)
        if request.method != "POST":
            return _page(request, _empty_form(link), link)
        form = SignUpForm(request.POST)
        if not form.is_valid():
            return _page(request, form, link, HTTPStatus.BAD_REQUEST)
        try:
            user = actions.sign_up(token, **form.cleaned_data)
        except ValidationError as weak:
            form.add_error("password", weak)
            return _page(request, form, link, HTTPStatus.BAD_REQUEST)
    except LinkNotValid as problem:
        return link_is_over(request, problem, again="sign_up")
    return enter(request, user, safe_address(link.next))


def _empty_form(link: Link) -> SignUpForm:
    return SignUpForm(initial={"full_name": link.user.full_name if link.user else ""})


def _page(request: HttpRequest, form: SignUpForm, link: Link, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "entrance/finish_sign_up.html", {"form": form, "address": link.address}, status=status)

from http import HTTPStatus

from allauth.account.utils import perform_login
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk.accounts.limits import (
    LOG_IN_ACCOUNT,
    LOG_IN_FROM_DEVICE,
    LOG_IN_NETWORK,
    LOG_IN_PAIR,
    TooMany,
    Tries,
    count,
)
from servicedesk.accounts.models import User
from servicedesk.core.limits import give_back
from servicedesk.core.network import client_network
from servicedesk.entrance.addresses import wanted_page
from servicedesk.entrance.devices import device_of, remember_device
from servicedesk.entrance.forms import LogInForm
from servicedesk.entrance.waiting import refuse_for_now


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponseBase:
    wanted = wanted_page(request)
    if request.method != "POST":
        return redirect(wanted) if request.user.is_authenticated else _page(request, LogInForm())
    form = LogInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.BAD_REQUEST)
    try:
        user = _let_in(request, **form.cleaned_data)
    except TooMany as refused:
        return refuse_for_now(_page, request, form, refused)
    if user is None:
        form.add_error(None, _("E-mail and password do not fit together. Check both, or ask for a new password."))
        return _page(request, form, HTTPStatus.BAD_REQUEST)
    return enter(request, user, wanted)


@login_not_required
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("login")
    # Takes the pages that other tabs and the way back still hold (S60).
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def enter(request: HttpRequest, user: User, wanted: str) -> HttpResponseBase:
    """Start a session with a new key, after whatever stages the person's log-in has, and remember the device."""
    response: HttpResponseBase = perform_login(request, user, redirect_url=wanted)
    if request.user.is_authenticated:
        remember_device(request, response, user.email)
    return response


@sensitive_variables("password")
def _let_in(request: HttpRequest, *, email: str, password: str) -> User | None:
    tries = list(_tries(request, email))
    count(tries)
    user = authenticate(request, email=email, password=password)
    if user:
        give_back(tries[0][0], *tries[0][1])
    return user


def _tries(request: HttpRequest, email: str) -> Tries:
    """The narrowest count comes first: it is the one that a success clears."""
    device, network = device_of(request), client_network(request)
    if device.knows(email):
        return [(LOG_IN_FROM_DEVICE, (device.id, email))]
    return [(LOG_IN_PAIR, (network, email)), (LOG_IN_NETWORK, (network,)), (LOG_IN_ACCOUNT, (email,))]


def _page(request: HttpRequest, form: LogInForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "entrance/log_in.html", {"form": form, "next": wanted_page(request)}, status=status)

"""The two forms that have a link sent. What they do and answer is the same for every address (A38)."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from servicedesk.accounts import actions
from servicedesk.accounts.limits import TooMany
from servicedesk.entrance.addresses import wanted_page
from servicedesk.entrance.forms import LinkForm
from servicedesk.entrance.waiting import count_link, refuse_for_now


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(wanted_page(request))
    return _ask(request, "sign_up", actions.ask_for_sign_up)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    return _ask(request, "forgot_password", actions.ask_for_reset)


def _ask(request: HttpRequest, name: str, ask: Callable[..., None]) -> HttpResponse:
    page = partial(_page, f"entrance/{name}.html")
    if request.method != "POST":
        return page(request, LinkForm(initial={"email": request.GET.get("email")}))
    form = LinkForm(request.POST)
    if not form.is_valid():
        return page(request, form, HTTPStatus.BAD_REQUEST)
    address, wanted = form.cleaned_data["email"], wanted_page(request)
    try:
        count_link(request, address)
    except TooMany as refused:
        return refuse_for_now(page, request, form, refused)
    ask(address, next=wanted)
    return render(request, "entrance/link_sent.html", {"address": address, "next": wanted, "again": name})


def _page(template: str, request: HttpRequest, form: LinkForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, template, {"form": form, "next": wanted_page(request)}, status=status)

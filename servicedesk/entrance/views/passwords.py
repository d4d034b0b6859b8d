from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from servicedesk.accounts import actions
from servicedesk.accounts.limits import CONFIRM_PASSWORD, TooMany, count
from servicedesk.accounts.links import Link, LinkNotValid, Purpose, read_link
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.accounts.sessions import note_session
from servicedesk.entrance.addresses import safe_address
from servicedesk.entrance.forms import ChangePasswordForm, NewPasswordForm
from servicedesk.entrance.tokens import link_is_over, token_page
from servicedesk.entrance.views.login import enter
from servicedesk.entrance.waiting import refuse_for_now


@login_not_required
@token_page
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        link = read_link(token, Purpose.RESET)
        if request.method != "POST":
            return _reset_page(request, NewPasswordForm(), link)
        form = NewPasswordForm(request.POST)
        if not form.is_valid():
            return _reset_page(request, form, link, HTTPStatus.BAD_REQUEST)
        try:
            user = actions.reset_password(token, **form.cleaned_data)
        except ValidationError as weak:
            form.add_error("password", weak)
            return _reset_page(request, form, link, HTTPStatus.BAD_REQUEST)
    except LinkNotValid as problem:
        return link_is_over(request, problem, again="forgot_password")
    messages.success(request, _("Your new password is set. Other devices are logged out."))
    return enter(request, user, safe_address(link.next))


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonsRequest) -> HttpResponse:
    if request.method != "POST":
        return _change_page(request, ChangePasswordForm())
    form = ChangePasswordForm(request.POST)
    if not form.is_valid():
        return _change_page(request, form, HTTPStatus.BAD_REQUEST)
    try:
        count([(CONFIRM_PASSWORD, (str(request.user.pk),))])
        actions.change_password(request.user, **form.cleaned_data)
    except TooMany as refused:
        return refuse_for_now(_change_page, request, form, refused)
    except ValidationError as problem:
        form.add_error(None, problem)
        return _change_page(request, form, HTTPStatus.BAD_REQUEST)
    update_session_auth_hash(request, request.user)
    note_session(request)
    messages.success(request, _("Your password is changed. Other devices are logged out."))
    return redirect("profile")


def _reset_page(request: HttpRequest, form: NewPasswordForm, link: Link, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "entrance/reset_password.html", {"form": form, "address": link.address}, status=status)


def _change_page(request: HttpRequest, form: ChangePasswordForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "entrance/change_password.html", {"form": form}, status=status)

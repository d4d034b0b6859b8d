from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts import actions
from servicedesk.accounts.limits import TooMany
from servicedesk.accounts.links import LinkNotValid, Purpose, read_link
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.accounts.sessions import end_session, end_sessions, sessions_of
from servicedesk.core.errors import Refused
from servicedesk.entrance.browsers import describe
from servicedesk.entrance.forms import ProfileForm
from servicedesk.entrance.tokens import link_is_over, token_page
from servicedesk.entrance.waiting import count_link, refuse_for_now


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PersonsRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ProfileForm.of(request.user))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.BAD_REQUEST)
    details = dict(form.cleaned_data)
    address = details.pop("email")
    try:
        if address != request.user.email:
            count_link(request, address)
            actions.ask_for_address(request.user, address=address)
            messages.info(
                request,
                _("A link was sent to %(address)s. Open it to confirm the new address; until then the old one counts.")
                % {"address": address},
            )
        actions.change_profile(request.user, **details)
    except TooMany as refused:
        return refuse_for_now(_page, request, form, refused)
    with translation.override(request.user.language):
        messages.success(request, _("Your profile is saved."))
    return redirect("profile")


@login_not_required
@token_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponseBase:
    try:
        link = read_link(token, Purpose.CHANGE_ADDRESS)
        if request.method != "POST":
            return render(request, "entrance/confirm_address.html", {"address": link.address})
        actions.change_address(token)
    except LinkNotValid as problem:
        return link_is_over(request, problem)
    except Refused as refused:
        return render(
            request,
            "entrance/confirm_address.html",
            {"address": link.address, "refused": str(refused)},
            status=HTTPStatus.CONFLICT,
        )
    messages.success(request, _("Your address is now %(address)s.") % {"address": link.address})
    return redirect("profile")


@require_safe
def sessions(request: PersonsRequest) -> HttpResponse:
    rows = [
        {
            "id": row.pk,
            "where": describe(row.user_agent),
            "ip": row.ip,
            "since": row.created_at,
            "current": row.session_key == request.session.session_key,
        }
        for row in sessions_of(request.user)
    ]
    return render(request, "entrance/sessions.html", {"sessions": rows})


@require_POST
def end_one(request: PersonsRequest, session: int) -> HttpResponse:
    end_session(request.user, session)
    return redirect("sessions")


@require_POST
def end_others(request: PersonsRequest) -> HttpResponse:
    end_sessions(request.user, but=request.session.session_key)
    return redirect("sessions")


def _page(request: HttpRequest, form: ProfileForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "entrance/profile.html", {"form": form}, status=status)

"""Who works on a desk, and who may use a restricted one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.people import CompanyGuestForm, PersonForm, PlaceForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_desk, find_person, wear_colours
from servicedesk.console.views._press import press
from servicedesk.desks import actions
from servicedesk.desks.models import Desk, DeskRole
from servicedesk.organizations.access import organizations_visible_to

SUGGESTED = 200


@require_safe
@for_administrators
def show(request: PersonsRequest, desk: str) -> HttpResponse:
    return _page(request, find_desk(request.user, desk))


@require_POST
@for_administrators
def join(request: PersonsRequest, desk: str) -> HttpResponse:
    """Put somebody of the team on the desk, or change what they are there."""
    found = find_desk(request.user, desk)
    form = PlaceForm(request.POST, by=request.user)
    if form.is_valid() and form.attempt(
        actions.join_desk, found, form.person, by=request.user, role=form.cleaned_data["role"]
    ):
        messages.success(request, _("%(name)s works on this desk.") % {"name": form.person.name})
        return redirect(_address(found))
    return _page(request, found, place=form)


@require_POST
@for_administrators
def leave(request: PersonsRequest, desk: str, person: int) -> HttpResponse:
    found, who = find_desk(request.user, desk), find_person(request.user, person)
    return press(
        request,
        _address(found),
        _("%(name)s no longer works on this desk.") % {"name": who.name},
        actions.leave_desk,
        found,
        who,
    )


@require_POST
@for_administrators
def invite_person(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    form = PersonForm(request.POST, by=request.user)
    if form.is_valid() and form.attempt(actions.add_guest, found, by=request.user, person=form.person):
        messages.success(request, _("%(name)s may use this desk.") % {"name": form.person.name})
        return redirect(_address(found))
    return _page(request, found, person_guest=form)


@require_POST
@for_administrators
def invite_company(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    form = CompanyGuestForm(request.POST, by=request.user)
    if form.is_valid() and form.attempt(actions.add_guest, found, by=request.user, organization=form.company):
        messages.success(request, _("%(name)s may use this desk.") % {"name": form.company.name})
        return redirect(_address(found))
    return _page(request, found, company_guest=form)


@require_POST
@for_administrators
def uninvite(request: PersonsRequest, desk: str, guest: int) -> HttpResponse:
    found = find_desk(request.user, desk)
    row = get_object_or_404(found.guests.select_related("user", "organization", "desk"), pk=guest)
    return press(
        request,
        _address(found),
        _("%(name)s may no longer use this desk.") % {"name": row.user or row.organization},
        actions.remove_guest,
        row,
    )


def _page(request: PersonsRequest, desk: Desk, **forms: Any) -> HttpResponse:
    wear_colours(request, desk)
    context = {
        "desk": desk,
        "places": desk.roles.select_related("user").order_by("-role", "user__full_name", "user__email"),
        "roles": DeskRole.Role.choices,
        "guests": desk.guests.select_related("user", "organization").order_by("organization__name", "user__email"),
        "companies": organizations_visible_to(request.user).order_by("name").values_list("name", flat=True)[:SUGGESTED],
        "place": PlaceForm(by=request.user, auto_id="place_%s"),
        "person_guest": PersonForm(by=request.user, auto_id="person_%s"),
        "company_guest": CompanyGuestForm(by=request.user, auto_id="company_%s"),
        **forms,
    }
    return render(request, "console/desk_people.html", context)


def _address(desk: Desk) -> str:
    return reverse("console_desk_people", args=[desk.slug])

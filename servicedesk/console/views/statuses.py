from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.desks import StatusForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_desk, find_status, wear_colours
from servicedesk.console.views._press import press
from servicedesk.desks import actions
from servicedesk.desks.models import Desk


@require_safe
@for_administrators
def index(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    wear_colours(request, found)
    statuses = list(found.statuses.all())
    context = {
        "desk": found,
        "offered": [status for status in statuses if not status.retired_at],
        "retired": [status for status in statuses if status.retired_at],
    }
    return render(request, "console/statuses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    wear_colours(request, found)
    form = StatusForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.add_status, found, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect(_list(found))
    return render(request, "console/status.html", {"form": form, "desk": found, "status": None})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: PersonsRequest, desk: str, status: str) -> HttpResponse:
    found = find_status(request.user, desk, status)
    wear_colours(request, found.desk)
    form = StatusForm(request.POST or None, status=found)
    if form.is_valid() and form.attempt(actions.change_status, found, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect(_list(found.desk))
    return render(request, "console/status.html", {"form": form, "desk": found.desk, "status": found})


@require_POST
@for_administrators
def move(request: PersonsRequest, desk: str, status: str) -> HttpResponse:
    found = find_status(request.user, desk, status)
    return press(request, _list(found.desk), "", actions.move_status, found, up=request.POST.get("to") == "up")


@require_POST
@for_administrators
def retire(request: PersonsRequest, desk: str, status: str) -> HttpResponse:
    found = find_status(request.user, desk, status)
    return press(
        request,
        _list(found.desk),
        _("It is offered no more. Requests that are in it stay in it."),
        actions.retire_status,
        found,
    )


@require_POST
@for_administrators
def restore(request: PersonsRequest, desk: str, status: str) -> HttpResponse:
    found = find_status(request.user, desk, status)
    return press(request, _list(found.desk), _("It is offered again."), actions.restore_status, found)


def _list(desk: Desk) -> str:
    return reverse("console_statuses", args=[desk.slug])

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.desks import DeskForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_desk, wear_colours
from servicedesk.console.views._press import press
from servicedesk.desks import actions
from servicedesk.desks.models import Desk
from servicedesk.desks.setup import setup


@require_safe
@for_administrators
def index(request: PersonsRequest) -> HttpResponse:
    desks = [(desk, setup().types_of(desk.pk)) for desk in Desk.objects.visible_to(request.user)]
    return render(request, "console/desks.html", {"desks": desks})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest) -> HttpResponse:
    form = DeskForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.add_desk, by=request.user, **form.cleaned_data):
        messages.success(
            request, _("The desk is there. Now give it a request type: that is the form that customers fill in.")
        )
        return redirect("console_request_types", form.result.slug)
    return render(request, "console/desk.html", {"form": form, "desk": None})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    wear_colours(request, found)
    form = DeskForm(request.POST or None, desk=found)
    if form.is_valid() and form.attempt(actions.change_desk, found, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("console_desk", form.result.slug)
    return render(request, "console/desk.html", {"form": form, "desk": found})


@require_POST
@for_administrators
def move(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    return press(request, "console_desks", "", actions.move_desk, found, up=request.POST.get("to") == "up")

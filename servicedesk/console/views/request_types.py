from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.desks import RequestTypeForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_desk, find_request_type, wear_colours
from servicedesk.console.views._press import press
from servicedesk.desks import actions
from servicedesk.desks.forms import form_class
from servicedesk.desks.models import Field, RequestType


@require_safe
@for_administrators
def index(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    wear_colours(request, found)
    kinds = list(found.request_types.all())
    context = {
        "desk": found,
        "offered": [kind for kind in kinds if not kind.retired_at],
        "retired": [kind for kind in kinds if kind.retired_at],
    }
    return render(request, "console/request_types.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest, desk: str) -> HttpResponse:
    found = find_desk(request.user, desk)
    wear_colours(request, found)
    form = RequestTypeForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.add_request_type, found, by=request.user, **form.cleaned_data):
        messages.success(request, _("Now add the fields of its form, and then offer it to customers."))
        return redirect("console_request_type", found.slug, form.result.slug)
    return render(request, "console/request_type_settings.html", {"form": form, "desk": found, "kind": None})


@require_safe
@for_administrators
def show(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    """The form builder: the fields, and the customer's form beside them."""
    kind = find_request_type(request.user, desk, request_type)
    wear_colours(request, kind.desk)
    questions = list(kind.fields.all())
    context = {
        "desk": kind.desk,
        "kind": kind,
        "questions": [question for question in questions if not question.retired_at],
        "retired": [question for question in questions if question.retired_at],
        "kinds": Field.Kind.choices,
        "preview_form": form_class(kind)(auto_id="preview_%s"),
    }
    return render(request, "console/request_type.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    kind = find_request_type(request.user, desk, request_type)
    wear_colours(request, kind.desk)
    form = RequestTypeForm(request.POST or None, request_type=kind)
    if form.is_valid() and form.attempt(actions.change_request_type, kind, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("console_request_type", kind.desk.slug, form.result.slug)
    return render(request, "console/request_type_settings.html", {"form": form, "desk": kind.desk, "kind": kind})


@require_POST
@for_administrators
def move(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    kind = find_request_type(request.user, desk, request_type)
    return press(request, _list(kind), "", actions.move_request_type, kind, up=request.POST.get("to") == "up")


@require_POST
@for_administrators
def offer(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    kind = find_request_type(request.user, desk, request_type)
    to = reverse("console_request_type", args=[kind.desk.slug, kind.slug])
    return press(request, to, _("Customers can use it now."), actions.offer_request_type, kind)


@require_POST
@for_administrators
def retire(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    kind = find_request_type(request.user, desk, request_type)
    return press(
        request, _list(kind), _("Customers no longer see it. Its requests stay."), actions.retire_request_type, kind
    )


def _list(kind: RequestType) -> str:
    return reverse("console_request_types", args=[kind.desk.slug])

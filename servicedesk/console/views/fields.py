from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.fields import FieldForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_field, find_request_type, wear_colours
from servicedesk.console.views._press import press
from servicedesk.desks import actions
from servicedesk.desks.forms import form_class
from servicedesk.desks.models import Field, RequestType


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest, desk: str, request_type: str, kind: str) -> HttpResponse:
    """A new question of a kind, which decides what there is to say about it."""
    form_of = find_request_type(request.user, desk, request_type)
    if kind not in Field.Kind:
        raise Http404
    return _edit(request, Field(request_type=form_of, kind=kind), actions.add_field, form_of, kind=kind)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: PersonsRequest, desk: str, request_type: str, field: str) -> HttpResponse:
    question = find_field(request.user, desk, request_type, field)
    return _edit(request, question, actions.change_field, question)


@require_POST
@for_administrators
def move(request: PersonsRequest, desk: str, request_type: str, field: str) -> HttpResponse:
    question = find_field(request.user, desk, request_type, field)
    return press(
        request, _builder(question.request_type), "", actions.move_field, question, up=request.POST.get("to") == "up"
    )


@require_POST
@for_administrators
def retire(request: PersonsRequest, desk: str, request_type: str, field: str) -> HttpResponse:
    question = find_field(request.user, desk, request_type, field)
    return press(
        request,
        _builder(question.request_type),
        _("It is asked no more. Answers given so far stay."),
        actions.retire_field,
        question,
    )


@require_POST
@for_administrators
def restore(request: PersonsRequest, desk: str, request_type: str, field: str) -> HttpResponse:
    question = find_field(request.user, desk, request_type, field)
    return press(request, _builder(question.request_type), _("It is asked again."), actions.restore_field, question)


def _edit(
    request: PersonsRequest, question: Field, action: Callable[..., Field], thing: Field | RequestType, **more: Any
) -> HttpResponse:
    """Save, or show in the preview what saving would do to the customer's form."""
    kind = question.request_type
    wear_colours(request, kind.desk)
    form = FieldForm(request.POST or None, question=question)
    preview, is_tried = form_class(kind), False
    if form.is_valid():
        wanted = {**form.settings(), **more}
        if request.POST.get("then") == "preview":
            if is_tried := form.attempt(actions.form_after, kind, action, thing, by=request.user, **wanted):
                preview = form.result
        elif form.attempt(action, thing, by=request.user, **wanted):
            messages.success(request, _("Saved."))
            if request.POST.get("move"):
                return redirect(
                    reverse("console_field", args=[kind.desk.slug, kind.slug, form.result.key]) + "#options"
                )
            return redirect(_builder(kind))
    context = {
        "desk": kind.desk,
        "kind": kind,
        "question": question,
        "form": form,
        "languages": [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
        "preview_form": preview(auto_id="preview_%s"),
        "is_tried": is_tried,
    }
    return render(request, "console/field.html", context)


def _builder(kind: RequestType) -> str:
    return reverse("console_request_type", args=[kind.desk.slug, kind.slug])

"""Correcting what was submitted, with the request type's own form."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.desks.forms import RequestForm, form_class
from servicedesk.desks.models import Field
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import Conflict
from servicedesk.workspace.forms import SeenForm
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket, wear_colours


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def fields(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    if request.method != "POST":
        return _page(request, ticket, _form(ticket, initial=_submitted(ticket)))
    form, seen = _form(ticket, data=request.POST), SeenForm(request.POST)
    if not form.is_valid() or not seen.is_valid():
        return _page(request, ticket, form, status=HTTPStatus.BAD_REQUEST)
    try:
        actions.change_fields(
            ticket, by=request.user, title=form.title(), answers=form.answers(), seen=seen.cleaned_data["seen"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, find_ticket(request.user, reference), form, status=HTTPStatus.BAD_REQUEST)
    except Conflict as conflict:
        names = ", ".join(dict.fromkeys(event.step.by.name for event in conflict.events))
        form.add_error(
            None, _("%(names)s changed the details meanwhile. Save again to keep what stands here.") % {"names": names}
        )
        return _page(request, find_ticket(request.user, reference), form, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Details changed."))
    return redirect("ticket", ticket.reference)


def _form(ticket: Ticket, **kwargs: Any) -> RequestForm:
    """The type's form without the first message and the files, which are part of the conversation."""
    form = form_class(ticket.request_type)(**kwargs)
    for question in form.questions:
        if question.use == Field.Use.DESCRIPTION or question.kind == Field.Kind.FILE:
            form.fields.pop(question.key, None)
    return form


def _submitted(ticket: Ticket) -> dict:
    titles = {
        question.key: ticket.title
        for question in form_class(ticket.request_type).questions
        if question.use == Field.Use.TITLE
    }
    return {fact["key"]: fact["value"] for fact in ticket.fields} | titles


def _page(request: PersonsRequest, ticket: Ticket, form: forms.Form, status: int = HTTPStatus.OK) -> HttpResponse:
    wear_colours(request, ticket.its_desk)
    return render(request, "workspace/fields.html", {"ticket": ticket, "form": form}, status=status)

"""Replies and notes: two forms, two addresses, two actions, so that one is never taken for the other."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.desks.models import Category, Status
from servicedesk.desks.setup import setup
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket
from servicedesk.workspace.views.tickets.show import message_form, show_page


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: PersonsRequest, reference: str) -> HttpResponse:
    """Send a public message; the button says what becomes of the ticket then."""
    ticket = find_ticket(request.user, reference)
    status = _status_then(ticket, request.POST.get("then", ""))
    return _send(
        request,
        ticket,
        "reply",
        lambda **sent: actions.reply(ticket, by=request.user, status=status, **sent),
        _("Sent."),
    )


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    return _send(
        request, ticket, "note", lambda **sent: actions.note(ticket, by=request.user, **sent), _("Internal note added.")
    )


def _status_then(ticket: Ticket, then: str) -> Status | None:
    """None hands the turn to the customer."""
    if then == "keep":
        return ticket.current_status
    return setup().status_for(ticket.desk_id, Category.RESOLVED) if then == "resolve" else None


def _send(request: PersonsRequest, ticket: Ticket, kind: str, action: Callable[..., Ticket], done: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("ticket", ticket.reference)
    form = message_form(request, ticket, kind, data=request.POST, files=request.FILES)
    if form.is_valid():
        try:
            action(
                body=form.cleaned_data["body"],
                uploads=form.cleaned_data["uploads"],
                draft=form.scope,
                key=form.cleaned_data["key"],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("ticket", ticket.reference)
    return show_page(request, ticket, reply=form) if kind == "reply" else show_page(request, ticket, note=form)

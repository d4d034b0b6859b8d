from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servicedesk.accounts.actions import person_for
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.tickets import actions
from servicedesk.workspace.forms import PersonForm
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket
from servicedesk.workspace.views.tickets.show import show_page


@for_agents
@require_POST
def add_participant(request: PersonsRequest, reference: str) -> HttpResponse:
    """Let somebody read and write along; an address that is not known becomes a person who can finish signing up."""
    ticket = find_ticket(request.user, reference)
    form = PersonForm(request.POST, auto_id="participant_%s")
    if form.is_valid():
        try:
            person = person_for(form.cleaned_data["email"], name=form.cleaned_data["full_name"], by=request.user)
            actions.add_participant(ticket, by=request.user, person=person)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": person.name})
            return redirect("ticket", ticket.reference)
    return show_page(request, ticket, participant=form)


@for_agents
@require_POST
def remove_participant(request: PersonsRequest, reference: str, person: int) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    part = get_object_or_404(ticket.participants.select_related("user"), user=person)
    actions.remove_participant(ticket, by=request.user, person=part.user)
    messages.success(request, _("%(name)s was removed.") % {"name": part.user.name})
    return redirect("ticket", ticket.reference)

"""The facts of a ticket that agents set with one choice each, and the buttons that end and reopen it."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.tickets import actions, sentences
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.step import Conflict
from servicedesk.workspace.forms import AssigneeForm, FactForm, PriorityForm, SeenForm, ShareForm, StatusForm
from servicedesk.workspace.queries import team_of
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket
from servicedesk.workspace.views.tickets.show import show_page


@for_agents
@require_POST
def status(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    form = StatusForm(request.POST, statuses=setup().statuses_of(ticket.desk_id))
    return _set(
        request, ticket, form, lambda chosen, **seen: actions.set_status(ticket, by=request.user, status=chosen, **seen)
    )


@for_agents
@require_POST
def priority(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    return _set(
        request,
        ticket,
        PriorityForm(request.POST),
        lambda chosen, **seen: actions.set_priority(ticket, by=request.user, priority=chosen, **seen),
    )


@for_agents
@require_POST
def assign(request: PersonsRequest, reference: str) -> HttpResponse:
    """Give the ticket to somebody of the team, or to nobody; `Refused` is whoever does not work on the desk."""
    ticket = find_ticket(request.user, reference)
    team = {person.pk: person for person in (*team_of([ticket.its_desk], request.user), request.user)}
    form = AssigneeForm(request.POST, team=list(team.values()))
    return _set(
        request, ticket, form, lambda chosen, **seen: actions.assign(ticket, by=request.user, to=chosen, **seen)
    )


@for_agents
@require_POST
def share(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    companies = organizations_visible_to(request.user).filter(memberships__user=ticket.requester_id).order_by("name")
    form = ShareForm(request.POST, companies=list(companies))
    return _set(
        request,
        ticket,
        form,
        lambda chosen, **seen: actions.share(ticket, by=request.user, organization=chosen, **seen),
    )


@for_agents
@require_POST
def resolve(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.resolve, _("Marked as solved."))


@for_agents
@require_POST
def close(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.close, _("Closed."))


@for_agents
@require_POST
def reopen(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.reopen, _("Open again."))


def _set(request: PersonsRequest, ticket: Ticket, form: FactForm, action: Callable[..., Ticket]) -> HttpResponse:
    if not form.is_valid():
        return show_page(request, ticket, problem=_("This cannot be chosen (any more). Please choose again."))
    label, words = form.fields[form.name].label, form.chosen_words
    try:
        action(form.chosen, seen=form.cleaned_data["seen"])
    except Refused as refusal:
        return show_page(request, find_ticket(request.user, ticket.reference), problem=str(refusal))
    except Conflict as conflict:
        return _conflict_page(request, conflict, _("%(fact)s: %(value)s") % {"fact": label, "value": words})
    messages.success(request, _("%(fact)s: %(value)s") % {"fact": label, "value": words})
    return redirect("ticket", ticket.reference)


def _act(request: PersonsRequest, reference: str, action: Callable[..., Ticket], done: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    form = SeenForm(request.POST)
    try:
        action(ticket, by=request.user, seen=form.cleaned_data["seen"] if form.is_valid() else None)
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict as conflict:
        return _conflict_page(request, conflict, done)
    return redirect("ticket", ticket.reference)


def _conflict_page(request: PersonsRequest, conflict: Conflict, wish: str) -> HttpResponse:
    """409: who changed the same fact meanwhile and to what, what was wanted, and a button to do it all the same (F26)."""
    ticket = find_ticket(request.user, conflict.ticket.reference)
    context = {
        "ticket": ticket,
        "wish": wish,
        "changes": [
            (event.step.by.name, event.step.at, said)
            for event, said in zip(conflict.events, _said(request.user, conflict), strict=True)
        ],
        "sent": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("seen", "csrfmiddlewaretoken")
            for value in values
        ],
        "page": reverse("ticket", args=[ticket.reference]),
    }
    return render(request, "workspace/conflict.html", context, status=HTTPStatus.CONFLICT)


def _said(user: User, conflict: Conflict) -> list[str]:
    """What happened meanwhile, a sentence for each event."""
    named = [event.internal.get("to") for event in conflict.events if event.kind == "assigned"]
    names = {person.pk: person.name for person in people_visible_to(user).filter(pk__in=[pk for pk in named if pk])}
    return [sentences.for_team(event, names) for event in conflict.events]

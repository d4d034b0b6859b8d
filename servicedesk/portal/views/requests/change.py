"""What a customer does on a request's page. Each view finds, reads a form, acts, and leads back to the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.notifications import actions as notifications
from servicedesk.organizations.models import Organization
from servicedesk.portal.forms import ParticipantForm, ShareForm
from servicedesk.portal.views._find import find_ticket
from servicedesk.portal.views.requests.show import show_page
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.forms import MessageForm
from servicedesk.tickets.models import Ticket


def reply(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    if request.method != "POST":
        return redirect(ticket)
    scope = scopes.reply(ticket.pk)
    form = MessageForm(request.POST, files=request.FILES, by=request.user, scope=scope, page=ticket.get_absolute_url())
    if form.is_valid():
        try:
            actions.reply(
                ticket,
                by=request.user,
                body=form.cleaned_data["body"],
                uploads=form.cleaned_data["uploads"],
                draft=scope,
                key=form.cleaned_data["key"],
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent."))
            return redirect(ticket)
    return show_page(request, ticket, reply=form)


def resolve(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.resolve, _("Marked as solved. Thank you."))


def reopen(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.reopen, _("The request is open again."))


def cancel(request: PersonsRequest, reference: str) -> HttpResponse:
    return _act(request, reference, actions.cancel, _("You took the request back."))


@require_POST
def mails(request: PersonsRequest, reference: str) -> HttpResponse:
    """Switch one's own mails about a request off or on."""
    ticket = find_ticket(request.user, reference)
    if request.POST.get("mails") == "off":
        notifications.mute(ticket, by=request.user)
        messages.success(request, _("You get no more mails about this request, except when it is solved."))
    else:
        notifications.unmute(ticket, by=request.user)
        messages.success(request, _("You get mails about this request again."))
    return redirect(ticket)


@require_POST
def share(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    companies = Organization.objects.filter(memberships__user=ticket.requester_id)
    form = ShareForm(request.POST, companies=list(companies))
    if form.is_valid():
        try:
            actions.share(ticket, by=request.user, organization=form.cleaned_data["organization"])
            messages.success(request, _("Sharing changed."))
        except Refused as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Please choose one of your companies."))
    return redirect(ticket)


@require_POST
def add_participant(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    form = ParticipantForm(request.POST, by=request.user)
    if form.is_valid() and form.person:
        try:
            actions.add_participant(ticket, by=request.user, person=form.person)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": form.person.name})
            return redirect(ticket)
    return show_page(request, ticket, participant=form)


@require_POST
def remove_participant(request: PersonsRequest, reference: str, person: int) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    part = get_object_or_404(ticket.participants.select_related("user"), user=person)
    actions.remove_participant(ticket, by=request.user, person=part.user)
    messages.success(request, _("%(name)s was removed.") % {"name": part.user.name})
    return redirect("requests" if part.user == request.user else ticket)


@require_POST
def _act(request: PersonsRequest, reference: str, action: Callable[..., Ticket], done: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    try:
        action(ticket, by=request.user)
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(ticket)

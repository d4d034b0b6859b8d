"""Filing a ticket for somebody who called or wrote (S4)."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from servicedesk.accounts.actions import person_for
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.desks.forms import RequestForm, form_class
from servicedesk.desks.models import RequestType
from servicedesk.desks.setup import setup
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.models import Draft, Ticket
from servicedesk.workspace.forms import OnBehalfForm
from servicedesk.workspace.queries import own_desks
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_request_type, wear_colours


@for_agents
@require_safe
def choose(request: PersonsRequest) -> HttpResponse:
    """The request types of the desks that one works on."""
    desks = [(desk, setup().types_of(desk.pk)) for desk in own_desks(request.user)]
    return render(request, "workspace/choose_type.html", {"desks": desks, "email": request.GET.get("email", "")})


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    its_desk, kind = find_request_type(request.user, desk, request_type)
    wear_colours(request, its_desk)
    scope = scopes.on_behalf(kind.pk)
    if request.method != "POST":
        draft = Draft.objects.visible_to(request.user).filter(scope=scope).first()
        typed = {
            **(draft.data if draft else {}),
            **({"email": request.GET["email"]} if request.GET.get("email") else {}),
        }
        return _page(
            request,
            kind,
            form_class(kind)(initial=typed),
            OnBehalfForm(by=request.user, scope=scope, initial={**typed}),
            draft,
        )
    sending = OnBehalfForm(request.POST, files=request.FILES, by=request.user, scope=scope)
    # With the files that came without JavaScript, which may answer a question.
    form = form_class(kind)(sending.data)
    if form.is_valid() & sending.is_valid():
        try:
            ticket = _file(request, kind, form, sending)
        except Refused as refusal:
            sending.refuse(refusal)
        else:
            return redirect("ticket", ticket.reference)
    return _page(request, kind, form, sending)


def _file(request: PersonsRequest, kind: RequestType, form: RequestForm, sending: OnBehalfForm) -> Ticket:
    sent = sending.cleaned_data
    requester = person_for(sent["email"], name=sent["full_name"], by=request.user)
    return actions.open_ticket(
        kind,
        by=request.user,
        requester=requester,
        title=form.title(),
        description=form.description(),
        answers=form.answers(),
        organization=sending.company_of(requester),
        uploads=sent["uploads"],
        channel=sent["channel"],
        draft=sending.scope,
        key=sent["key"],
    )


def _page(
    request: PersonsRequest, kind: RequestType, form: RequestForm, sending: OnBehalfForm, draft: Draft | None = None
) -> HttpResponse:
    context = {
        "request_type": kind,
        "desk": setup().desks[kind.desk_id],
        "form": form,
        "sending": sending,
        "draft": draft,
    }
    status = HTTPStatus.BAD_REQUEST if sending.is_bound else HTTPStatus.OK
    return render(request, "workspace/new.html", context, status=status)

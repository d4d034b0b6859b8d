from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.desks.forms import form_class
from servicedesk.portal.forms import NewRequestForm
from servicedesk.portal.views._find import find_request_type, wear_colours
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.models import Draft
from servicedesk.tickets.queries import earlier_answers


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    """The form of a request type; sending it leads to the new request's page (S32, S44)."""
    its_desk, kind = find_request_type(request.user, desk, request_type)
    wear_colours(request, its_desk)
    scope = scopes.new_request(kind.pk)
    draft = None
    if request.method == "POST":
        sending = NewRequestForm(request.POST, files=request.FILES, by=request.user, scope=scope)
        # With the files that came without JavaScript, which may answer a question.
        form = form_class(kind)(sending.data)
        if form.is_valid() & sending.is_valid():
            try:
                ticket = actions.open_ticket(
                    kind,
                    by=request.user,
                    requester=request.user,
                    title=form.title(),
                    description=form.description(),
                    answers=form.answers(),
                    organization=sending.organization_chosen(),
                    uploads=sending.cleaned_data["uploads"],
                    draft=scope,
                    key=sending.cleaned_data["key"],
                )
            except Refused as refusal:
                sending.refuse(refusal)
            else:
                messages.success(request, _("Sent. Your request has the ID %(id)s.") % {"id": ticket.reference})
                return redirect(ticket)
    else:
        draft = Draft.objects.visible_to(request.user).filter(scope=scope).first()
        typed = draft.data if draft else {}
        form = form_class(kind)(initial=typed)
        sending = NewRequestForm(by=request.user, scope=scope, initial={**typed})
    context = {
        "request_type": kind,
        "desk": its_desk,
        "form": form,
        "sending": sending,
        "draft": draft,
        "suggestions": {question.key: earlier_answers(request.user, question) for question in form.suggesting()},
    }
    return render(request, "portal/new.html", context)

"""Keeping what agents type, as they type it."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.kept import typed_text
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_request_type, find_ticket


@for_agents
@require_POST
def of_new_ticket(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    _desk, kind = find_request_type(request.user, desk, request_type)
    return _save(request, scopes.on_behalf(kind.pk))


@for_agents
@require_POST
def of_reply(request: PersonsRequest, reference: str) -> HttpResponse:
    return _save(request, scopes.reply(find_ticket(request.user, reference).pk))


@for_agents
@require_POST
def of_note(request: PersonsRequest, reference: str) -> HttpResponse:
    return _save(request, scopes.note(find_ticket(request.user, reference).pk))


def _save(request: PersonsRequest, scope: str) -> HttpResponse:
    typed = typed_text(request.POST)
    if not typed:
        return JsonResponse({"error": _("This is too much to keep as a draft.")}, status=413)
    actions.save_draft(scope, by=request.user, data=typed)
    return JsonResponse({"saved": time_format(timezone.localtime(), "H:i")})

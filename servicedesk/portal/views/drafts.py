"""Keeping what is typed, as it is typed, and showing how it will look."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core import markdown
from servicedesk.core.cleaning import clean_text
from servicedesk.desks.forms import LONGEST_TEXT
from servicedesk.portal.views._find import find_request_type, find_ticket
from servicedesk.tickets import actions, scopes
from servicedesk.tickets.kept import typed_text


@require_POST
def of_new_request(request: PersonsRequest, desk: str, request_type: str) -> HttpResponse:
    _desk, kind = find_request_type(request.user, desk, request_type)
    return _save(request, scopes.new_request(kind.pk))


@require_POST
def of_reply(request: PersonsRequest, reference: str) -> HttpResponse:
    return _save(request, scopes.reply(find_ticket(request.user, reference).pk))


@require_POST
def preview(request: PersonsRequest) -> HttpResponse:
    """Markdown as it will be shown, as a piece of HTML."""
    return HttpResponse(markdown.render(clean_text(request.POST.get("text", ""))[:LONGEST_TEXT]))


def _save(request: PersonsRequest, scope: str) -> HttpResponse:
    typed = typed_text(request.POST)
    if not typed:
        return JsonResponse({"error": _("This is too much to keep as a draft.")}, status=413)
    actions.save_draft(scope, by=request.user, data=typed)
    return JsonResponse({"saved": time_format(timezone.localtime(), "H:i")})

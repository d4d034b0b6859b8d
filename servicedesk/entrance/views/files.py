"""Files going up, one at a time, and coming down: always as downloads, after the right was asked anew (A51, A73)."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.errors import Refused
from servicedesk.tickets import actions
from servicedesk.tickets.models import MessageFile, NoteFile, Upload

LONGEST_SCOPE = 80
DOWNLOAD_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@require_POST
def upload(request: PersonsRequest) -> HttpResponse:
    """Keep one file for the form `scope` of this person; 201 with its id, name, size and address."""
    file, scope = request.FILES.get("file"), request.POST.get("scope", "")
    if file is None or not 0 < len(scope) <= LONGEST_SCOPE:
        return JsonResponse({"error": _("No file arrived.")}, status=400)
    try:
        kept = actions.keep_upload(file, by=request.user, scope=scope)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    return JsonResponse({"id": kept.pk, "name": kept.name, "size": kept.size, "url": kept.url}, status=201)


@require_POST
def remove_upload(request: PersonsRequest, upload: str) -> HttpResponse:
    actions.discard_upload(get_object_or_404(Upload.objects.visible_to(request.user), pk=upload), by=request.user)
    return HttpResponse(status=204)


@require_safe
def attachment(request: PersonsRequest, file: str, name: str) -> HttpResponseBase:
    """A file for saving; `name` only makes the address readable."""
    found = _find(request.user, file, MessageFile, NoteFile, Upload)
    return _answer(found.storage_key, content_type=found.content_type, filename=found.name, as_attachment=True)


@require_safe
def thumbnail(request: PersonsRequest, file: str) -> HttpResponseBase:
    """The small picture that was made anew from a file: the only thing of a file that is shown inline."""
    found = _find(request.user, file, MessageFile, NoteFile)
    if not found.thumbnail_key:
        raise Http404
    return _answer(found.thumbnail_key, content_type="image/webp")


def _find(user: User, file: str, *models: Any) -> Any:
    for model in models:
        try:
            return model.objects.visible_to(user).get(pk=file)
        except ObjectDoesNotExist:
            continue
    raise Http404


def _answer(key: str, **options: Any) -> HttpResponseBase:
    try:
        response = FileResponse(default_storage.open(key), headers=DOWNLOAD_HEADERS, **options)
    except OSError:
        return HttpResponse(
            _("This file cannot be read right now. Please try again later."),
            status=503,
            content_type="text/plain; charset=utf-8",
        )
    return response

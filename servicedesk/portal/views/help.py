from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from servicedesk.portal.help.manual import manual_in


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The customer manual: a page per task (S62)."""
    return render(request, "portal/help.html", {"pages": manual_in(get_language())})


@login_not_required
@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    pages = manual_in(get_language())
    at = next((at for at, candidate in enumerate(pages) if candidate.slug == page), None)
    if at is None:
        raise Http404
    before, after = pages[at - 1] if at else None, pages[at + 1] if at + 1 < len(pages) else None
    return render(
        request, "portal/help_page.html", {"page": pages[at], "pages": pages, "before": before, "after": after}
    )

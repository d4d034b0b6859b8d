from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from servicedesk.ui.brand import brand_css


@login_not_required
@require_safe
def brand(request: HttpRequest, hue: int) -> HttpResponse:
    """The colours of a desk: the same bytes for the same address, for ever."""
    if hue > 359:
        raise Http404
    return HttpResponse(
        brand_css(hue), content_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )

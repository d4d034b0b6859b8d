from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from servicedesk.accounts import actions
from servicedesk.entrance.addresses import safe_address


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """For this browser by a cookie, and for the person wherever they log in."""
    response = redirect(safe_address(request.POST.get("next")))
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        actions.change_language(request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response

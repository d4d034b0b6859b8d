"""A form that is sent after its session has ended: the text is kept for its person and found again after the log-in (S43)."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.accounts.signin import may_log_in
from servicedesk.entrance.addresses import safe_address
from servicedesk.entrance.typed import typed_texts
from servicedesk.entrance.views.errors import give_back
from servicedesk.tickets.actions import save_draft

FIELD = "person"
KEPT_FOR = timedelta(hours=1)
LARGEST_KEPT = 64 * 1024
_SALT = "servicedesk.entrance.kept"


def person_field(user: User, scope: str, page: str = "") -> SafeString:
    """Return the hidden field that says whose form it is. `scope` names the draft; `page` shows the form if its own address does not."""
    signed = signing.dumps([user.pk, scope, page], salt=_SALT)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, signed)


def keep_or_give_back(request: HttpRequest) -> HttpResponseBase:
    """Answer a visitor whose form is for signed-in people: keep the text if it is known whose it is, else show it to be copied."""
    typed = typed_texts(request)
    if not typed:
        return redirect_to_login(request.path)
    form = _form(request.POST.get(FIELD, ""))
    data = {name: values[0] if len(values) == 1 else values for name, values in typed.items()}
    if form is None or len(json.dumps(data)) > LARGEST_KEPT:
        return _give_back(request)
    person, scope, page = form
    save_draft(scope, by=person, data=data, expires_in=KEPT_FOR)
    messages.info(request, _("You were logged out meanwhile. Your text is kept for an hour: log in to go on with it."))
    return redirect_to_login(safe_address(page, request.path))


def _form(signed: str) -> tuple[User, str, str] | None:
    try:
        person_id, scope, page = signing.loads(signed, salt=_SALT, max_age=settings.SESSION_COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return None
    person = User.objects.filter(pk=person_id).first()
    return (person, scope, page) if person and may_log_in(person) else None


def _give_back(request: HttpRequest) -> HttpResponseBase:
    words: dict[str, Any] = {
        "title": _("You are logged out"),
        "text": _("The form could not be taken because you are no longer logged in. Nothing was changed."),
        "what_to_do": _("Copy your text, log in, and send it again."),
    }
    return give_back(request, **words)

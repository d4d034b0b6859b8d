"""A form that is sent after its session has ended: the text is kept for its person and found again after the log-in (S43)."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.accounts.signin import may_log_in
from servicedesk.entrance.addresses import safe_address
from servicedesk.entrance.typed import typed_texts
from servicedesk.entrance.views.errors import give_back
from servicedesk.tickets.actions import save_draft
from servicedesk.tickets.kept import FIELD, KEPT_FOR, read_mark, typed_text


def keep_or_give_back(request: HttpRequest) -> HttpResponseBase:
    """Answer a visitor whose form is for signed-in people: keep the text if it is known whose it is, else show it to be copied."""
    filled = typed_texts(request)
    if not filled:
        return redirect_to_login(safe_address(request.path))
    mark = read_mark(request.POST.get(FIELD, ""))
    typed = {name: text for name, text in typed_text(request.POST).items() if name in filled}
    person = User.objects.filter(pk=mark.person_id).first() if mark and typed else None
    if mark is None or person is None or not may_log_in(person):
        return give_back(
            request,
            title=_("You are logged out"),
            text=_("The form could not be taken because you are no longer logged in. Nothing was changed."),
            what_to_do=_("Copy your text, log in, and send it again."),
        )
    save_draft(mark.scope, by=person, data=typed, expires_in=KEPT_FOR)
    messages.info(request, _("You were logged out meanwhile. Your text is kept for an hour: log in to go on with it."))
    return redirect_to_login(safe_address(mark.page, safe_address(request.path)))

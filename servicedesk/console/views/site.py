from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.desks import SiteForm
from servicedesk.console.views._door import for_administrators
from servicedesk.desks import actions
from servicedesk.desks.setup import setup


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def change(request: PersonsRequest) -> HttpResponse:
    form = SiteForm(request.POST or None, site=setup().site)
    if form.is_valid() and form.attempt(actions.change_site, by=request.user, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("console_site")
    return render(request, "console/site.html", {"form": form})

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.attention import things_to_attend_to
from servicedesk.console.views._door import for_administrators
from servicedesk.desks.setup import setup


@require_safe
@for_administrators
def show(request: PersonsRequest) -> HttpResponse:
    known = setup()
    desks = [(desk, known.types_of(desk.pk)) for desk in known.desks.values()]
    return render(
        request, "console/overview.html", {"desks": desks, "things": things_to_attend_to(), "site": known.site}
    )

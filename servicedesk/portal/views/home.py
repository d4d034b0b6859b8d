from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servicedesk.accounts.models import User
from servicedesk.core.texts import say
from servicedesk.desks.models import Desk, RequestType
from servicedesk.desks.setup import setup
from servicedesk.portal.phones import phone_of
from servicedesk.portal.views._find import find_desk, wear_colours
from servicedesk.tickets.models import Ticket

LATEST = 3


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The site's root: with one visible desk that desk, with several all of them (S17)."""
    return _home(request, list(Desk.objects.visible_to(request.user)))


@login_not_required
@require_safe
def desk(request: HttpRequest, desk: str) -> HttpResponse:
    return _home(request, [find_desk(request.user, desk)], alone=True)


def _home(request: HttpRequest, desks: list[Desk], *, alone: bool = False) -> HttpResponse:
    if len(desks) == 1:
        wear_colours(request, desks[0])
    context = {
        "desks": [(desk, _grouped(setup().types_of(desk.pk))) for desk in desks],
        "phones": [phone_of(desk) for desk in desks if desk.phone],
        "latest": _latest(request.user) if request.user.is_authenticated else [],
        "alone": alone,
        "announcement": setup().site.announcement,
    }
    return render(request, "portal/home.html", context)


def _grouped(types: list[RequestType]) -> list[tuple[str, list[RequestType]]]:
    return [(group, list(members)) for group, members in groupby(types, key=lambda kind: say(kind.group))]


def _latest(user: User) -> list[Ticket]:
    own = Ticket.objects.visible_to(user).filter(requester=user)
    return list(own.order_by("-last_activity_at", "-id")[:LATEST])

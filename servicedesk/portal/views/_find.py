"""Finding what an address names, among what the visitor sees; everything else does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from servicedesk.accounts.models import Visitor
from servicedesk.desks.access import may_see_desk
from servicedesk.desks.models import Desk, RequestType
from servicedesk.desks.setup import setup
from servicedesk.tickets.models import Ticket, TicketAlias


def find_desk(user: Visitor, slug: str) -> Desk:
    desk = setup().desk_by_slug(slug)
    if desk is None or not may_see_desk(user, desk):
        raise Http404
    return desk


def find_request_type(user: Visitor, desk_slug: str, slug: str) -> tuple[Desk, RequestType]:
    desk = find_desk(user, desk_slug)
    request_type = setup().type_by_slug(desk.pk, slug)
    if request_type is None:
        raise Http404
    return desk, request_type


def find_ticket(user: Visitor, reference: str) -> Ticket:
    """Return the visible ticket, also by an ID it had before."""
    visible = Ticket.objects.visible_to(user).select_related("requester", "organization", "assignee")
    if ticket := visible.filter(reference=reference).first():
        return ticket
    return get_object_or_404(visible, pk__in=TicketAlias.objects.filter(reference=reference).values("ticket"))


def wear_colours(request: HttpRequest, desk: Desk) -> None:
    """Let the page appear in the desk's brand colour."""
    request.desk = desk  # type: ignore[attr-defined]

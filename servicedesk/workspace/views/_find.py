"""Finding what an address names, among what an agent works with; everything else does not exist."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from servicedesk.accounts.models import User
from servicedesk.desks.access import works_on
from servicedesk.desks.models import Desk, RequestType
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Organization
from servicedesk.tickets.models import Ticket, TicketAlias
from servicedesk.workspace.queries import handled_tickets


def find_ticket(user: User, reference: str) -> Ticket:
    """Return the ticket, also by an ID it had before."""
    handled = handled_tickets(user).select_related("requester", "organization", "assignee")
    if ticket := handled.filter(reference=reference).first():
        return ticket
    return get_object_or_404(handled, pk__in=TicketAlias.objects.filter(reference=reference).values("ticket"))


def find_request_type(user: User, desk_slug: str, slug: str) -> tuple[Desk, RequestType]:
    desk = setup().desk_by_slug(desk_slug)
    if desk is None or not works_on(user, desk.pk):
        raise Http404
    request_type = setup().type_by_slug(desk.pk, slug)
    if request_type is None:
        raise Http404
    return desk, request_type


def find_person(user: User, pk: int) -> User:
    return get_object_or_404(people_visible_to(user), pk=pk)


def find_organization(user: User, pk: int) -> Organization:
    return get_object_or_404(organizations_visible_to(user), pk=pk)


def wear_colours(request: HttpRequest, desk: Desk) -> None:
    """Let the page appear in the desk's brand colour."""
    request.desk = desk  # type: ignore[attr-defined]

"""Finding what an address names; the door has asked who comes."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from servicedesk.accounts.models import User
from servicedesk.desks.models import Desk, Field, RequestType, Status
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Organization


def find_desk(user: User, slug: str) -> Desk:
    return get_object_or_404(Desk.objects.visible_to(user), slug=slug)


def find_request_type(user: User, desk: str, slug: str) -> RequestType:
    return get_object_or_404(RequestType.objects.select_related("desk"), desk=find_desk(user, desk), slug=slug)


def find_field(user: User, desk: str, request_type: str, key: str) -> Field:
    questions = Field.objects.select_related("request_type__desk").prefetch_related("options")
    return get_object_or_404(questions, request_type=find_request_type(user, desk, request_type), key=key)


def find_status(user: User, desk: str, slug: str) -> Status:
    return get_object_or_404(Status.objects.select_related("desk"), desk=find_desk(user, desk), slug=slug)


def find_person(user: User, pk: int) -> User:
    return get_object_or_404(people_visible_to(user), pk=pk)


def find_company(user: User, pk: int) -> Organization:
    return get_object_or_404(organizations_visible_to(user), pk=pk)


def wear_colours(request: HttpRequest, desk: Desk) -> None:
    """Let the page appear in the desk's brand colour."""
    request.desk = desk  # type: ignore[attr-defined]

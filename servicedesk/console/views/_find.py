"""Finding what an address names; the door has asked who comes."""

from django.shortcuts import get_object_or_404

from servicedesk.accounts.models import User
from servicedesk.desks.models import Desk, Field, RequestType, Status
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Organization


def find_desk(user, slug: str) -> Desk:
    return get_object_or_404(Desk.objects.visible_to(user), slug=slug)


def find_request_type(user, desk: str, slug: str) -> RequestType:
    return get_object_or_404(RequestType.objects.select_related("desk"), desk=find_desk(user, desk), slug=slug)


def find_field(user, desk: str, request_type: str, key: str) -> Field:
    questions = Field.objects.select_related("request_type__desk").prefetch_related("options")
    return get_object_or_404(questions, request_type=find_request_type(user, desk, request_type), key=key)


def find_status(user, desk: str, slug: str) -> Status:
    return get_object_or_404(Status.objects.select_related("desk"), desk=find_desk(user, desk), slug=slug)


def find_person(user, pk: int) -> User:
    return get_object_or_404(people_visible_to(user), pk=pk)


def find_company(user, pk: int) -> Organization:
    return get_object_or_404(organizations_visible_to(user), pk=pk)

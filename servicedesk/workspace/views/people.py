"""The people whom agents know, and the companies they are in: any agent adds and removes them (S53)."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servicedesk.accounts import actions as accounts
from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.cleaning import clean_line
from servicedesk.core.errors import Refused
from servicedesk.core.pagination import page
from servicedesk.organizations import actions
from servicedesk.organizations.access import organizations_visible_to, people_visible_to
from servicedesk.organizations.models import Organization
from servicedesk.workspace.forms import CompanyForm
from servicedesk.workspace.queries import handled_tickets
from servicedesk.workspace.views._addresses import address_with, back_to
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_organization, find_person

SIZE = 50
LATEST_TICKETS = 20
MOST_MATCHES = 20


@for_agents
@require_safe
def index(request: PersonsRequest) -> HttpResponse:
    wanted = clean_line(request.GET.get("q", ""))[:200]
    found = people_visible_to(request.user).filter(Q(full_name__icontains=wanted) | Q(email__icontains=wanted))
    people = page(
        found.prefetch_related("memberships__organization"),
        by="full_name",
        descending=False,
        size=SIZE,
        cursor=request.GET.get("page", ""),
        bound_to=f"people:{request.user.pk}:{wanted}",
    )
    context = {
        "people": people.rows,
        "q": wanted,
        "before_url": address_with(request, page=people.before) if people.before else None,
        "after_url": address_with(request, page=people.after) if people.after else None,
    }
    return render(request, "workspace/people.html", context)


@for_agents
@require_safe
def show(request: PersonsRequest, person: int) -> HttpResponse:
    return _page(request, find_person(request.user, person))


@for_agents
@require_POST
def invite(request: PersonsRequest, person: int) -> HttpResponse:
    """Send the mail with which a person without a password finishes signing up."""
    found = find_person(request.user, person)
    try:
        accounts.invite(found, by=request.user)
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": found.email})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("person", found.pk)


@for_agents
@require_POST
def add_company(request: PersonsRequest, person: int) -> HttpResponse:
    """Put a person into a company: one that was chosen, or one that has exactly the name that was typed, else offer what resembles it."""
    found = find_person(request.user, person)
    form = CompanyForm(request.POST)
    if (chosen := request.POST.get("organization", "")).isdecimal():
        return _add(request, found, find_organization(request.user, int(chosen)))
    if not form.is_valid():
        return _page(request, found, company=form)
    name = form.cleaned_data["name"]
    visible = organizations_visible_to(request.user)
    if same := visible.filter(name__iexact=name).first():
        return _add(request, found, same)
    if request.POST.get("create"):
        return _add_new(request, found, form)
    matches = visible.filter(name__icontains=name).order_by("name")[:MOST_MATCHES]
    context = {"person": found, "name": name, "matches": matches, "next": back_to(request, "person", found.pk)}
    return render(request, "workspace/which_company.html", context)


@for_agents
@require_POST
def remove_company(request: PersonsRequest, person: int, organization: int) -> HttpResponse:
    found, company = find_person(request.user, person), find_organization(request.user, organization)
    actions.remove_member(company, found, by=request.user)
    messages.success(
        request, _("%(name)s is no longer in %(company)s.") % {"name": found.name, "company": company.name}
    )
    return redirect(back_to(request, "person", found.pk))


def _add_new(request: PersonsRequest, person: User, form: CompanyForm) -> HttpResponse:
    try:
        company = actions.create_organization(name=form.cleaned_data["name"], by=request.user)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _page(request, person, company=form)
    return _add(request, person, company)


def _add(request: PersonsRequest, person: User, company: Organization) -> HttpResponse:
    try:
        actions.add_member(company, person, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is in %(company)s now.") % {"name": person.name, "company": company.name})
    return redirect(back_to(request, "person", person.pk))


def _page(request: PersonsRequest, person: User, *, company: CompanyForm | None = None) -> HttpResponse:
    tickets = handled_tickets(request.user).filter(requester=person).order_by("-last_activity_at", "-id")
    context = {
        "person": person,
        "language": get_language_info(person.language)["name_translated"],
        "there": timezone.now(),
        "memberships": person.memberships.select_related("organization").order_by("organization__name"),
        "tickets": tickets[:LATEST_TICKETS],
        "company": company or CompanyForm(),
        "here": reverse("person", args=[person.pk]),
    }
    return render(
        request, "workspace/person.html", context, status=HTTPStatus.BAD_REQUEST if company else HTTPStatus.OK
    )

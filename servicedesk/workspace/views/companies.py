"""Customers' companies: who is in them, and what they have asked."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.actions import person_for
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.cleaning import clean_line
from servicedesk.core.errors import Refused
from servicedesk.core.pagination import page
from servicedesk.organizations import actions
from servicedesk.organizations.access import organizations_visible_to
from servicedesk.organizations.models import Organization
from servicedesk.workspace.forms import CompanyForm, PersonForm
from servicedesk.workspace.queries import handled_tickets
from servicedesk.workspace.views._addresses import address_with
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_organization, find_person

SIZE = 50
LATEST_TICKETS = 20
MOST_MEMBERS = 200


@for_agents
@require_safe
def index(request: PersonsRequest) -> HttpResponse:
    wanted = clean_line(request.GET.get("q", ""))[:200]
    companies = page(
        organizations_visible_to(request.user).filter(name__icontains=wanted).annotate(people=Count("memberships")),
        by="name",
        descending=False,
        size=SIZE,
        cursor=request.GET.get("page", ""),
        bound_to=f"companies:{request.user.pk}:{wanted}",
    )
    context = {
        "companies": companies.rows,
        "q": wanted,
        "before_url": address_with(request, page=companies.before) if companies.before else None,
        "after_url": address_with(request, page=companies.after) if companies.after else None,
    }
    return render(request, "workspace/companies.html", context)


@for_agents
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonsRequest) -> HttpResponse:
    form = CompanyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            company = actions.create_organization(name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(company)s was created.") % {"company": company.name})
            return redirect("organization", company.pk)
    return render(
        request,
        "workspace/new_company.html",
        {"form": form},
        status=HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK,
    )


@for_agents
@require_safe
def show(request: PersonsRequest, organization: int) -> HttpResponse:
    return _page(request, find_organization(request.user, organization))


@for_agents
@require_POST
def rename(request: PersonsRequest, organization: int) -> HttpResponse:
    company = find_organization(request.user, organization)
    form = CompanyForm(request.POST)
    if form.is_valid():
        try:
            actions.rename_organization(company, name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The company is called %(company)s now.") % {"company": company.name})
            return redirect("organization", company.pk)
    return _page(request, find_organization(request.user, organization), name=form)


@for_agents
@require_POST
def add_member(request: PersonsRequest, organization: int) -> HttpResponse:
    """Add somebody by address; one that is not known becomes a person who can finish signing up."""
    company = find_organization(request.user, organization)
    form = PersonForm(request.POST, auto_id="member_%s")
    if form.is_valid():
        try:
            person = person_for(form.cleaned_data["email"], name=form.cleaned_data["full_name"], by=request.user)
            actions.add_member(company, person, by=request.user)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, _("%(name)s is in %(company)s now.") % {"name": person.name, "company": company.name}
            )
            return redirect("organization", company.pk)
    return _page(request, company, member=form)


@for_agents
@require_POST
def remove_member(request: PersonsRequest, organization: int, person: int) -> HttpResponse:
    company, found = find_organization(request.user, organization), find_person(request.user, person)
    actions.remove_member(company, found, by=request.user)
    messages.success(
        request, _("%(name)s is no longer in %(company)s.") % {"name": found.name, "company": company.name}
    )
    return redirect("organization", company.pk)


def _page(
    request: PersonsRequest, company: Organization, *, name: CompanyForm | None = None, member: PersonForm | None = None
) -> HttpResponse:
    tickets = handled_tickets(request.user).filter(organization=company).open().select_related("requester")
    context = {
        "company": company,
        "members": company.memberships.select_related("user").order_by("user__full_name", "id")[:MOST_MEMBERS],
        "tickets": tickets.order_by("-last_activity_at", "-id")[:LATEST_TICKETS],
        "name": name or CompanyForm(initial={"name": company.name}),
        "member": member or PersonForm(auto_id="member_%s"),
    }
    return render(
        request, "workspace/company.html", context, status=HTTPStatus.BAD_REQUEST if name or member else HTTPStatus.OK
    )

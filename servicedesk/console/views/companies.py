from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.people import CompanyForm, MembershipForm, PersonForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_company, find_person
from servicedesk.console.views._press import press
from servicedesk.core.cleaning import clean_line
from servicedesk.core.pagination import page
from servicedesk.organizations import actions
from servicedesk.organizations.access import organizations_visible_to
from servicedesk.organizations.models import Membership, Organization

PAGE = 50
MOST_MEMBERS = 500


@require_safe
@for_administrators
def index(request: PersonsRequest) -> HttpResponse:
    text = clean_line(request.GET.get("q", ""))[:150]
    found = organizations_visible_to(request.user)
    if text:
        found = found.filter(name__icontains=text)
    companies = page(
        found, by="name", descending=False, size=PAGE, cursor=request.GET.get("page", ""), bound_to=f"companies {text}"
    )
    return render(request, "console/companies.html", {"companies": companies, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.create_organization, by=request.user, name=form.cleaned_data["name"]):
        messages.success(request, _("The company is there. Now add its people."))
        return redirect("console_company", form.result.pk)
    return render(request, "console/company_add.html", {"form": form})


@require_safe
@for_administrators
def show(request: PersonsRequest, company: int) -> HttpResponse:
    return _page(request, find_company(request.user, company))


@require_POST
@for_administrators
def rename(request: PersonsRequest, company: int) -> HttpResponse:
    found = find_company(request.user, company)
    form = CompanyForm(request.POST)
    if form.is_valid() and form.attempt(
        actions.rename_organization, found, by=request.user, name=form.cleaned_data["name"]
    ):
        messages.success(request, _("Saved."))
        return redirect(_address(found))
    return _page(request, find_company(request.user, company), name_form=form)


@require_POST
@for_administrators
def add_member(request: PersonsRequest, company: int) -> HttpResponse:
    found = find_company(request.user, company)
    form = PersonForm(request.POST, by=request.user)
    if form.is_valid() and form.attempt(actions.add_member, found, form.person, by=request.user):
        messages.success(
            request, _("%(name)s is in the company, and sees its requests from now on.") % {"name": form.person.name}
        )
        return redirect(_address(found))
    return _page(request, found, member=form)


@require_POST
@for_administrators
def change_member(request: PersonsRequest, company: int, person: int) -> HttpResponse:
    found = find_company(request.user, company)
    membership = get_object_or_404(Membership.objects.select_related("organization"), organization=found, user=person)
    form = MembershipForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose from the lists."))
        return redirect(_address(found))
    return press(request, _address(found), _("Saved."), actions.change_member, membership, **form.cleaned_data)


@require_POST
@for_administrators
def remove_member(request: PersonsRequest, company: int, person: int) -> HttpResponse:
    found, who = find_company(request.user, company), find_person(request.user, person)
    return press(
        request,
        _address(found),
        _("%(name)s no longer sees the company's requests.") % {"name": who.name},
        actions.remove_member,
        found,
        who,
    )


def _page(request: PersonsRequest, company: Organization, **forms: Any) -> HttpResponse:
    context = {
        "company": company,
        "members": company.memberships.select_related("user").order_by("user__full_name", "user__email")[:MOST_MEMBERS],
        "roles": Membership.Role.choices,
        "views": Membership.Sees.choices,
        "name_form": CompanyForm(initial={"name": company.name}, auto_id="company_%s"),
        "member": PersonForm(by=request.user, auto_id="member_%s"),
        **forms,
    }
    return render(request, "console/company.html", context)


def _address(company: Organization) -> str:
    return reverse("console_company", args=[company.pk])

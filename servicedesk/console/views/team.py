from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicedesk.accounts.models import Role, User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.console.forms.people import PlacesForm, RoleForm, TeammateForm
from servicedesk.console.views._door import for_administrators
from servicedesk.console.views._find import find_person
from servicedesk.core.pagination import page
from servicedesk.desks import actions
from servicedesk.desks.access import desk_roles
from servicedesk.desks.models import Desk
from servicedesk.organizations.access import people_visible_to

PAGE = 50


@require_safe
@for_administrators
def index(request: PersonsRequest) -> HttpResponse:
    team = (
        people_visible_to(request.user)
        .filter(role__in=[Role.AGENT, Role.ADMINISTRATOR])
        .prefetch_related("desk_roles__desk")
    )
    people = page(team, by="email", descending=False, size=PAGE, cursor=request.GET.get("page", ""), bound_to="team")
    return render(request, "console/team.html", {"people": people})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def add(request: PersonsRequest) -> HttpResponse:
    form = TeammateForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        if form.attempt(actions.add_teammate, said["email"], by=request.user, name=said["name"], role=said["role"]):
            messages.success(
                request, _("%(name)s is in the team. Now choose their desks.") % {"name": form.result.name}
            )
            return redirect("console_teammate", form.result.pk)
    return render(request, "console/teammate_add.html", {"form": form})


@require_safe
@for_administrators
def show(request: PersonsRequest, person: int) -> HttpResponse:
    return _page(request, find_person(request.user, person))


@require_POST
@for_administrators
def change_role(request: PersonsRequest, person: int) -> HttpResponse:
    who = find_person(request.user, person)
    form = RoleForm(request.POST)
    if form.is_valid() and form.attempt(actions.change_role, who, form.cleaned_data["role"], by=request.user):
        messages.success(request, _("Saved. %(name)s logs in anew with the new role.") % {"name": who.name})
        return redirect("console_teammate", who.pk)
    return _page(request, who, role=form)


@require_POST
@for_administrators
def change_places(request: PersonsRequest, person: int) -> HttpResponse:
    who = find_person(request.user, person)
    form = PlacesForm(request.POST, desks=list(Desk.objects.visible_to(request.user)), roles=desk_roles(who))
    if form.is_valid() and form.attempt(actions.place_on_desks, who, form.wishes(), by=request.user):
        messages.success(request, _("Saved."))
        return redirect("console_teammate", who.pk)
    return _page(request, who, places=form)


def _page(
    request: PersonsRequest, who: User, role: RoleForm | None = None, places: PlacesForm | None = None
) -> HttpResponse:
    context = {
        "person": who,
        "role": role or RoleForm(initial={"role": who.role}),
        "places": places or PlacesForm(desks=list(Desk.objects.visible_to(request.user)), roles=desk_roles(who)),
    }
    return render(request, "console/teammate.html", context)

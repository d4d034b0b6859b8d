from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.pagination import page
from servicedesk.core.texts import say
from servicedesk.desks.setup import setup
from servicedesk.organizations.access import shared_with
from servicedesk.organizations.models import Organization
from servicedesk.search.find import find_by_reference, search
from servicedesk.tickets.models import Ticket
from servicedesk.tickets.queries import SORTS, TicketFilter

SIZE = 25
COLUMNS = ("reference", "title", "status", "last_activity_at", "requester__full_name", "requester__email")


@require_safe
def index(request: PersonsRequest) -> HttpResponse:
    """Requests: one's own open ones first, closed ones and the company's one click away (S50, S51)."""
    wanted = TicketFilter.read(request.GET, status="open", whose="mine")
    if wanted.q and (ticket := find_by_reference(request.user, wanted.q)):
        return redirect(ticket)
    companies = list(shared_with(request.user).order_by("name"))
    apart: list[Q] = []
    if wanted.q:
        tickets = wanted.narrow(search(request.user, wanted.q), request.user)
    else:
        tickets = wanted.narrow_but_status(Ticket.objects.visible_to(request.user), request.user)
        apart = wanted.apart(companies=[company.pk for company in companies])
    column, descending = SORTS[wanted.sort]
    found = page(
        tickets.select_related("requester").only(*COLUMNS),
        by=column,
        descending=descending,
        size=SIZE,
        cursor=request.GET.get("page", ""),
        bound_to=f"{request.user.pk}:{wanted}",
        apart=apart,
    )
    context = {
        "tickets": found,
        "wanted": wanted,
        "tabs": _tabs(request, wanted, companies),
        "selects": _selects(wanted),
        "before_url": address_with(request, page=found.before) if found.before else None,
        "after_url": address_with(request, page=found.after) if found.after else None,
    }
    return render(request, "portal/requests.html", context)


def address_with(request: PersonsRequest, **changed: str | None) -> str:
    """The address of this list with some parameters changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changed.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"{request.path}?{query.urlencode()}"


def _tabs(request: PersonsRequest, wanted: TicketFilter, companies: Sequence[Organization]) -> list[dict]:
    """Mine, one for each company, and where one takes part."""
    tabs = [
        {
            "label": _("Mine"),
            "url": address_with(request, whose="mine", company=None, page=None),
            "current": wanted.whose == "mine",
        }
    ]
    for company in companies:
        address = address_with(request, whose="company", company=str(company.pk), page=None)
        chosen = wanted.whose == "company" and wanted.company in ("", str(company.pk))
        tabs.append({"label": company.name, "url": address, "current": chosen})
    address = address_with(request, whose="participant", company=None, page=None)
    return [*tabs, {"label": _("Where I take part"), "url": address, "current": wanted.whose == "participant"}]


def _selects(wanted: TicketFilter) -> list[dict]:
    statuses = [("open", _("Open")), ("closed", _("Closed")), ("all", _("All")), *_statuses()]
    sorts = [("activity", _("Last change first")), ("newest", _("Newest first")), ("oldest", _("Oldest first"))]
    selects = [
        {"name": "status", "label": _("Status"), "value": wanted.status, "options": statuses},
        {"name": "sort", "label": _("Order"), "value": wanted.sort, "options": sorts},
    ]
    if len(_types()) > 1:
        selects.insert(
            1,
            {
                "name": "type",
                "label": _("Request type"),
                "value": wanted.type,
                "options": [("", _("All types")), *_types()],
            },
        )
    return selects


def _statuses() -> list[tuple[str, str]]:
    """Every customer's wording once, under the slug of the first status that has it."""
    words: dict[str, str] = {}
    for status in setup().statuses.values():
        if not status.retired_at:
            words.setdefault(say(status.customer_name), status.slug)
    return [(slug, word) for word, slug in words.items()]


def _types() -> list[tuple[str, str]]:
    return [(kind.slug, say(kind.name)) for kind in setup().types.values()]

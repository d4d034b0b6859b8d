from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servicedesk.accounts.requests import PersonsRequest
from servicedesk.notifications.queries import ledger_of
from servicedesk.workspace.views._agents import for_agents
from servicedesk.workspace.views._find import find_ticket, wear_colours

MOST_ROWS = 200


@for_agents
@require_safe
def mails(request: PersonsRequest, reference: str) -> HttpResponse:
    """Who was told what about the ticket, by which rule, and what became of the mail."""
    ticket = find_ticket(request.user, reference)
    wear_colours(request, ticket.its_desk)
    rows = ledger_of(ticket)[:MOST_ROWS]
    return render(request, "workspace/mails.html", {"ticket": ticket, "rows": rows})

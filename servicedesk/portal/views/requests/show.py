"""A request's page. What stands beside the conversation and what waits unsent are read in one query."""

import json
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servicedesk.accounts.models import User
from servicedesk.accounts.requests import PersonsRequest
from servicedesk.core.short_lists import Line, lines, short_lists
from servicedesk.core.texts import say
from servicedesk.desks.answers import read_fact
from servicedesk.notifications.queries import mutes
from servicedesk.organizations.models import Organization
from servicedesk.portal.forms import ParticipantForm, ShareForm
from servicedesk.portal.views._find import find_ticket, wear_colours
from servicedesk.tickets import access, scopes
from servicedesk.tickets.forms import MessageForm
from servicedesk.tickets.models import Draft, Ticket, Upload
from servicedesk.tickets.timeline import timeline
from servicedesk.tickets.turn import turn_of


@require_safe
def show(request: PersonsRequest, reference: str) -> HttpResponse:
    ticket = find_ticket(request.user, reference)
    if request.path != ticket.get_absolute_url():
        return redirect(ticket)
    return show_page(request, ticket)


@require_safe
def live(request: PersonsRequest, reference: str) -> HttpResponse:
    """What is new on the page since `?since=`: the parts of it anew, or 204. Internal changes do not show, not even as a 200."""
    ticket = find_ticket(request.user, reference)
    if request.GET.get("since") == since_of(ticket):
        return HttpResponse(status=204)
    response = render(request, "portal/_request_live.html", conversation_of(ticket, request.user))
    response["Live-Since"] = since_of(ticket)
    return response


def show_page(
    request: PersonsRequest,
    ticket: Ticket,
    *,
    reply: MessageForm | None = None,
    participant: ParticipantForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The request's page; a form that was sent and not accepted is shown again as it was."""
    wear_colours(request, ticket.its_desk)
    user = request.user
    lists = _lists(ticket, user)
    draft = lists["drafts"][0] if lists["drafts"] and reply is None else None
    typed = json.loads(draft.text) if draft else {}
    context = {
        **conversation_of(ticket, user),
        "reply": reply or MessageForm(by=user, scope=scopes.reply(ticket.pk), page=request.path, initial=typed),
        "uploads": reply.kept_uploads() if reply else _uploads(lists["uploads"]),
        "draft": draft,
        "facts": _facts(ticket),
        "audience": _audience(ticket),
        "desk": ticket.its_desk,
        "request_type": ticket.request_type,
        "participants": [(line.pk, line.text or line.more) for line in lists["participants"]],
        "participant": participant or ParticipantForm(by=user),
        "share": _share_form(ticket, lists["companies"]) if access.may_share(user, ticket) else None,
        "is_muted": bool(lists["mutes"]),
        "may_resolve": access.may_resolve(user, ticket),
        "may_cancel": access.may_cancel(user, ticket),
        "may_reopen": access.may_reopen(user, ticket),
        "may_invite": access.may_invite(user, ticket),
        "is_over": bool(ticket.closed_at and ticket.closed_at + ticket.its_desk.reopen_within < timezone.now()),
    }
    return render(request, "portal/request.html", context, status=status)


def conversation_of(ticket: Ticket, user: User) -> dict:
    return {
        "ticket": ticket,
        "status": ticket.current_status,
        "turn": turn_of(ticket, timezone.now()),
        "entries": timeline(ticket, user, public_only=True),
        "since": since_of(ticket),
    }


def since_of(ticket: Ticket) -> str:
    return ticket.last_activity_at.isoformat()


def _lists(ticket: Ticket, user: User) -> Mapping[str, list[Line]]:
    scope = scopes.reply(ticket.pk)
    return short_lists(
        participants=lines(ticket.participants.all(), "user_id", "user__full_name", "user__email"),
        companies=lines(ticket.requester.memberships.all(), "organization_id", "organization__name"),
        mutes=lines(mutes(ticket, user), "pk", "pk"),
        drafts=lines(Draft.objects.visible_to(user).filter(scope=scope), "scope", "data"),
        uploads=lines(Upload.objects.visible_to(user).filter(scope=scope), "pk", "name", "size"),
    )


def _uploads(found: Sequence[Line]) -> list[Upload]:
    return [Upload(pk=line.key, name=line.text, size=int(line.more)) for line in found]


def _share_form(ticket: Ticket, companies: Sequence[Line]) -> ShareForm:
    own = [Organization(pk=line.pk, name=line.text) for line in companies]
    return ShareForm(companies=own, initial={"organization": ticket.organization_id or ""})


def _facts(ticket: Ticket) -> list[tuple[str, str]]:
    """Everything that was submitted, and what became of it (S44)."""
    shared = ticket.organization.name if ticket.organization else _("No one")
    return [
        (_("ID"), ticket.reference),
        (_("Status"), say(ticket.current_status.customer_name)),
        (_("Request type"), say(ticket.request_type.name)),
        *(read_fact(fact) for fact in ticket.fields),
        (_("Requester"), ticket.requester.name),
        (_("Shared with"), shared),
    ]


def _audience(ticket: Ticket) -> str:
    if ticket.organization:
        return _("Visible to the requester, %(company)s, participants and our team") % {
            "company": ticket.organization.name
        }
    return _("Visible to the requester, participants and our team")

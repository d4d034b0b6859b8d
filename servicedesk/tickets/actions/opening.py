from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused, require
from servicedesk.desks.answers import Answer
from servicedesk.desks.models import Category, Desk, RequestType
from servicedesk.desks.setup import setup
from servicedesk.organizations.models import Organization
from servicedesk.tickets.access import may_open
from servicedesk.tickets.actions._answers import as_shown, write_values
from servicedesk.tickets.actions.conversation import add_message
from servicedesk.tickets.actions.drafts import discard_draft
from servicedesk.tickets.deadlines import due_for
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Channel, Participant, Ticket
from servicedesk.tickets.step import exactly_once, step


@exactly_once
def open_ticket(
    request_type: RequestType,
    *,
    by: User,
    requester: User,
    title: str,
    description: str,
    answers: Sequence[Answer] = (),
    organization: Organization | None = None,
    participants: Sequence = (),
    uploads: Sequence[str] = (),
    channel: str = Channel.PORTAL,
    draft: str = "",
    key: str | None = None,
) -> Ticket:
    """Make exactly one request of `requester`, filed by `by` (the same person, or an agent of the desk) (S40).

    `organization` is the company it is shared with, one of the requester's; None keeps it private.
    """
    desk = setup().desks[request_type.desk_id]
    content = [
        "open",
        request_type.pk,
        requester.pk,
        title,
        description,
        as_shown(answers),
        sorted(uploads),
        organization and organization.pk,
    ]
    with step(by=by, key=key, content=content) as s:
        require(may_open(by, desk, requester))
        _check_sharing(requester, organization)
        status = setup().status_for(desk.pk, Category.NEW)
        number = _next_number(desk)
        ticket = Ticket(
            desk=desk,
            number=number,
            reference=f"{desk.key}-{number}",
            type=request_type,
            title=title,
            requester=requester,
            organization=organization,
            status=status,
            category=status.category,
            is_open=True,
            channel=channel,
            fields=as_shown(answers),
            created_at=s.at,
            created_by=by,
            last_activity_at=s.at,
        )
        ticket.due_at = due_for(ticket, status.category, s.at)
        s.create(ticket)
        write_values(ticket, answers, fresh=True)
        if description or uploads:
            add_message(s, ticket, author=requester, body=description, uploads=uploads, channel=channel)
        if participants:
            Participant.objects.bulk_create(
                [Participant(ticket=ticket, user=person, added_by=by, added_at=s.at) for person in participants],
                ignore_conflicts=True,
            )
        on_behalf = by.pk != requester.pk
        s.event(ticket, Kind.OPENED, public={"on_behalf": on_behalf}, internal={"on_behalf": on_behalf})
        discard_draft(draft, by=by)
    return ticket


def _check_sharing(requester: User, organization: Organization | None) -> None:
    if organization and not organization.memberships.filter(user=requester).exists():
        raise Refused(_("%(name)s is not in this company.") % {"name": requester.name})


def _next_number(desk: Desk) -> int:
    """Take the desk's next number in one statement, which also locks the counter until the step ends. Gaps are fine, repeats never."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Desk._meta.db_table} SET last_number = last_number + 1 WHERE id = %s RETURNING last_number",  # noqa: S608
            [desk.pk],
        )
        number: int = cursor.fetchone()[0]
        return number

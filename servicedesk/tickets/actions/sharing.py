from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused, require
from servicedesk.organizations.models import Organization
from servicedesk.tickets.access import may_invite, may_share
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Participant, Ticket
from servicedesk.tickets.step import step

MOST_PARTICIPANTS = 50


def add_participant(ticket: Ticket, *, by: User, person: User) -> Ticket:
    """Let a person read the ticket, write to it and get its mails."""
    with step(ticket, by=by) as s:
        require(may_invite(by, ticket))
        if person.pk == ticket.requester_id or ticket.participants.filter(user=person).exists():
            return ticket
        if ticket.participants.count() >= MOST_PARTICIPANTS:
            raise Refused(_("A request can have %(count)s participants at the most.") % {"count": MOST_PARTICIPANTS})
        Participant.objects.create(ticket=ticket, user=person, added_by=by, added_at=s.at)
        s.event(ticket, Kind.PARTICIPANT_ADDED, public={"person": person.pk, "name": person.name})
    return ticket


def remove_participant(ticket: Ticket, *, by: User, person: User) -> Ticket:
    """End a person's part; everyone may end their own."""
    with step(ticket, by=by) as s:
        require(by.pk == person.pk or may_invite(by, ticket))
        removed, _rows = ticket.participants.filter(user=person).delete()
        if removed:
            s.event(ticket, Kind.PARTICIPANT_REMOVED, public={"person": person.pk, "name": person.name})
    return ticket


def share(ticket: Ticket, *, by: User, organization: Organization | None, seen: int | None = None) -> Ticket:
    """Share the ticket with one of the requester's companies, or (None) with nobody."""
    with step(ticket, by=by, seen=seen) as s:
        require(may_share(by, ticket))
        if organization and not organization.memberships.filter(user=ticket.requester_id).exists():
            raise Refused(_("The requester is not in this company."))
        after = organization.pk if organization else None
        if ticket.organization_id != after:
            s.event(
                ticket,
                Kind.SHARED,
                public={"organization": after},
                internal={"from": ticket.organization_id, "to": after},
            )
            s.change(ticket, organization=organization)
    return ticket

"""What one step did to one ticket, and the people round it: each group is one query, and only if a rule asks for it."""

from collections.abc import Iterable
from functools import cached_property

from servicedesk.accounts.models import Role, User
from servicedesk.desks.models import DeskRole
from servicedesk.notifications.models import Mute
from servicedesk.tickets.models import Message, Note, Ticket, TicketEvent, TicketStep


class Scene:
    def __init__(self, step: TicketStep, ticket: Ticket, events: list[TicketEvent]) -> None:
        self.step = step
        self.by = step.by
        self.ticket = ticket
        self.events = events

    def has_on_team(self, person: User) -> bool:
        """Whether a person works on the ticket's desk: what `desks.access.works_on` says, without a query for each."""
        return person.is_active and (person.is_administrator or (person.is_agent and person.pk in self._roles))

    def people(self, ids: Iterable[int]) -> list[User]:
        return list(User.objects.filter(pk__in=list(ids)).order_by("id"))

    @cached_property
    def participants(self) -> list[User]:
        return [participant.user for participant in self._participations]

    @cached_property
    def participants_since_opening(self) -> list[User]:
        return [participant.user for participant in self._participations if participant.added_at == self.step.at]

    @cached_property
    def agents(self) -> list[User]:
        return [role.user for role in self._roles.values() if self.has_on_team(role.user)]

    @cached_property
    def leads(self) -> list[User]:
        return [agent for agent in self.agents if self._roles[agent.pk].role == DeskRole.Role.LEAD]

    @cached_property
    def administrators(self) -> list[User]:
        return list(User.objects.filter(role=Role.ADMINISTRATOR, deactivated_at=None).order_by("id"))

    @cached_property
    def team_writers(self) -> list[User]:
        """Those who wrote a note or answered as the team, whether or not they still work here."""
        notes = Note.objects.filter(ticket=self.ticket).values("author")
        answers = Message.objects.filter(ticket=self.ticket, from_team=True).values("author")
        return list(User.objects.filter(pk__in=notes.union(answers)).order_by("id"))

    @cached_property
    def muted(self) -> set[int]:
        return set(Mute.objects.filter(ticket=self.ticket).values_list("user_id", flat=True))

    @cached_property
    def _participations(self) -> list:
        return list(self.ticket.participants.select_related("user").order_by("id"))

    @cached_property
    def _roles(self) -> dict[int, DeskRole]:
        roles = DeskRole.objects.filter(desk=self.ticket.desk_id).select_related("user").order_by("id")
        return {role.user_id: role for role in roles}

"""Who hears of what: one table, read from top to bottom; the first row that names a person says why they are told.

The team's rows stand above the customers', so that somebody who is both hears as the team. Nobody hears of their own
doing and nobody who has switched mails off hears anything, unless the row says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from servicedesk.accounts.models import User
from servicedesk.notifications.models import Ledger, Reason
from servicedesk.notifications.scene import Scene
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import TicketEvent

Who = Callable[[Scene, TicketEvent], Iterable[User]]


@dataclass(frozen=True)
class Rule:
    reason: Reason
    kinds: frozenset[Kind]
    who: Who
    for_team: bool
    even_own: bool = False
    even_muted: bool = False


@dataclass(frozen=True)
class Verdict:
    person: User
    reason: Reason
    decision: str


def decide(scene: Scene) -> list[Verdict]:
    """Everybody who is to hear of what happened in the scene, each once, and those who would but for a reason."""
    verdicts: dict[int, Verdict] = {}
    for rule in TABLE:
        for event in scene.events:
            if event.kind in rule.kinds and (rule.for_team or event.public):
                for person in rule.who(scene, event):
                    if not person.is_system and (person.pk != scene.by.pk or rule.even_own):
                        verdicts.setdefault(person.pk, Verdict(person, rule.reason, _decision(rule, person, scene)))
    return list(verdicts.values())


def is_for_team(reason: str) -> bool:
    return any(rule.for_team for rule in TABLE if rule.reason == reason)


def _decision(rule: Rule, person: User, scene: Scene) -> str:
    if not person.is_active or (rule.for_team and not scene.has_on_team(person)):
        return Ledger.Decision.NOT_ENTITLED
    if person.pk in scene.muted and not rule.even_muted:
        return Ledger.Decision.MUTED
    return Ledger.Decision.TOLD


def requester(scene: Scene, _event: TicketEvent) -> Iterable[User]:
    return [scene.ticket.requester]


def customers(scene: Scene, _event: TicketEvent) -> Iterable[User]:
    return [scene.ticket.requester, *scene.participants]


def newcomers(scene: Scene, event: TicketEvent) -> Iterable[User]:
    """The participants that came with the request, or the one who was added later."""
    if event.kind == Kind.OPENED:
        return scene.participants_since_opening
    return [person for person in scene.participants if person.pk == event.public["person"]]


def new_assignee(scene: Scene, event: TicketEvent) -> Iterable[User]:
    return scene.people([event.internal["to"]]) if event.internal.get("to") else []


def whoever_answers(scene: Scene, _event: TicketEvent) -> Iterable[User]:
    """The assignee; while nobody is assigned, the desk's agents; where there are none, the administrators."""
    assignee = scene.ticket.assignee
    return [assignee] if assignee and scene.has_on_team(assignee) else scene.agents or scene.administrators


def whoever_answers_customers(scene: Scene, event: TicketEvent) -> Iterable[User]:
    return [] if event.public["from_team"] else whoever_answers(scene, event)


def assignee_and_writers(scene: Scene, _event: TicketEvent) -> Iterable[User]:
    """Those of the team who have to do with the ticket."""
    assignee = [scene.ticket.assignee] if scene.ticket.assignee else []
    return [*assignee, *scene.team_writers]


def leads(scene: Scene, _event: TicketEvent) -> Iterable[User]:
    return scene.leads or scene.administrators


def _team(reason: Reason, who: Who, *kinds: Kind) -> Rule:
    return Rule(reason, frozenset(kinds), who, for_team=True)


def _customer(reason: Reason, who: Who, *kinds: Kind, even_own: bool = False, even_muted: bool = False) -> Rule:
    return Rule(reason, frozenset(kinds), who, for_team=False, even_own=even_own, even_muted=even_muted)


TABLE = (
    _customer(Reason.CONFIRMATION, requester, Kind.OPENED, even_own=True, even_muted=True),
    _team(Reason.LATE, leads, Kind.LATE),
    _team(Reason.ASSIGNED, new_assignee, Kind.ASSIGNED),
    _team(Reason.NEW_TICKET, whoever_answers, Kind.OPENED),
    _team(Reason.CUSTOMER_WROTE, whoever_answers_customers, Kind.REPLIED),
    _team(Reason.OPEN_AGAIN, whoever_answers, Kind.REOPENED),
    _team(Reason.NOTE, assignee_and_writers, Kind.NOTED),
    _customer(Reason.ADDED, newcomers, Kind.OPENED, Kind.PARTICIPANT_ADDED),
    _customer(Reason.SOLVED, requester, Kind.RESOLVED, even_muted=True),
    _customer(Reason.SOLVED, customers, Kind.RESOLVED),
    _customer(Reason.MESSAGE, customers, Kind.REPLIED),
    _customer(
        Reason.CHANGE,
        customers,
        Kind.STATUS_CHANGED,
        Kind.REOPENED,
        Kind.CANCELLED,
        Kind.CLOSED,
        Kind.FIELDS_CHANGED,
    ),
)

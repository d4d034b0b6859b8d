"""From a step to the ledger and the outbox, in one transaction: a rerun adds nothing, and nothing is lost."""

from itertools import groupby

from django.db import transaction

from servicedesk.notifications.models import Ledger
from servicedesk.notifications.recipients import Verdict, decide
from servicedesk.notifications.scene import Scene
from servicedesk.outbox.compose import Draft, queue_many
from servicedesk.tickets.models import TicketEvent, TicketStep


def notify(step_id: int) -> None:
    """Tell everybody who is to hear of a step: one mail for each person and ticket, however much changed."""
    verdicts = [(scene, verdict) for scene in _scenes(step_id) for verdict in decide(scene)]
    if not verdicts:
        return
    with transaction.atomic():
        if Ledger.objects.filter(step=step_id).exists():
            return
        told = [(scene, verdict) for scene, verdict in verdicts if verdict.decision == Ledger.Decision.TOLD]
        mails = {mail.dedupe: mail for mail in queue_many(_draft(scene, verdict) for scene, verdict in told)}
        Ledger.objects.bulk_create(
            (
                Ledger(
                    step=scene.step,
                    ticket=scene.ticket,
                    recipient=verdict.person,
                    rule=verdict.reason,
                    decision=verdict.decision,
                    outgoing_mail=mails.get(_dedupe(scene, verdict)),
                )
                for scene, verdict in verdicts
            ),
            # Another worker may have decided at the same moment; then its rows stand, and its mails.
            ignore_conflicts=True,
        )


def _scenes(step_id: int) -> list[Scene]:
    step = TicketStep.objects.select_related("by").filter(pk=step_id).first()
    if step is None:
        return []
    events = TicketEvent.objects.filter(step=step).select_related("ticket__requester", "ticket__assignee")
    of_tickets = groupby(events.order_by("ticket_id", "id"), key=lambda event: event.ticket_id)
    return [_scene(step, list(group)) for _ticket, group in of_tickets]


def _scene(step: TicketStep, events: list[TicketEvent]) -> Scene:
    return Scene(step, events[0].ticket, events)


def _draft(scene: Scene, verdict: Verdict) -> Draft:
    return Draft(
        kind="ticket",
        to_address=verdict.person.email,
        to_user=verdict.person,
        language=verdict.person.language,
        args={"step": scene.step.pk, "ticket": scene.ticket.pk, "reason": verdict.reason.value},
        dedupe=_dedupe(scene, verdict),
    )


def _dedupe(scene: Scene, verdict: Verdict) -> str:
    return f"step:{scene.step.pk}:{scene.ticket.pk}:{verdict.person.pk}"

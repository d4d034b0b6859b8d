import pytest

from servicedesk.core.tasks.models import Job
from servicedesk.desks.models import Category
from servicedesk.desks.setup import setup
from servicedesk.tickets import actions
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Message, Priority, Ticket, TicketEvent, TicketStep
from servicedesk.tickets.step import Conflict, step


def test_several_actions_in_one_step_are_one_version_and_one_set_of_jobs(cast, ticket, settings):
    Job.objects.all().delete()
    with step(ticket, by=cast.agent):
        actions.reply(ticket, by=cast.agent, body="Solved with the new firmware.")
        actions.set_priority(ticket, by=cast.agent, priority=Priority.LOW)
        actions.resolve(ticket, by=cast.agent)
    ticket.refresh_from_db()
    assert ticket.version == 2
    assert ticket.category == Category.RESOLVED
    assert TicketEvent.objects.filter(ticket=ticket, version=2).values("step").distinct().count() == 1
    assert Job.objects.filter(task__in=settings.TICKET_REACTIONS).count() == len(settings.TICKET_REACTIONS)


def test_a_step_that_changes_nothing_leaves_nothing(cast, ticket):
    before = (TicketStep.objects.count(), TicketEvent.objects.count(), Job.objects.count())
    actions.set_priority(ticket, by=cast.agent, priority=Priority.NORMAL)
    assert (TicketStep.objects.count(), TicketEvent.objects.count(), Job.objects.count()) == before


def test_a_step_that_fails_writes_nothing(cast, ticket):
    def reply_and_fail():
        with step(ticket, by=cast.agent):
            actions.reply(ticket, by=cast.agent, body="never sent")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reply_and_fail()
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert Ticket.objects.get(pk=ticket.pk).version == 1


def test_a_step_belongs_to_one_person(cast, ticket):
    with pytest.raises(RuntimeError), step(ticket, by=cast.agent):
        actions.reply(ticket, by=cast.customer, body="someone else")


def test_two_who_change_the_same_fact_are_in_conflict_f26(cast, ticket):
    seen = ticket.version
    actions.set_priority(ticket, by=cast.agent, priority=Priority.HIGH)
    with pytest.raises(Conflict) as conflict:
        actions.set_priority(ticket, by=cast.admin, priority=Priority.LOW, seen=seen)
    assert conflict.value.events[0].step.by == cast.agent
    assert conflict.value.ticket.priority == Priority.HIGH
    assert Ticket.objects.get(pk=ticket.pk).priority == Priority.HIGH


def test_two_who_change_different_facts_are_not(cast, ticket):
    seen = ticket.version
    actions.set_priority(ticket, by=cast.agent, priority=Priority.HIGH)
    actions.assign(ticket, by=cast.admin, to=cast.agent, seen=seen)
    fresh = Ticket.objects.get(pk=ticket.pk)
    assert (fresh.priority, fresh.assignee) == (Priority.HIGH, cast.agent)


def test_ones_own_earlier_change_is_no_conflict(cast, ticket):
    seen = ticket.version
    actions.set_priority(ticket, by=cast.agent, priority=Priority.HIGH)
    actions.set_priority(ticket, by=cast.agent, priority=Priority.LOW, seen=seen)
    assert Ticket.objects.get(pk=ticket.pk).priority == Priority.LOW


def test_an_action_on_a_stale_object_acts_on_the_row_as_it_is_now(cast, ticket):
    stale = Ticket.objects.get(pk=ticket.pk)
    actions.resolve(ticket, by=cast.customer)
    actions.reply(stale, by=cast.customer, body="It is back.")
    assert Ticket.objects.get(pk=ticket.pk).category == Category.OPEN


def test_an_event_holds_no_text(cast, ticket):
    actions.reply(ticket, by=cast.agent, body="canary-reply")
    actions.note(ticket, by=cast.agent, body="canary-note")
    for event in TicketEvent.objects.all():
        assert "canary" not in f"{event.public}{event.internal}"


def test_a_change_that_customers_do_not_see_has_nothing_public(cast, ticket):
    in_progress = next(s for s in setup().statuses_of(ticket.desk_id) if s.slug == "in-progress")
    actions.set_status(ticket, by=cast.agent, status=in_progress)
    assert TicketEvent.objects.get(ticket=ticket, kind=Kind.STATUS_CHANGED).public == {}
    before = Ticket.objects.get(pk=ticket.pk).last_activity_at
    actions.note(ticket, by=cast.agent, body="between us")
    assert Ticket.objects.get(pk=ticket.pk).last_activity_at == before


def test_a_repeated_answer_that_also_moved_the_ticket_is_the_first_one_f24(cast, ticket):
    """An answer of the team is two events of one step."""
    first, again = (actions.reply(ticket, by=cast.agent, body="Which version?", key="same") for _try in range(2))
    assert first == again == ticket
    assert ticket.messages.filter(body="Which version?").count() == 1

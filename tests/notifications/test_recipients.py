"""Who hears of what, who does not, and what the ledger says about it."""

import pytest
from django.utils import timezone

from servicedesk.accounts.models import Role, User
from servicedesk.core.errors import NotAllowed
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.desks.models import Category, DeskRole
from servicedesk.notifications import delivery
from servicedesk.notifications.actions import mute, unmute
from servicedesk.notifications.models import Ledger, Reason
from servicedesk.notifications.queries import is_muted, ledger_of
from servicedesk.outbox.models import OutgoingMail
from servicedesk.tickets import actions, sweeping
from servicedesk.tickets.models import Ticket, TicketStep
from servicedesk.tickets.step import step
from tests.cast import file_request

Decision = Ledger.Decision


@pytest.fixture
def second_agent(desk) -> User:
    person = User.objects.create(email="second-agent@desk.example", full_name="Eero Salo", role=Role.AGENT)
    DeskRole.objects.create(desk=desk, user=person)
    return person


@pytest.fixture
def told(cast):
    """Return who is told of the latest step, and why."""

    def of_latest_step() -> dict[User, str]:
        latest = TicketStep.objects.latest("id")
        delivery.notify(latest.pk)
        rows = Ledger.objects.filter(step=latest, decision=Decision.TOLD).select_related("recipient")
        return {row.recipient: row.rule for row in rows}

    return of_latest_step


def test_a_new_request_goes_to_all_agents_of_its_desk_and_to_no_other(cast, second_agent, request_type, told):
    file_request(request_type, cast.customer)

    assert told() == {
        cast.customer: Reason.CONFIRMATION,
        cast.agent: Reason.NEW_TICKET,
        second_agent: Reason.NEW_TICKET,
    }


def test_the_agent_who_filed_a_request_is_not_told_of_it(cast, request_type, told):
    file_request(request_type, cast.customer, by=cast.agent)

    assert told() == {cast.customer: Reason.CONFIRMATION}


def test_a_new_request_on_a_desk_without_agents_goes_to_the_administrators(cast, request_type, told):
    DeskRole.objects.filter(desk=cast.desk).delete()
    file_request(request_type, cast.customer)

    assert told() == {cast.customer: Reason.CONFIRMATION, cast.admin: Reason.NEW_TICKET}


def test_participants_that_come_with_a_request_are_told(cast, request_type, told):
    actions.open_ticket(
        request_type,
        by=cast.customer,
        requester=cast.customer,
        title="Together",
        description="We both see it.",
        participants=[cast.stranger],
    )

    assert told()[cast.stranger] == Reason.ADDED


def test_a_customers_message_goes_to_the_assignee_alone(cast, second_agent, ticket, told):
    actions.assign(ticket, by=cast.agent, to=second_agent)
    actions.reply(ticket, by=cast.customer, body="Again.")

    assert told() == {second_agent: Reason.CUSTOMER_WROTE}


def test_a_customers_message_goes_to_all_agents_when_the_assignee_left_the_desk(cast, second_agent, ticket, told):
    actions.assign(ticket, by=cast.agent, to=second_agent)
    second_agent.desk_roles.all().delete()
    actions.reply(ticket, by=cast.customer, body="Again.")

    assert told() == {cast.agent: Reason.CUSTOMER_WROTE}


def test_a_message_goes_to_the_requester_and_participants_but_its_author(cast, ticket, told):
    actions.add_participant(ticket, by=cast.customer, person=cast.stranger)
    actions.reply(ticket, by=cast.stranger, body="Me too.")

    assert told() == {cast.customer: Reason.MESSAGE, cast.agent: Reason.CUSTOMER_WROTE}


def test_colleagues_who_take_no_part_are_not_told(cast, ticket, told):
    actions.reply(ticket, by=cast.agent, body="Hello")

    assert told() == {cast.customer: Reason.MESSAGE}


def test_a_note_goes_to_the_assignee_and_to_those_of_the_team_who_wrote_there(cast, second_agent, ticket, told):
    actions.note(ticket, by=cast.agent, body="Looks like the switch.")
    assert told() == {}

    actions.note(ticket, by=second_agent, body="It is.")
    assert told() == {cast.agent: Reason.NOTE}

    actions.assign(ticket, by=cast.admin, to=second_agent)
    actions.note(ticket, by=cast.admin, body="Thanks, both.")
    assert told() == {cast.agent: Reason.NOTE, second_agent: Reason.NOTE}


def test_a_note_goes_to_nobody_who_left_the_desk_a15(cast, second_agent, ticket, told):
    actions.note(ticket, by=second_agent, body="One")
    second_agent.desk_roles.all().delete()
    actions.note(ticket, by=cast.agent, body="Two")

    assert told() == {}
    assert ledger_of(ticket).get(recipient=second_agent, rule=Reason.NOTE).decision == Decision.NOT_ENTITLED


def test_the_new_assignee_is_told_unless_they_took_it_themselves(cast, second_agent, ticket, told):
    actions.assign(ticket, by=cast.agent, to=second_agent)
    assert told() == {second_agent: Reason.ASSIGNED}

    actions.assign(ticket, by=cast.agent, to=cast.agent)
    assert told() == {}


def test_a_late_answer_is_told_to_the_leads_alone(cast, second_agent, ticket, told):
    Ticket.objects.filter(pk=ticket.pk).update(due_at=timezone.now())
    sweeping.tell_leads_of_late_answers()

    assert told() == {cast.agent: Reason.LATE}


def test_a_late_answer_is_told_to_the_administrators_where_there_is_no_lead(cast, ticket, told):
    DeskRole.objects.filter(desk=cast.desk).update(role=DeskRole.Role.AGENT)
    Ticket.objects.filter(pk=ticket.pk).update(due_at=timezone.now())
    sweeping.tell_leads_of_late_answers()

    assert told() == {cast.admin: Reason.LATE}


def test_closing_by_the_clock_is_told_to_the_customers(cast, ticket, told):
    actions.resolve(ticket, by=cast.agent)
    Ticket.objects.filter(pk=ticket.pk).update(due_at=timezone.now())
    sweeping.close_what_is_over()

    assert told() == {cast.customer: Reason.CHANGE}


def test_reopening_is_told_to_both_sides(cast, ticket, told):
    actions.resolve(ticket, by=cast.agent)
    actions.reopen(ticket, by=cast.colleague)

    assert told() == {cast.customer: Reason.CHANGE, cast.agent: Reason.OPEN_AGAIN}


def test_nobody_is_told_of_their_own_doing(cast, ticket, told):
    actions.cancel(ticket, by=cast.customer)

    assert told() == {}


def test_internal_changes_are_told_to_no_customer(cast, ticket, told):
    actions.set_priority(ticket, by=cast.agent, priority=4)
    assert told() == {}

    actions.set_status(ticket, by=cast.agent, status=cast.desk.statuses.filter(category=Category.OPEN).first())
    assert told() == {}


def test_a_muted_request_sends_no_mails_and_the_ledger_says_so(cast, ticket, told):
    mute(ticket, by=cast.customer)
    mute(ticket, by=cast.customer)
    assert is_muted(ticket, cast.customer)
    actions.reply(ticket, by=cast.agent, body="Hello")
    assert told() == {}
    assert ledger_of(ticket).get(recipient=cast.customer).fate == "Has switched mails off"

    unmute(ticket, by=cast.customer)
    actions.reply(ticket, by=cast.agent, body="Hello again")
    assert told() == {cast.customer: Reason.MESSAGE}


def test_the_requester_hears_that_it_is_solved_even_when_muted_and_a_participant_does_not(cast, ticket, told):
    actions.add_participant(ticket, by=cast.customer, person=cast.stranger)
    mute(ticket, by=cast.customer)
    mute(ticket, by=cast.stranger)
    with step(ticket, by=cast.agent):
        actions.reply(ticket, by=cast.agent, body="Done.")
        actions.resolve(ticket, by=cast.agent)

    assert told() == {cast.customer: Reason.SOLVED}


def test_nobody_mutes_what_they_may_not_see(cast, ticket):
    with pytest.raises(NotAllowed):
        mute(ticket, by=cast.stranger)


def test_a_rerun_adds_nothing(cast, ticket, smtp_sink):
    run_due_jobs()
    before = (Ledger.objects.count(), OutgoingMail.objects.count(), len(smtp_sink.received))

    delivery.notify(TicketStep.objects.latest("id").pk)
    run_due_jobs()

    assert (Ledger.objects.count(), OutgoingMail.objects.count(), len(smtp_sink.received)) == before


def test_rows_and_mails_are_written_together_or_not_at_all(cast, ticket, monkeypatch):
    monkeypatch.setattr(Ledger.objects, "bulk_create", lambda *_args, **_options: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        delivery.notify(TicketStep.objects.latest("id").pk)

    assert not OutgoingMail.objects.exists()


def test_the_ledger_says_what_became_of_each_mail(cast, ticket, smtp_sink):
    smtp_sink.answers_to[cast.customer.email] = "550 No such user"
    run_due_jobs()

    assert {(row.recipient, row.get_rule_display(), row.fate) for row in ledger_of(ticket)} == {
        (cast.customer, "Confirmation to the requester", "Failed: 550 No such user"),
        (cast.agent, "New ticket on their desk", "Sent"),
    }


def test_telling_fifty_people_costs_as_many_statements_as_telling_one(cast, ticket, django_assert_max_num_queries):
    people = [User(email=f"p{number}@acme.example", password="!") for number in range(50)]
    for person in User.objects.bulk_create(people):
        ticket.participants.create(user=person, added_by=cast.agent)
    actions.reply(ticket, by=cast.agent, body="To all")
    latest = TicketStep.objects.latest("id").pk

    with django_assert_max_num_queries(16):
        delivery.notify(latest)

    assert Ledger.objects.filter(step=latest).count() == 51

"""The filled rows are those that the actions would have written, so that what is measured is what people have."""

from datetime import UTC, datetime

import pytest
from django.forms.models import model_to_dict

from benchmarks import people, stories
from benchmarks.fill import fill
from benchmarks.words import LONG_REFERENCE, RARE
from servicedesk.accounts.models import User
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.desks.answers import answer_to
from servicedesk.desks.models import Category, Field
from servicedesk.desks.setup import setup
from servicedesk.search.find import search
from servicedesk.search.index import words_of
from servicedesk.tickets import actions
from servicedesk.tickets.models import Ticket

UNTIL = datetime(2026, 3, 2, 9, tzinfo=UTC)
# Ids and times differ between two tickets with the same story.
IDS = {"id", "number", "reference", "ticket", "step", "message"}


@pytest.fixture
def filled(db):
    fill(400, UNTIL)


def test_filled_tickets_are_like_those_that_went_through_the_actions(filled):
    others = Ticket.objects.filter(desk__key="MTS").exclude(reference=LONG_REFERENCE).order_by("id")
    for category in Category:
        ticket = others.filter(category=category)[0]
        assert rows_of(replayed(ticket)) == rows_of(ticket), category


def test_the_long_ticket_has_ten_messages_and_is_the_customers(filled):
    ticket = Ticket.objects.get(reference=LONG_REFERENCE)
    assert ticket.messages.count() == 10
    assert ticket.requester.email == people.CUSTOMER
    assert rows_of(replayed(ticket)) == rows_of(ticket)


def test_every_other_ticket_has_three_messages_and_none_is_of_the_future(filled):
    for ticket in Ticket.objects.exclude(reference=LONG_REFERENCE):
        assert ticket.messages.count() == 3
        assert ticket.created_at <= ticket.last_activity_at <= UNTIL


def test_the_rare_word_is_found_in_fifty_tickets(filled):
    admin = User.objects.get(email=people.ADMINISTRATOR)
    found = search(admin, RARE)
    assert found.count() == 50
    assert all(RARE in words_of(ticket) for ticket in found)


def test_a_request_that_is_sent_after_the_filling_takes_the_next_number_and_id(filled):
    last = Ticket.objects.order_by("-id")[0]
    ticket = replayed(Ticket.objects.get(reference=LONG_REFERENCE))
    assert ticket.pk > last.pk
    assert (
        ticket.number == Ticket.objects.filter(desk=ticket.desk).exclude(pk=ticket.pk).order_by("-number")[0].number + 1
    )


def replayed(ticket: Ticket) -> Ticket:
    """Another ticket with the same story, told by the actions."""
    texts = [message.body for message in ticket.messages.order_by("id")]
    given = {fact["key"]: fact["value"] for fact in ticket.fields}
    questions = [question for question in setup().fields_of(ticket.type_id) if question.use == Field.Use.FACT]
    again = actions.open_ticket(
        ticket.request_type,
        by=ticket.requester,
        requester=ticket.requester,
        title=ticket.title,
        description=texts[0],
        answers=[answer_to(question, given.get(question.key)) for question in questions],
        organization=ticket.organization,
        participants=[part.user for part in ticket.participants.all()],
        key="opened",
    )
    agent = ticket.assignee or User.objects.filter(desk_roles__desk=ticket.desk_id).order_by("id")[0]
    for place, move in enumerate(moves_of(ticket)):
        tell(again, move, agent, texts[1:], place)
    run_due_jobs()
    return Ticket.objects.get(pk=again.pk)


def moves_of(ticket: Ticket) -> list[str]:
    if ticket.reference == LONG_REFERENCE:
        return stories.LONG
    return stories.OVER if ticket.category == Category.CLOSED else stories.RECENT[ticket.category][1]


def tell(ticket: Ticket, move: str, agent: User, texts: list[str], place: int) -> None:
    match move:
        case stories.ASK | stories.ANSWER:
            by = agent if move == stories.ANSWER else ticket.requester
            actions.reply(ticket, by=by, body=texts[ticket.messages.count() - 1], key=f"reply {place}")
        case stories.ASSIGN:
            actions.assign(ticket, by=agent, to=agent)
        case stories.HOLD:
            actions.set_status(ticket, by=agent, status=setup().status_for(ticket.desk_id, Category.HOLD))
        case stories.RESOLVE:
            actions.resolve(ticket, by=agent)
        case stories.CLOSE:
            actions.close(ticket, by=User.objects.system())


def rows_of(ticket: Ticket) -> dict:
    """Everything that is stored of a ticket, without what no two have alike; of a time, whether there is one."""
    return {
        "ticket": without_times(ticket),
        "facts": [without_times(value) for value in ticket.values.order_by("field_id")],
        "messages": [without_times(message) for message in ticket.messages.order_by("id")],
        "events": [alike(event) for event in ticket.events.order_by("id")],
        "steps": [
            (event.step.by_id, bool(event.step.key), len(event.step.digest)) for event in ticket.events.order_by("id")
        ],
        "participants": [(part.user_id, part.added_by_id) for part in ticket.participants.order_by("user_id")],
        "words": sorted(set(words_of(ticket)) - {str(ticket.number)}),
        "is indexed": search(ticket.requester, str(ticket.number)).filter(pk=ticket.pk).exists(),
    }


def alike(event) -> dict:
    public = {name: value for name, value in event.public.items() if name != "message"}
    return without_times(event) | {"public": public}


def without_times(row) -> dict:
    columns = model_to_dict(row) | {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: isinstance(value, datetime) or value for name, value in columns.items() if name not in IDS}

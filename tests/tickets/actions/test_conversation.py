from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.core.errors import NotAllowed, Refused
from servicedesk.desks.models import Category
from servicedesk.tickets import actions
from servicedesk.tickets.models import Message, Note, Ticket, Upload
from servicedesk.tickets.step import SentDifferently


def upload(person, name="recorder.log"):
    return Upload.objects.create(
        person=person, scope="reply:1", name=name, size=3, content_type="text/plain", storage_key="aa/bb/cc"
    )


def test_the_teams_answer_passes_the_turn_to_the_customer_and_back(cast, ticket):
    actions.reply(ticket, by=cast.agent, body="Please send the log.")
    assert ticket.category == Category.WAITING
    assert ticket.first_answer_at
    actions.reply(ticket, by=cast.customer, body="Here it is.")
    assert ticket.category == Category.OPEN


def test_a_customers_word_on_a_new_request_leaves_it_new(cast, ticket):
    due = ticket.due_at
    actions.reply(ticket, by=cast.customer, body="One more thing.")
    assert (ticket.category, ticket.due_at) == (Category.NEW, due)


def test_a_colleague_may_answer_a_stranger_may_not(cast, ticket):
    actions.reply(ticket, by=cast.colleague, body="I know more.")
    for person in (cast.stranger, cast.other_agent):
        with pytest.raises(NotAllowed):
            actions.reply(ticket, by=person, body="intruder")
    assert not Message.objects.filter(body="intruder").exists()


def test_a_comment_reopens_a_resolved_request(cast, ticket):
    actions.resolve(ticket, by=cast.agent)
    actions.reply(ticket, by=cast.customer, body="Not solved.")
    assert (ticket.category, ticket.resolved_at) == (Category.OPEN, None)


def test_a_closed_request_can_be_continued_for_thirty_days_and_no_longer(cast, ticket):
    actions.close(ticket, by=cast.agent)
    closed = timezone.now()
    with time_machine.travel(closed + timedelta(days=31), tick=False), pytest.raises(Refused, match="new request"):
        actions.reply(ticket, by=cast.customer, body="too late")
    with time_machine.travel(closed + timedelta(days=29), tick=False):
        actions.reply(ticket, by=cast.customer, body="just in time")
    assert Ticket.objects.get(pk=ticket.pk).category == Category.OPEN


def test_nothing_to_send_is_refused(cast, ticket):
    with pytest.raises(Refused):
        actions.reply(ticket, by=cast.customer, body=" \n\x00 ")


def test_the_same_reply_sent_twice_is_one_message_f24(cast, ticket):
    for _ in range(2):
        actions.reply(ticket, by=cast.customer, body="Once.", key="k1")
    assert Message.objects.filter(body="Once.").count() == 1
    with pytest.raises(SentDifferently):
        actions.reply(ticket, by=cast.customer, body="Another text.", key="k1")


def test_an_upload_is_used_once_and_only_by_its_person_a12(cast, ticket):
    theirs = upload(cast.colleague)
    with pytest.raises(Refused):
        actions.reply(ticket, by=cast.customer, body="stolen", uploads=[theirs.pk])
    own = upload(cast.customer)
    actions.reply(ticket, by=cast.customer, body="mine", uploads=[own.pk])
    with pytest.raises(Refused):
        actions.reply(ticket, by=cast.customer, body="again", uploads=[own.pk])
    assert Message.objects.get(body="mine").files.get().pk == own.pk
    assert Upload.objects.get() == theirs


def test_a_note_is_for_the_team_to_write(cast, ticket):
    for person in (cast.customer, cast.colleague, cast.stranger, cast.other_agent):
        with pytest.raises(NotAllowed):
            actions.note(ticket, by=person, body="not mine to write")
    actions.note(ticket, by=cast.agent, body="ours")
    assert [note.body for note in Note.objects.all()] == ["ours"]


def test_a_note_changes_nobodys_turn(cast, ticket):
    actions.note(ticket, by=cast.agent, body="thinking")
    assert ticket.category == Category.NEW


def test_a_second_answer_gives_the_customer_their_full_time_again(cast, ticket):
    actions.reply(ticket, by=cast.agent, body="first")
    due = ticket.due_at
    actions.reply(ticket, by=cast.agent, body="second")
    assert ticket.due_at > due


def test_the_team_can_answer_into_a_status_of_its_choice(cast, ticket):
    resolved = next(s for s in ticket.its_desk.statuses.all() if s.category == Category.RESOLVED)
    actions.reply(ticket, by=cast.agent, body="Fixed.", status=resolved)
    assert ticket.category == Category.RESOLVED

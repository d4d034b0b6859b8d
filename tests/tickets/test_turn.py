import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from servicedesk.tickets import actions
from servicedesk.tickets.turn import turn_of


def moves(cast, ticket):
    """Every state a request can be in, one after the other."""
    yield ticket
    yield actions.assign(ticket, by=cast.agent, to=cast.agent)
    yield actions.reply(ticket, by=cast.agent, body="Which version?")
    yield actions.reply(ticket, by=cast.customer, body="9.8")
    yield actions.set_status(
        ticket, by=cast.agent, status=next(s for s in ticket.its_desk.statuses.all() if s.category == "hold")
    )
    yield actions.resolve(ticket, by=cast.agent)
    yield actions.close(ticket, by=cast.agent)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=3), timedelta(days=400)])
def test_every_request_says_whose_turn_it_is_and_never_promises_the_past(cast, ticket, language, later):
    with translation.override(language):
        for state in moves(cast, ticket):
            turn = turn_of(state, timezone.now() + later)
            assert turn.strong
            assert turn.text
            if state.is_open and state.due_at and state.due_at <= timezone.now() + later:
                assert turn.tone == "trouble" or turn.side == "customer"


def test_the_first_answer_is_promised_by_the_desks_waiting_time(ticket):
    with translation.override("en"):
        turn = turn_of(ticket, timezone.now())
    assert turn.side == "team"
    assert turn.text.startswith("You get a first answer by ")


def test_a_german_reads_the_day_and_the_time_as_germans_write_them_s61(ticket):
    ticket.due_at = datetime(2027, 1, 8, 14, 30, tzinfo=UTC)
    with translation.override("de"), timezone.override("Europe/Berlin"):
        turn = turn_of(ticket, datetime(2027, 1, 4, tzinfo=UTC))
    assert re.fullmatch(r"Bis Freitag, 8\.\sJanuar( 2027)?, 15:30\sUhr bekommen Sie eine erste Antwort\.", turn.text)


def test_a_late_answer_is_called_late(ticket):
    with translation.override("en"):
        turn = turn_of(ticket, ticket.due_at + timedelta(minutes=1))
    assert turn.strong == "Our answer is late."

"""What happens to a ticket, move by move, and how often; each story has three messages, as the promised figures assume."""

from datetime import timedelta
from random import Random

ASK, ANSWER, ASSIGN, HOLD, RESOLVE, CLOSE = "ask", "answer", "assign", "hold", "resolve", "close"

OVER = [ASSIGN, ANSWER, ASK, RESOLVE, CLOSE]
RECENT = {
    "new": (15, [ASK, ASK]),
    "open": (30, [ASSIGN, ANSWER, ASK]),
    "waiting": (30, [ASK, ASSIGN, ANSWER]),
    "hold": (10, [ASSIGN, ANSWER, ASK, HOLD]),
    "resolved": (15, [ASSIGN, ANSWER, ASK, RESOLVE]),
}
# The story of the one ticket with ten messages.
LONG = [ASSIGN, *[ANSWER, ASK] * 4, ANSWER]
STILL_OPEN = timedelta(days=45)


def story(random: Random, age: timedelta) -> list[str]:
    """Most tickets are over; those of the last weeks are anywhere between."""
    if age > STILL_OPEN:
        return OVER
    weights, moves = zip(*RECENT.values(), strict=True)
    return random.choices(moves, weights)[0]

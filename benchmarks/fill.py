"""Fills an empty database with believable tickets, past the actions but row for row as they would have written them.

The same number of tickets gives the same rows but for their times, which end now. No jobs and no mails are written:
those of finished work are cleared away in a real database, too.
"""

import argparse
import sys
from datetime import datetime, timedelta
from itertools import count
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from benchmarks import people, words
from benchmarks.rows import TABLES, Writer
from benchmarks.stories import LONG, story
from servicedesk.accounts.models import User
from servicedesk.desks.answers import Answer, answer_to
from servicedesk.desks.models import Desk, Field, RequestType
from servicedesk.desks.setup import begin_request, end_request, setup
from servicedesk.search.index import index_tickets
from servicedesk.tickets.models import Ticket

SPAN = timedelta(days=730)
AT_ONCE = 2000
LICENCES = 400


def run(options: argparse.Namespace) -> int:
    if Ticket.objects.exists():
        print("There are tickets already: fill an empty database.", file=sys.stderr)
        return 1
    fill(options.tickets, timezone.now())
    return 0


def fill(tickets: int, until: datetime) -> None:
    filler = Filler(tickets, until)
    begin_request()
    try:
        for start in range(0, tickets, AT_ONCE):
            with transaction.atomic():
                filler.write(range(start, min(start + AT_ONCE, tickets)))
    finally:
        end_request()
    finish(filler.numbers)


class Filler:
    def __init__(self, tickets: int, until: datetime) -> None:
        self.tickets, self.until = tickets, until
        self.random = random = Random(tickets)  # noqa: S311 - believable, not secret
        self.cast = people.settle(random)
        self.first_type = self.cast.types[0]
        self.writer = Writer(self.cast.system)
        self.numbers = {desk.pk: count(desk.last_number + 1) for desk in Desk.objects.all()}
        self.questions, self.answers = words.questions(random), words.answers(random)
        self.facts = [self._some_facts() for _customer in range(LICENCES)]

    def write(self, places: range) -> None:
        for place in places:
            self._tell(place)
        index_tickets(self.writer.tickets)
        self.writer.write()

    def _tell(self, place: int) -> None:
        """The first ticket is the long one; the others become older the later they come, backwards from now."""
        random, is_long = self.random, place == 0
        age = timedelta(days=5) if is_long else SPAN * (1 - place / self.tickets)
        kind = self.first_type if is_long or random.random() < 0.8 else random.choice(self.cast.types)
        requester = self._requester(place)
        ticket = Ticket(
            desk_id=kind.desk_id,
            number=next(self.numbers[kind.desk_id]),
            type=kind,
            title=self._title(place),
            requester=requester,
            organization=self.cast.company_of[requester.pk],
            created_at=self.until - age,
        )
        participant = random.choice(self.cast.customers) if random.random() < 0.05 else None
        self.writer.open(
            ticket, random.choice(self.questions), self._facts(kind), participant if participant != requester else None
        )
        agent = random.choice(self.cast.teams[kind.desk_id])
        moves = LONG if is_long else story(random, age)
        for move, at in zip(moves, self._times(ticket.created_at, len(moves)), strict=True):
            self.writer.move(
                move, ticket, agent, random.choice(self.answers if move == "answer" else self.questions), at
            )

    def _requester(self, place: int) -> User:
        """Every other ticket with the rare word, and the long one, are the same customer's."""
        if place == 0 or self._rarity(place) % 2:
            return self.cast.customers[0]
        return self.random.choice(self.cast.customers)

    def _title(self, place: int) -> str:
        title = words.title(self.random)
        return f"{title}, {words.RARE}" if self._rarity(place) else title

    def _rarity(self, place: int) -> int:
        """Which of the tickets with the rare word this is, counted from 1; 0 for all others."""
        number, rest = divmod(place, max(1, self.tickets // words.RARE_IN))
        return 0 if rest or number >= words.RARE_IN else number + 1

    def _times(self, created: datetime, moves: int) -> list[datetime]:
        """Within ten days of the first message, and never in the future."""
        span = min(timedelta(days=10), self.until - created) * self.random.uniform(0.2, 1)
        return [created + span * (at + 1) / moves for at in range(moves)]

    def _facts(self, kind: RequestType) -> list[Answer]:
        return self.random.choice(self.facts) if kind == self.first_type else []

    def _some_facts(self) -> list[Answer]:
        random = self.random
        given = {
            "customer-country": random.choice(["FI", "DE", "SE", "NO", "FR", "ES", "PL", "GB"]),
            "end-customer": random.choice(words.PLACES),
            "sma-status": random.choice(["valid", "expired", "none", "unknown"]),
            "vms-license-number": f"VMS-{random.randint(1000, 9999)}-AX",
            "product": random.choice(["vms-server", "vms-client", "recorder", "camera", "mobile", "other"]),
        }
        questions = [question for question in setup().fields_of(self.first_type.pk) if question.use == Field.Use.FACT]
        return [answer_to(question, given[question.key]) for question in questions]


def finish(numbers: dict[int, count]) -> None:
    """The counters go on behind the rows, and the planner learns what is there."""
    for desk, following in numbers.items():
        Desk.objects.filter(pk=desk).update(last_number=next(following) - 1)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
        cursor.execute("ANALYZE")

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.accounts.limits import TooMany, count
from servicedesk.core.limits import Limit, give_back, wait

pytestmark = pytest.mark.django_db

NARROW, WIDE = Limit("narrow", 2, 60), Limit("wide", 100, 60)


def test_one_try_too_many_says_when_the_next_is_free():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        count([(NARROW, ("ann",))])
        clock.shift(timedelta(seconds=20))
        count([(NARROW, ("ann",))])

        with pytest.raises(TooMany) as refused:
            count([(NARROW, ("ann",))])
        assert refused.value.seconds == 40

        clock.shift(timedelta(seconds=41))
        count([(NARROW, ("ann",))])


def test_a_try_that_is_refused_uses_up_no_wider_limit():
    for _ in range(2):
        count([(NARROW, ("ann",))])

    with pytest.raises(TooMany):
        count([(NARROW, ("ann",)), (WIDE, ("all",))])

    assert wait(WIDE, "all") == 0


def test_what_was_given_back_counts_no_more():
    for _ in range(2):
        count([(NARROW, ("ann",))])

    give_back(NARROW, "ann")

    count([(NARROW, ("ann",))])

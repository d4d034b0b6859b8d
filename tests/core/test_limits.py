import threading

import pytest
import time_machine
from django.db import connection

from servicedesk.core.limits import Limit, LimitCounter, give_back, take

THREE = Limit("test", 3, 60)


def test_a_limit_lets_so_many_pass_and_no_more(db):
    assert [take(THREE, "a") for _ in range(5)] == [True, True, True, False, False]
    assert take(THREE, "b")


def test_the_count_starts_anew_after_its_time(db):
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False):
        assert [take(THREE, "a") for _ in range(4)][-1] is False
    with time_machine.travel("2026-01-01T00:01:01Z", tick=False):
        assert take(THREE, "a")


def test_a_success_gives_the_tries_back(db):
    for _ in range(4):
        take(THREE, "a")
    give_back(THREE, "a")
    assert take(THREE, "a")


def test_a_row_tells_nobody_whom_it_counts(db):
    take(THREE, "customer@acme.example")
    assert "acme" not in LimitCounter.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_two_hundred_parallel_tries_pass_no_more_than_the_limit_a41():
    passed, gate = [], threading.Barrier(20)

    def attempt() -> None:
        try:
            gate.wait()
            passed.extend([take(THREE, "a") for _ in range(10)])
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 200
    assert sum(passed) == 3

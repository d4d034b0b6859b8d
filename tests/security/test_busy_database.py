"""A database that is busy, deadlocked or out of connections: a bounded wait, a clear 503, and no half change (F23)."""

import threading
import time
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from psycopg_pool import PoolTimeout

from servicedesk.tickets.models import Message, TicketEvent, TicketStep

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/requests/MTS-1001/"
REPLY = PAGE + "reply/"


@contextmanager
def held_by_somebody_else(ticket):
    """Another connection holds the ticket, and on SQLite every write, until the block ends."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("BEGIN IMMEDIATE" if settings.EMBEDDED else "BEGIN")
                cursor.execute("UPDATE tickets_ticket SET title = title WHERE id = %s", [ticket.pk])
                held.set()
                over.wait(30)
                cursor.execute("ROLLBACK")
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        yield
    finally:
        over.set()
        holder.join()


def test_a_locked_database_is_waited_for_no_longer_than_it_is_bearable_f23(cast, ticket, browse):
    client = browse(cast.customer)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 300" if settings.EMBEDDED else "SET lock_timeout = 300")
    with held_by_somebody_else(ticket):
        started = time.monotonic()
        refused = client.post(REPLY, {"body": "The recorder is back.", "key": "k"})
        assert 0.2 < time.monotonic() - started < 10
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
        assert client.get(PAGE).status_code == 200
    assert what_there_is() == (1, 1, 1)
    assert client.post(REPLY, {"body": "The recorder is back.", "key": "k"}).status_code == 302
    assert what_there_is() == (2, 2, 2)


def test_every_connection_waits_for_a_lock_only_so_long_f23():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout" if settings.EMBEDDED else "SHOW lock_timeout")
        assert cursor.fetchone()[0] in (10_000, "10s")


@pytest.mark.parametrize(
    "fault",
    [
        psycopg.errors.DeadlockDetected("deadlock detected"),
        psycopg.errors.SerializationFailure("could not serialize access"),
        psycopg.errors.QueryCanceled("canceling statement due to statement timeout"),
        psycopg.errors.AdminShutdown("terminating connection due to administrator command"),
        PoolTimeout("couldn't get a connection after 10.00 sec"),
        OperationalError("database is locked"),
    ],
    ids=lambda fault: type(fault).__name__,
)
@pytest.mark.parametrize("table", ["tickets_ticketstep", "tickets_message", "tickets_ticketevent", "core_job"])
def test_a_step_that_the_database_gives_up_leaves_nothing_of_itself_f23(fault, table, cast, ticket, browse):
    client = browse(cast.customer)

    def give_up(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{table}"'):
            raise OperationalError(*fault.args) from fault
        return execute(sql, params, many, context)

    with connection.execute_wrapper(give_up):
        refused = client.post(REPLY, {"body": "The recorder is back.", "key": "k"})
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert "nothing is saved twice" in refused.content.decode()
    assert what_there_is() == (1, 1, 1)
    assert client.post(REPLY, {"body": "The recorder is back.", "key": "k"}).status_code == 302
    assert what_there_is() == (2, 2, 2)


@pytest.mark.skipif(settings.EMBEDDED, reason="An embedded database has no connections that could run out.")
def test_a_visitor_without_a_free_connection_is_told_so_f23(cast, ticket, browse, monkeypatch):
    client = browse(cast.customer)
    client.raise_request_exception = False
    connection.close()

    def none_free(*_arguments: object) -> None:
        raise PoolTimeout("couldn't get a connection after 10.00 sec")

    with monkeypatch.context() as busy:
        busy.setattr(connections["default"], "get_new_connection", none_free)
        refused = client.get(PAGE)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert client.get(PAGE).status_code == 200


def what_there_is() -> tuple[int, int, int]:
    return Message.objects.count(), TicketStep.objects.count(), TicketEvent.objects.count()

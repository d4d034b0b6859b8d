"""`servicedesk up`, the whole product, as a person starts it."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from servicedesk.ops.up import free_port
from tests.databases import fresh_database
from tests.eventually import eventually


@pytest.fixture
def up(tmp_path) -> Iterator["Up"]:
    with fresh_database(tmp_path) as url:
        up = Up({**os.environ, "DATABASE_URL": url, "SERVICEDESK_DATA": str(tmp_path / "data")})
        try:
            yield up
        finally:
            up.process.kill()
            up.process.wait()
            # What a killed supervisor leaves behind lets go of the database before that is dropped.
            eventually(lambda: not up.listens())


class Up:
    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "servicedesk.cli", "up", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    def next_line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def status_of(self, path: str) -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            return connection.getresponse().status

    def listens(self) -> bool:
        try:
            return bool(self.status_of("/healthz"))
        except (OSError, http.client.HTTPException):
            return False


def test_a_fresh_start_says_when_it_is_ready_and_stops_when_asked_to(up):
    assert up.next_line() == f"Ready: http://127.0.0.1:{up.port}/"
    assert "servicedesk createadmin" in up.next_line()
    assert up.status_of("/login/") == 200
    eventually(lambda: "servicedesk_workers 1.0" in metrics(up))

    up.process.send_signal(signal.SIGINT)

    assert up.process.wait(timeout=10) == 0
    assert not up.listens()


def test_a_killed_product_leaves_nothing_behind(up):
    up.next_line()

    up.process.kill()

    eventually(lambda: not up.listens(), within=15)


def metrics(up: Up) -> str:
    with closing(http.client.HTTPConnection("127.0.0.1", up.port, timeout=10)) as connection:
        connection.request("GET", "/metrics")
        return connection.getresponse().read().decode()

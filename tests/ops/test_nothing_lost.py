"""Never twice, never lost: requests are sent while web and worker are killed again and again (F1, F2, F18, F24)."""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cast import ANSWERS
from tests.databases import fresh_database
from tests.eventually import eventually
from tests.smtp import Sink, free_port

REQUESTS = 60
CLIENTS = 4
KILLS = 8
COMMAND = [sys.executable, "-m", "servicedesk.cli"]
FORM = "/desks/technical-support/new/technical-support-request/"


class Product:
    """Web and worker as real processes on a database of their own, with a real mail server to send to."""

    def __init__(self, folder: Path, database: str, sink: Sink) -> None:
        self.port = free_port()
        self.environment = os.environ | {
            "SERVICEDESK_DATA": str(folder),
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "TASK_LEASE_SECONDS": "2",
            "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
        }
        self.run(*COMMAND, "prepare")
        self.session = self.run(sys.executable, "-m", "tests.ops.sample_world").strip()
        self.processes: dict[str, subprocess.Popen] = {}

    def run(self, *command: str) -> str:
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def start(self, name: str) -> None:
        arguments = ["--host", "127.0.0.1", "--port", str(self.port)] if name == "web" else []
        self.processes[name] = subprocess.Popen(
            [*COMMAND, name, *arguments], env=self.environment, start_new_session=True
        )

    def kill(self, name: str) -> None:
        """kill -9 the process and all its children, as a machine that loses power does."""
        process = self.processes.pop(name, None)
        if process:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        return False

    def send(self, key: str) -> str | None:
        """Send the form once; the address of the request, or None when no answer came."""
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={'c' * 32}",
            "X-CSRFToken": "c" * 32,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({**ANSWERS, "problem-summary": f"Request {key}", "key": key})
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("POST", FORM, body, headers)
            answer = connection.getresponse()
            if answer.status == 302:
                return answer.headers["Location"]
            assert answer.status == 503, (answer.status, answer.read()[:2000])
        return None


@pytest.fixture
def product(tmp_path) -> Iterator[tuple[Product, Sink]]:
    sink = Sink()
    sink.start()
    with fresh_database(tmp_path) as database:
        running = Product(tmp_path / "data", database, sink)
        yield running, sink
        for name in list(running.processes):
            running.kill(name)
    sink.stop()


def test_no_request_and_no_mail_is_lost_or_doubled_while_processes_are_killed_f1_f2_f18(product):
    running, sink = product
    addresses: dict[str, set[str]] = {f"k{number}": set() for number in range(REQUESTS)}
    over = threading.Event()

    def send(keys: list[str]) -> None:
        for key in keys:
            while not (address := running.send(key)):
                over.wait(0.05)
            addresses[key].add(address)
            # As a proxy repeats what it is not sure of.
            if again := running.send(key):
                addresses[key].add(again)

    def disturb() -> None:
        dice = random.Random(20261123)
        for _ in range(KILLS):
            over.wait(dice.uniform(0.3, 1.2))
            name = dice.choice(["web", "worker"])
            running.kill(name)
            running.start(name)

    for name in ("web", "worker"):
        running.start(name)
    eventually(running.answers)
    keys = list(addresses)
    threads = [threading.Thread(target=send, args=[keys[number::CLIENTS]]) for number in range(CLIENTS)]
    threads.append(threading.Thread(target=disturb))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    over.set()

    assert all(len(found) == 1 for found in addresses.values()), addresses
    requests = {address for found in addresses.values() for address in found}
    assert len(requests) == REQUESTS

    def confirmed() -> Counter:
        """For each request, the different mails that confirmed it; a repeat has the same Message-ID (P2)."""
        mails = {
            (mail.message["Subject"].split("]")[0].strip("["), mail.message["Message-ID"])
            for mail in sink.to("customer@acme.example")
        }
        return Counter(f"/requests/{reference}/" for reference, _id in mails)

    eventually(lambda: len(confirmed()) == REQUESTS)
    assert set(confirmed()) == requests
    assert set(confirmed().values()) == {1}
    repeated = len(sink.to("customer@acme.example")) - REQUESTS
    assert repeated <= KILLS

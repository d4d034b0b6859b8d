"""PostgreSQL killed with -9 in the middle of the work: what was answered is there afterwards, once (F20, P1).

What SQLite does when the process that holds it is killed stands in tests/ops/test_nothing_lost.py.
"""

import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.databases import Cluster
from tests.eventually import eventually
from tests.ops.test_nothing_lost import Product
from tests.smtp import Sink

pytestmark = pytest.mark.skipif(settings.EMBEDDED, reason="An embedded database has no server to be killed.")

KILLS, CLIENTS = 4, 3


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    with (cluster.folder / "postgresql.conf").open("a") as configuration:
        # The machine does not lose power here, so the disk need not be waited for; the log has to be written.
        configuration.write("synchronous_commit = on\nfull_page_writes = on\n")
    cluster.start()
    yield cluster
    cluster.remove()


def kill(cluster: Cluster) -> None:
    """The server and all that it started, at once."""
    server = int((cluster.folder / "postmaster.pid").read_text().split()[0])
    children = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if parent_of(path) == server]
    for process in (server, *children):
        os.kill(process, signal.SIGKILL)
    eventually(lambda: not any(Path(f"/proc/{process}").exists() for process in (server, *children)))
    cluster.start()


def parent_of(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_what_was_answered_survives_the_death_of_the_database_f20(cluster, tmp_path):
    product = Product(tmp_path / "data", cluster.url, Sink())
    answered: dict[str, str] = {}
    over = threading.Event()

    def send(sender: int) -> None:
        number = 0
        while not over.is_set():
            key = f"k{sender}-{number}"
            if address := product.send(key):
                answered[key] = address
                number += 1
            else:
                over.wait(0.05)

    threads = [threading.Thread(target=send, args=[sender]) for sender in range(CLIENTS)]
    product.start("web")
    try:
        eventually(product.answers)
        for thread in threads:
            thread.start()
        dice = random.Random(20)
        for _ in range(KILLS):
            before = len(answered)
            eventually(lambda before=before: len(answered) > before + 5)
            over.wait(dice.uniform(0, 0.2))
            kill(cluster)
        after = len(answered)
        eventually(lambda: len(answered) > after + 5)
    finally:
        over.set()
        for thread in threads:
            thread.join()
        product.kill("web")

    with psycopg.connect(cluster.url) as connection:
        kept = connection.execute("SELECT title, reference FROM tickets_ticket").fetchall()
        (jobs,) = connection.execute("SELECT count(*) FROM core_job").fetchone()
    titles = [title for title, _reference in kept]
    assert len(titles) == len(set(titles))
    assert {f"Request {key}": address.split("/")[2] for key, address in answered.items()}.items() <= dict(kept).items()
    assert jobs == 2 * len(kept)

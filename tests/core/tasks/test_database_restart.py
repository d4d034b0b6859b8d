"""A worker outlives its database server."""

import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings

from tests.databases import Cluster
from tests.eventually import eventually

pytestmark = pytest.mark.skipif(settings.EMBEDDED, reason="An embedded database has no server that could restart.")

JOBS = 200
ENQUEUE = f"""
from servicedesk.core.tasks.backend import enqueue_many
from tests.core.tasks.sample_tasks import write_effect_once
enqueue_many([(write_effect_once, [key], {{}}) for key in range({JOBS})])
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.remove()


def test_a_worker_goes_on_after_its_database_was_restarted_f19(cluster, worker_environment):
    environment = worker_environment | {"DATABASE_URL": cluster.url}
    command = [sys.executable, "-m", "servicedesk.cli"]
    subprocess.run([*command, "manage", "migrate", "--skip-checks", "--verbosity=0"], env=environment, check=True)
    ask(cluster, "CREATE TABLE effect (key integer PRIMARY KEY)")
    subprocess.run(
        [*command, "manage", "shell", "--verbosity=0", "--command", ENQUEUE],
        env=environment,
        check=True,
    )

    with subprocess.Popen([*command, "worker"], env=environment) as worker:
        try:
            for mode, share in (("fast", 4), ("immediate", 2)):
                eventually(lambda share=share: done(cluster) > JOBS // share)
                cluster.stop(mode)
                cluster.start()
            eventually(lambda: done(cluster) == JOBS)
            assert worker.poll() is None
        finally:
            worker.kill()
    assert ask(cluster, "SELECT count(*), count(DISTINCT key) FROM effect") == [(JOBS, JOBS)]


def done(cluster: Cluster) -> int:
    ((count,),) = ask(cluster, "SELECT count(*) FROM core_job WHERE state = 'done'")
    return count


def ask(cluster: Cluster, statement: str) -> list[tuple[int, ...]]:
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []

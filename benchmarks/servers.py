"""The real servers, started and stopped: the product's web, the bare Django beside it, and a PostgreSQL that keeps what it says."""

import http.client
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.databases import Cluster

WORKERS = 2
# What a cluster of the tests leaves out and a real one does not.
DURABLE = "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\nshared_buffers = 256MB\n"
READY_WITHIN = 60
STOPS_WITHIN = 15
# Places in /proc/<id>/stat behind the process's name (proc(5)).
GROUP, USER_TIME, SYSTEM_TIME = 2, 11, 12
PRODUCT = [sys.executable, "-m", "servicedesk.cli"]


@contextmanager
def postgresql() -> Iterator[Cluster]:
    """A cluster of its own, with the durability of a real one."""
    cluster = Cluster()
    with (cluster.folder / "postgresql.conf").open("a") as configuration:
        configuration.write(DURABLE)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.remove()


def environment_of(folder: Path, url: str) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "SERVICEDESK_DATA": str(folder),
        "SERVICEDESK_ENV_FILE": os.devnull,
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
    }


@dataclass(frozen=True)
class Server:
    port: int
    group: int

    def cpu_seconds(self) -> float:
        """What all its processes have computed so far; other work on the machine does not change it much."""
        mine = [fields for fields in _running_processes() if int(fields[GROUP]) == self.group]
        return sum(int(fields[USER_TIME]) + int(fields[SYSTEM_TIME]) for fields in mine) / os.sysconf("SC_CLK_TCK")


def product(port: int, environment: Mapping[str, str]) -> AbstractContextManager[Server]:
    """`servicedesk web`, as `servicedesk up` starts it."""
    command = [*PRODUCT, "web", "--port", str(port), "--workers", str(WORKERS)]
    return _running(command, {**environment, "PORT": str(port)}, port)


def bare(port: int) -> AbstractContextManager[Server]:
    command = [
        sys.executable, "-m", "gunicorn", "--workers", str(WORKERS), "--threads", "4", "--bind", f"127.0.0.1:{port}",
        "--log-level", "error", "benchmarks.bare:application",
    ]  # fmt: skip
    return _running(
        command, {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}, port
    )


def run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a command to its end and return what it printed."""
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str], port: int) -> Iterator[Server]:
    # A group of its own, so that ending it ends every worker and nothing else.
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_it_answers(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_it_answers(process: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"The server on port {port} did not answer within {READY_WITHIN} seconds.")


def _running_processes() -> Iterator[list[str]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # One that has ended since the folder was read.
        with suppress(OSError):
            yield stat.read_text().rpartition(")")[2].split()

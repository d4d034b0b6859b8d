"""Measures the pages beside a bare hello, in turn within one run, because machines differ and drift (`README.md`)."""

import argparse
import json
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import words
from tests.databases import Cluster

SERVICEDESK = [sys.executable, "-m", "servicedesk.cli"]
FORM = "/desks/technical-support/new/technical-support-request/"
# What a database of the tests leaves out and a real one does not.
DURABLE = "fsync = on\nsynchronous_commit = on\nfull_page_writes = on\nshared_buffers = 512MB\n"


@dataclass
class Work:
    name: str
    requests: list[str]
    statuses: set[int] = field(default_factory=lambda: {200})
    took: list[float] = field(default_factory=list)
    hello: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


def run(options: argparse.Namespace) -> int:
    results = []
    for database in options.databases:
        for tickets in options.tickets:
            with database_of(database) as (folder, url):
                results += measure(database, tickets, folder, url, options)
                print(table(results[-WORKS:]), flush=True)
    print(growth(results))
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=2))
    return 0


@contextmanager
def database_of(kind: str) -> Iterator[tuple[Path, str]]:
    """A new database of its own, gone afterwards: a file, or a private PostgreSQL server that writes durably."""
    with tempfile.TemporaryDirectory(prefix="servicedesk-benchmark-") as name:
        folder = Path(name)
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder / 'servicedesk.sqlite3'}"
            return
        cluster = Cluster()
        with (cluster.folder / "postgresql.conf").open("a") as configuration:
            configuration.write(DURABLE)
        cluster.start()
        try:
            yield folder, cluster.url
        finally:
            cluster.remove()


def measure(database: str, tickets: int, folder: Path, url: str, options: argparse.Namespace) -> list[dict]:
    port, hello_port = free_port(), free_port()
    environment = os.environ | {
        "SERVICEDESK_DATA": str(folder),
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "SERVICEDESK_ENV_FILE": os.devnull,
    }
    call([*SERVICEDESK, "prepare"], environment)
    call([sys.executable, "-m", "benchmarks", "fill", str(tickets)], environment)
    known = json.loads(call([sys.executable, "-m", "benchmarks", "sessions"], environment))
    web = [*SERVICEDESK, "web", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    bare = [sys.executable, "-m", "gunicorn", "benchmarks.bare:application()", "--bind", f"127.0.0.1:{hello_port}"]
    bare += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    with process(web, environment), process(bare, environment):
        for each in (port, hello_port):
            wait_for(each)
        works = all_works(port, known)
        hello = get("/", "", hello_port)
        for work in works:
            load(port, work.requests, 0.3, work.statuses)
        for _round in range(options.rounds):
            for work in works:
                work.hello += load(hello_port, [hello], options.seconds, {200})
                took = load(port, work.requests, options.seconds, work.statuses)
                work.took += took
                work.rates.append(len(took) / options.seconds / (len(work.hello) / (options.seconds * (_round + 1))))
        return [result(database, tickets, work) for work in works]


def all_works(port: int, known: dict) -> list[Work]:
    customer, agent = known["customer"], known["agent"]
    submit = {**words.FORM, "key": "@" * 18}
    replies = [
        post(f"/requests/{ref}/reply/", {"body": "It happened again.", "key": "@" * 18}, customer, port)
        for ref in known["answered"]
    ]
    return [
        Work("home", [get("/", customer, port)]),
        Work("list, customer", [get("/requests/?status=all", customer, port)]),
        Work("request, 10 messages", [get(f"/requests/{words.LONG_REFERENCE}/", customer, port)]),
        Work("list, agent", [get("/agent/tickets/", agent, port)]),
        Work("ticket, agent", [get(f"/agent/tickets/{words.LONG_REFERENCE}/", agent, port)]),
        Work("search, rare word", [get(f"/agent/tickets/?q={words.RARE}&status=all", agent, port)]),
        Work("submit", [post(FORM, submit, customer, port)], {302}),
        Work("reply", replies, {302}),
    ]


WORKS = 8


def get(path: str, session: str, port: int) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sessionid={session}\r\n\r\n"


def post(path: str, form: dict, session: str, port: int) -> str:
    body, token = urlencode(form, safe="@"), "c" * 32
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sessionid={session}; csrftoken={token}\r\nX-CSRFToken: {token}\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"


def load(port: int, requests: list[str], seconds: float, expected: set[int]) -> list[float]:
    plan = json.dumps({"port": port, "requests": requests, "seconds": seconds})
    command = [sys.executable, "-m", "benchmarks.load"]
    answer = json.loads(subprocess.run(command, input=plan, stdout=subprocess.PIPE, text=True, check=True).stdout)
    if unexpected := set(answer["statuses"]) - expected:
        raise SystemExit(f"The server answered {unexpected} to {requests[0][:80]!r}.")
    took: list[float] = answer["took"]
    return took


def result(database: str, tickets: int, work: Work) -> dict:
    """Times in milliseconds; `share` is the rate as a part of the bare hello's, the median of the rounds."""
    p50, hello = statistics.median(work.took), statistics.median(work.hello)
    return {
        "database": database,
        "tickets": tickets,
        "work": work.name,
        "answers": len(work.took),
        "share": round(statistics.median(work.rates), 4),
        "p50": round(p50 * 1000, 2),
        "p95": round(statistics.quantiles(work.took, n=20)[-1] * 1000, 2) if len(work.took) > 1 else None,
        "times_hello": round(p50 / hello, 2),
        "hello_p50": round(hello * 1000, 2),
    }


def table(results: list[dict]) -> str:
    lines = [
        f"{'database':<11}{'tickets':>9}  {'work':<22}{'% of bare':>10}{'p50 ms':>9}{'p95 ms':>9}{'p50 × hello':>13}"
    ]
    for row in results:
        lines.append(
            f"{row['database']:<11}{row['tickets']:>9}  {row['work']:<22}{row['share'] * 100:>9.1f}%{row['p50']:>9.2f}"
            f"{row['p95'] or 0:>9.2f}{row['times_hello']:>13.1f}"
        )
    return "\n".join(lines)


def growth(results: list[dict]) -> str:
    """How p50 grows from the fewest to the most tickets, each as a multiple of the hello beside it."""
    lines = []
    sizes = sorted({row["tickets"] for row in results})
    for row in results:
        if len(sizes) > 1 and row["tickets"] == sizes[0]:
            same = (other for other in results if (other["database"], other["work"]) == (row["database"], row["work"]))
            most = next(other for other in same if other["tickets"] == sizes[-1])
            factor = most["times_hello"] / row["times_hello"]
            lines.append(
                f"{row['database']:<11}{row['work']:<22} p50 at {sizes[-1]} is {factor:.2f} × that at {sizes[0]}"
            )
    return "\n".join(lines)


@contextmanager
def process(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    running = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            running.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def call(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def wait_for(port: int, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answered at port {port} within {within:.0f} seconds.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

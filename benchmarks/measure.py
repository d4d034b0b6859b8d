"""Measures every work beside the bare hello: a round of one, a round of the other, and again, on each database and size."""

import argparse
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks import report, servers
from benchmarks.figures import Figures, Scenario
from benchmarks.servers import Server

CLIENTS = 8
HELLO = {"requests": ["GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"], "expected": 200}
BENCHMARKS = [sys.executable, "-m", "benchmarks"]


def run(options: argparse.Namespace) -> int:
    scenarios = []
    for database in options.database:
        with database_server(database) as server:
            for tickets in options.tickets:
                scenarios.append(measure(database, tickets, server, options))
                print(report.table(scenarios[-1]), flush=True)
    print(report.growth(scenarios))
    if options.json:
        Path(options.json).write_text(json.dumps([scenario.as_json() for scenario in scenarios], indent=1))
    return 0


@contextmanager
def database_server(database: str) -> Iterator[str]:
    """The address of a PostgreSQL server; SQLite needs none."""
    if database == "sqlite":
        yield ""
    else:
        with servers.postgresql() as cluster:
            yield cluster.url


def measure(database: str, tickets: int, server: str, options: argparse.Namespace) -> Scenario:
    with TemporaryDirectory(prefix="servicedesk-benchmarks-") as folder, ExitStack() as running:
        environment = servers.environment_of(
            Path(folder), _new_database(server, tickets) or f"sqlite:///{folder}/tickets.sqlite3"
        )
        say(f"Filling {database} with {tickets:,} tickets …")
        start = time.monotonic()
        servers.run([*servers.PRODUCT, "prepare"], environment)
        servers.run([*BENCHMARKS, "fill", str(tickets)], environment)
        scenario = Scenario(database, tickets, filled_in=time.monotonic() - start)
        works = json.loads(servers.run([*BENCHMARKS, "works"], environment))
        bare = running.enter_context(servers.bare(_free_port()))
        product = running.enter_context(servers.product(_free_port(), environment))
        for work in works:
            say(f"  {work['name']}")
            scenario.works[work["name"]] = compare(bare, product, work, options)
        return scenario


def compare(bare: Server, product: Server, work: dict[str, Any], options: argparse.Namespace) -> Figures:
    """The figures of a work and those of the hello in the same rounds."""
    check(product.port, work)
    asked = {"requests": work["requests"], "expected": work["expected"]}
    figures = Figures()
    load(product, asked, CLIENTS, options.seconds / 4)
    for _round in range(options.rounds):
        figures.hello.add(load(bare, HELLO, CLIENTS, options.seconds))
        figures.work.add(load(product, asked, CLIENTS, options.seconds))
    figures.hello_alone.add(load(bare, HELLO, 1, options.seconds / 2))
    figures.work_alone.add(load(product, asked, 1, options.seconds / 2))
    return figures


def check(port: int, work: dict[str, Any]) -> None:
    """A page that does not show what is to be measured stops the run."""
    if not work["marker"]:
        return
    head = work["requests"][0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in head[1:] if line)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", head[0].split(" ")[1], headers=headers)
    page = connection.getresponse().read().decode()
    connection.close()
    if page.count(work["marker"]) < work["times"]:
        raise RuntimeError(
            f"{work['name']}: {work['marker']} stands {page.count(work['marker'])} times on the page, not {work['times']}."
        )


def load(server: Server, asked: dict[str, Any], clients: int, seconds: float) -> dict[str, Any]:
    """One round, by a process of its own."""
    before = server.cpu_seconds()
    told = json.dumps({"port": server.port, "clients": clients, "seconds": seconds, **asked})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"], input=told, check=True, stdout=subprocess.PIPE, text=True
    )
    answers: dict[str, Any] = json.loads(done.stdout) | {"cpu_seconds": server.cpu_seconds() - before}
    if answers["wrong"]:
        raise RuntimeError(f"Not the expected answer {asked['expected']}:\n{answers['wrong']}")
    return answers


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _new_database(server: str, tickets: int) -> str:
    if not server:
        return ""
    name = f"tickets_{tickets}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    return f"{server.rpartition('/')[0]}/{name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

"""The databases of the suite: `--database sqlite` (a file of its own) or `--database postgresql` (a private cluster).

A plugin and no conftest, because the settings are read before the first conftest is.
"""

import glob
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

SUPERUSER = "postgres"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="what the suite runs on")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Points the settings to a folder and a database of this run; parallel workers inherit them."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _start(early_config)
    yield


def pytest_configure(config: pytest.Config) -> None:
    """SQLite in a file, as in production: in memory it has neither its journal nor other processes."""
    if settings.EMBEDDED:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(settings.DATA / "test.sqlite3")


def process_environment() -> dict[str, str]:
    """The environment of a real process that works on the database of the running test."""
    database = connection.settings_dict
    if settings.EMBEDDED:
        url = f"sqlite:///{database['NAME']}"
    else:
        url = f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return os.environ | {"DATABASE_URL": url}


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """The URL of a new, empty database beside the suite's own, for tests that start real processes."""
    url = os.environ["DATABASE_URL"]
    if url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'fresh.sqlite3'}"
        return
    server, name = url.rpartition("/")[0], f"fresh_{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class Cluster:
    """A PostgreSQL server for tests alone: what it writes need not survive."""

    def __init__(self) -> None:
        # Not in a folder of pytest's, which the server's user may not enter.
        self.home = Path(tempfile.mkdtemp(prefix="servicedesk-cluster-"))
        shutil.chown(self.home, _server_user())
        self.folder = self.home / "data"
        self.port = _free_port()
        self._run(
            "initdb", "--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        with (self.folder / "postgresql.conf").open("a") as configuration:
            configuration.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
                "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n"
            )

    @property
    def url(self) -> str:
        return f"postgres://{SUPERUSER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self.folder / 'log'}")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "--wait", "--silent", f"--mode={mode}")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.home)

    def _run(self, program: str, *arguments: str) -> None:
        command = [_program(program), f"--pgdata={self.folder}", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=_server_user(), cwd="/")


def _start(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="servicedesk-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["SERVICEDESK_DATA"] = str(folder / "data")
    os.environ["SERVICEDESK_ENV_FILE"] = os.devnull
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(48)
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'suite.sqlite3'}"
    if config.known_args_namespace.database == "postgresql":
        cluster = Cluster()
        cluster.start()
        config.add_cleanup(cluster.remove)
        os.environ["DATABASE_URL"] = cluster.url


def _program(name: str) -> str:
    """Debian keeps the server's programs outside the search path, one folder for each version."""
    installed = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]))
    found = installed[-1] if installed else shutil.which(name)
    if found is None:
        raise pytest.UsageError(f"{name} is missing: install PostgreSQL's server, for example the package postgresql.")
    return found


def _server_user() -> str:
    """PostgreSQL refuses to run as root."""
    me = pwd.getpwuid(os.getuid()).pw_name
    return SUPERUSER if me == "root" else me


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

"""`servicedesk up`: the whole product as one process group. This process stays small: it never loads the product itself."""

import argparse
import http.client
import ipaddress
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from servicedesk.ops.problems import Problem
from servicedesk.ops.supervisor import Child, Supervisor

READY_WITHIN = 60
COMMAND = [sys.executable, "-m", "servicedesk.cli"]


def run(options: argparse.Namespace) -> int:
    environment = environment_of(options)
    if options.demo:
        say("Preparing the demonstration. The first time, this takes a moment.")
    prepared = subprocess.run([*COMMAND, "prepare"], env=environment, stdout=subprocess.PIPE, text=True)
    if prepared.returncode:
        return prepared.returncode
    supervisor = Supervisor(children_of(options, environment), say)
    threading.Thread(target=announce, args=[supervisor, options, environment, prepared.stdout], daemon=True).start()
    return supervisor.run()


def environment_of(options: argparse.Namespace) -> dict[str, str]:
    environment = dict(os.environ)
    if options.data:
        environment["SERVICEDESK_DATA"] = str(Path(options.data).absolute())
    if options.demo:
        require_loopback(options.host)
        data = Path(options.data or Path(os.environ.get("SERVICEDESK_DATA", "data")) / "demo").absolute()
        environment |= {
            "SERVICEDESK_DEMO": "true",
            "SERVICEDESK_DATA": str(data),
            "DATABASE_URL": f"sqlite:///{data / 'servicedesk.sqlite3'}",
            "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
        }
    return environment


def children_of(options: argparse.Namespace, environment: dict[str, str]) -> list[Child]:
    """In the order in which they are stopped: nobody can ask for more before the work that is left is done."""
    address = ["--host", options.host, "--port", str(options.port)]
    children = [
        Child("web", [*COMMAND, "web", *address], environment, patience=4),
        Child("worker", [*COMMAND, "worker"], environment),
    ]
    if options.demo:
        port = environment["EMAIL_URL"].rpartition(":")[2]
        mailbox = [sys.executable, "-m", "servicedesk.ops.mailbox", port, environment["SERVICEDESK_DATA"]]
        children.append(Child("mailbox", mailbox, environment))
    return children


def announce(supervisor: Supervisor, options: argparse.Namespace, environment: dict[str, str], notes: str) -> None:
    """Says that the product is ready when it answers, and never before."""
    deadline = time.monotonic() + READY_WITHIN
    while not answers(options, environment):
        if time.monotonic() > deadline:
            say(f"The product did not answer within {READY_WITHIN} seconds. The lines above say why.")
            supervisor.stop(1)
            return
        time.sleep(0.1)
    say(f"Ready: {shown_address(options, environment)}")
    if notes.strip():
        print(notes.strip(), flush=True)


def answers(options: argparse.Namespace, environment: dict[str, str]) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.host, options.host)  # noqa: S104
    connection = http.client.HTTPConnection(host, options.port, timeout=2)
    try:
        connection.request("GET", "/readyz", headers={"Host": urlsplit(shown_address(options, environment)).netloc})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def shown_address(options: argparse.Namespace, environment: dict[str, str]) -> str:
    return environment.get("BASE_URL", f"http://127.0.0.1:{options.port}").rstrip("/") + "/"


def require_loopback(host: str) -> None:
    """Everybody knows the passwords of the demonstration."""
    try:
        if host == "localhost" or ipaddress.ip_address(host).is_loopback:
            return
    except ValueError:
        pass
    raise Problem(f"The demonstration listens on this machine alone, not on {host}: leave --host out.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def say(text: str) -> None:
    print(text, flush=True)

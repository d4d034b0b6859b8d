"""`servicedesk web`: the pages, served by granian through the gateway."""

import argparse
import gc
import os
import socket

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from servicedesk.ops.bodies import BodyLimits
from servicedesk.ops.gateway import Gateway
from servicedesk.ops.parent import end_with_main_process, end_with_supervisor
from servicedesk.ops.problems import Problem

# Connections that may wait for their turn or drip their bytes, in each process.
PLACES = 4096


def run(options: argparse.Namespace) -> int:
    end_with_supervisor()
    require_free(options.host, options.port)
    os.environ[THREADS] = str(options.threads)
    server = Granian(
        "servicedesk.ops.web:gateway",
        factory=True,
        address=options.host,
        port=options.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=options.workers,
        backlog=2048,
        backpressure=PLACES,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"handlers": [], "propagate": True}}},
    )
    _load_before_forking()
    server.serve()
    return 0


THREADS = "SERVICEDESK_WEB_THREADS"


def gateway() -> Gateway:
    """What each worker process serves."""
    end_with_main_process()
    limits = BodyLimits(settings.REQUEST_BODY_LIMITS)
    return Gateway(get_wsgi_application(), limits, threads=int(os.environ.get(THREADS, 1)))


def default_workers() -> int:
    return max(2, os.cpu_count() or 1)


def require_free(host: str, port: int) -> None:
    """Granian shares its port with whoever asks, so that two servers would take turns unnoticed."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Problem(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose others with --host and --port."
        ) from error


def _load_before_forking() -> None:
    """What is loaded now is in memory once for all workers."""
    get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()

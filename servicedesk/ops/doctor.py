"""`servicedesk doctor`: whether the things work that the product stands on; one line each."""

import argparse
import platform
import smtplib
import ssl
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from servicedesk.core.tasks.errors import describe
from servicedesk.core.tasks.models import Job, Worker

# Before these, mail addresses are read wrongly (CVE-2023-27043) or the line is no longer mended.
OLDEST_GOOD_PATCH = {(3, 11): 10, (3, 12): 6, (3, 13): 0, (3, 14): 0}
SLOWEST_CLOCK = timedelta(seconds=5)


class Broken(Exception):
    """What is wrong, and what to do about it."""


def run(options: argparse.Namespace) -> int:
    broken = False
    for name, check in CHECKS:
        try:
            finding, mark = check(), "ok"
        except (Broken, DatabaseError, OSError, smtplib.SMTPException) as problem:
            finding, mark, broken = str(problem) if isinstance(problem, Broken) else describe(problem), "BROKEN", True
        print(f"{mark:<7} {name}: {finding}")
    return int(broken)


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    missing = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if missing:
        raise Broken(f"{len(missing)} migrations are missing: run `servicedesk prepare`.")
    return f"{connection.vendor} answers and is up to date"


def mail_out() -> str:
    address = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        server = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        with server(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=10) as session:
            if settings.EMAIL_USE_TLS:
                session.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                session.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
            session.noop()
    except (OSError, smtplib.SMTPException) as error:
        raise Broken(f"{address} does not take mail ({describe(error)}): check EMAIL_URL.") from error
    return f"{address} takes mail"


def storage() -> str:
    try:
        with tempfile.NamedTemporaryFile(dir=settings.DATA) as file:
            file.write(b"servicedesk")
    except OSError as error:
        raise Broken(
            f"{settings.DATA} cannot be written ({error.strerror}): check SERVICEDESK_DATA and its rights."
        ) from error
    return f"{settings.DATA} can be written"


def clock() -> str:
    """Leases of jobs and the age of links compare times of several machines."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now()" if connection.vendor == "postgresql" else "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"
        )
        told = cursor.fetchone()[0]
    there = told if isinstance(told, datetime) else datetime.fromisoformat(told).replace(tzinfo=UTC)
    apart = abs(timezone.now() - there)
    if apart > SLOWEST_CLOCK:
        raise Broken(
            f"this machine and the database differ by {apart.total_seconds():.0f} s: let both follow a time server."
        )
    return "the same as the database's"


def configuration() -> str:
    problems = [message for message in run_checks(include_deployment_checks=False) if message.level >= ERROR]
    if problems:
        raise Broken(f"{problems[0].id}: {problems[0].msg}")
    return f"complete; people reach the product at {settings.BASE_URL}"


def worker() -> str:
    alive = Worker.objects.filter(
        seen_at__gte=timezone.now() - timedelta(seconds=2 * settings.TASK_LEASE_SECONDS)
    ).count()
    if not alive:
        raise Broken("none was seen lately, so no mail leaves: run `servicedesk up` or `servicedesk worker`.")
    parked = Job.objects.parked().count()
    return f"{alive} at work; {parked} jobs were given up"


def interpreter() -> str:
    version, patch = platform.python_version(), sys.version_info.micro
    oldest = OLDEST_GOOD_PATCH.get((sys.version_info.major, sys.version_info.minor))
    if oldest is None or patch < oldest:
        return f"Python {version} works, but a newer release of the line mends faults; the product guards against those it knows"
    return f"Python {version}"


CHECKS: list[tuple[str, Callable[[], str]]] = [
    ("interpreter", interpreter),
    ("settings", configuration),
    ("storage", storage),
    ("database", database),
    ("clock", clock),
    ("mail out", mail_out),
    ("worker", worker),
]

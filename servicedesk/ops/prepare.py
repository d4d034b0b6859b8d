"""`servicedesk prepare`: brings database, static files and the default desk up to date; says what a person should know."""

import argparse
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from servicedesk.accounts.models import Role
from servicedesk.desks.actions import ensure_default_desk
from servicedesk.ops import demo


def run(options: argparse.Namespace) -> int:
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files()
    ensure_default_desk()
    for line in [*fill_demonstration(), *missing_administrator()]:
        print(line)
    return 0


def collect_static_files() -> None:
    """Hashing and compressing takes seconds, so it is left out when the sources are those of the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    sources = _digest_of_static_files()
    if not stamp.is_file() or stamp.read_text() != sources:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(sources)


def fill_demonstration() -> list[str]:
    if not settings.DEMO:
        return []
    demo.fill()
    return demo.introduction()


def missing_administrator() -> list[str]:
    if get_user_model().objects.filter(role=Role.ADMINISTRATOR).exists():
        return []
    return ["There is no administrator yet. Make one with: servicedesk createadmin you@example.com"]


def _digest_of_static_files() -> str:
    digest = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(path.encode() + b"\0" + sha256(Path(storage.path(path)).read_bytes()).digest())
    return digest.hexdigest()

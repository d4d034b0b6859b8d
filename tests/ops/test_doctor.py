import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from servicedesk.cli import main
from servicedesk.core.tasks.models import Worker
from servicedesk.ops import doctor
from servicedesk.ops.up import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(smtp_sink, settings, tmp_path):
    settings.DATA = tmp_path
    Worker.objects.create(name="here")


def test_a_healthy_installation_passes_with_one_line_for_each_thing(healthy, capsys):
    assert main(["doctor"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(doctor.CHECKS)
    assert all(line.startswith("ok ") for line in lines)


def test_a_mail_server_that_is_not_there_is_named(healthy, settings, capsys):
    settings.EMAIL_PORT = free_port()

    assert "EMAIL_URL" in broken(capsys, "mail out")


def test_a_missing_worker_is_named(healthy, capsys):
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=5))

    assert "servicedesk worker" in broken(capsys, "worker")


def test_a_folder_that_cannot_be_written_is_named_f34(healthy, settings, capsys):
    settings.DATA = settings.DATA / "missing"

    assert "SERVICEDESK_DATA" in broken(capsys, "storage")


def test_a_clock_that_differs_from_the_databases_is_named_f27(healthy, monkeypatch, capsys):
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(doctor.timezone, "now", lambda: later)
    Worker.objects.update(seen_at=later)

    assert "time server" in broken(capsys, "clock")


def test_an_interpreter_with_known_faults_is_told_from_a_mended_one(monkeypatch):
    def finding(version: str) -> str:
        major, minor, micro = map(int, version.split("."))
        monkeypatch.setattr(sys, "version_info", SimpleNamespace(major=major, minor=minor, micro=micro))
        monkeypatch.setattr("platform.python_version", lambda: version)
        return doctor.interpreter()

    assert "newer release" in finding("3.11.7")
    assert finding("3.13.5") == "Python 3.13.5"


def broken(capsys, name: str) -> str:
    assert main(["doctor"]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if not line.startswith("ok ")]
    assert line.startswith(f"BROKEN  {name}:")
    return line

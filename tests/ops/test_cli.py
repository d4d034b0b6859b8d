"""The command line: help with examples, and one line for whatever is wrong."""

import os
import subprocess
import sys

import pytest

from servicedesk.cli import main

COMMANDS = ["up", "web", "worker", "prepare", "createadmin", "doctor", "manage"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"Example: servicedesk {command}" in capsys.readouterr().out


def test_the_help_lists_every_command_and_no_other(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])

    listed = [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ") and line[4] != " "
    ]
    assert listed == COMMANDS


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/desk"),
        ("BASE_URL", "support.example.com"),
        ("TRUSTED_PROXIES", "many"),
        ("TASK_LEASE_SECONDS", "soon"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name_and_what_is_expected(setting, value):
    ended = run("worker", **{setting: value})

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"servicedesk: {setting} is wrong: expected ")
    assert ended.stderr.count("\n") == 1


def test_postgresql_without_a_secret_key_stops_the_start():
    ended = run("worker", DATABASE_URL="postgres://desk@127.0.0.1:1/desk", SECRET_KEY="")

    assert ended.stderr.startswith("servicedesk: SECRET_KEY is missing")


def test_an_unknown_queue_is_named_together_with_the_known_ones():
    ended = run("worker", "--queue", "post=2")

    assert ended.returncode == 1
    assert "default" in ended.stderr


def test_the_demonstration_listens_on_this_machine_alone(capsys):
    assert main(["up", "--demo", "--host", "192.0.2.1"]) == 1
    assert "this machine alone" in capsys.readouterr().err


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servicedesk.cli", *arguments]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )

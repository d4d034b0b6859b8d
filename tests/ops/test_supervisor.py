"""The supervisor with real child processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.eventually import eventually
from tests.ops.sample_group import PATIENCE, STUBBORN


@pytest.fixture
def start(tmp_path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    started = []

    def start(*names: str) -> subprocess.Popen[bytes]:
        group = subprocess.Popen([sys.executable, "-m", "tests.ops.sample_group", str(tmp_path), *names])
        started.append(group)
        for name in names:
            eventually(lambda name=name: pid_of(tmp_path, name))
        return group

    yield start
    for group in started:
        group.kill()
        group.wait()


def test_a_child_that_was_killed_is_started_again(start, tmp_path):
    start("web")
    first = pid_of(tmp_path, "web")

    os.kill(first, signal.SIGKILL)

    eventually(lambda: pid_of(tmp_path, "web") not in (0, first))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_children_are_stopped_in_their_order(start, tmp_path, number):
    group = start("web", "worker", "mailbox")

    group.send_signal(number)

    assert group.wait(timeout=10) == 0
    assert (tmp_path / "stopped").read_text().split() == ["web", "worker", "mailbox"]


def test_a_child_that_does_not_stop_is_killed_when_its_time_is_over(start, tmp_path):
    group = start(STUBBORN, "worker")
    stubborn = pid_of(tmp_path, STUBBORN)

    group.terminate()

    assert group.wait(timeout=10) == 0
    assert (tmp_path / "stopped").read_text().split() == ["worker"]
    assert not is_alive(stubborn)


def test_children_end_when_the_supervisor_is_killed(start, tmp_path):
    group = start("web", "worker")

    group.kill()

    eventually(lambda: not is_alive(pid_of(tmp_path, "web")) and not is_alive(pid_of(tmp_path, "worker")))


def test_even_a_stubborn_child_ends_soon_after_its_supervisor_was_killed(start, tmp_path):
    group = start(STUBBORN)
    stubborn = pid_of(tmp_path, STUBBORN)

    started = time.monotonic()
    group.kill()

    eventually(lambda: not is_alive(stubborn))
    assert time.monotonic() - started < 2 * PATIENCE


def pid_of(folder: Path, name: str) -> int:
    file = folder / f"{name}.pid"
    return int(file.read_text() or 0) if file.exists() else 0


def is_alive(pid: int) -> bool:
    """A process that has ended but was not waited for is a zombie, and not alive."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

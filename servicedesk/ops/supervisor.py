"""Keeps a few child processes running: starts them, restarts what ends, stops them in order, and never leaves one behind."""

import os
import queue
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from servicedesk.ops.parent import PIPE

STOP_WITHIN = 9.0
LONGEST_REST = 30.0
SETTLED_AFTER = 10.0


@dataclass
class Child:
    """`patience` is how many seconds of `stop_within` the child may use up before the next one is asked to stop."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    patience: float = STOP_WITHIN
    failures: int = 0
    started_at: float = 0
    due_at: float = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    children: Sequence[Child]
    say: Callable[[str], None]
    stop_within: float = STOP_WITHIN
    stop_requests: "queue.SimpleQueue[int | None]" = field(default_factory=queue.SimpleQueue)

    def run(self) -> int:
        """Until SIGTERM, SIGINT or `stop`; returns the exit status."""
        listening, self.held_open = os.pipe()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        signal.signal(signal.SIGCHLD, lambda *_: self.stop_requests.put(None))
        try:
            return self._keep_running(listening)
        finally:
            self._end_all()

    def stop(self, status: int = 0) -> None:
        self.stop_requests.put(status)

    def _keep_running(self, listening: int) -> int:
        while True:
            for child in self.children:
                self._look_after(child, listening)
            try:
                status = self.stop_requests.get(timeout=self._until_the_next_start())
            except queue.Empty:
                continue
            if status is not None:
                return status

    def _look_after(self, child: Child, listening: int) -> None:
        now = time.monotonic()
        if child.is_running:
            return
        if child.process is not None:
            child.failures = 0 if now - child.started_at > SETTLED_AFTER else child.failures + 1
            rest = min(LONGEST_REST, 2.0**child.failures)
            child.due_at = now + rest
            self.say(f"{child.name} ended with status {child.process.returncode} and starts again in {rest:.0f} s.")
            child.process = None
        if now >= child.due_at:
            child.started_at = now
            child.process = subprocess.Popen(
                child.command,
                env={**child.environment, PIPE: str(listening)},
                pass_fds=[listening],
                stdin=subprocess.DEVNULL,
            )

    def _until_the_next_start(self) -> float | None:
        waiting = [child.due_at for child in self.children if child.process is None]
        return max(0, min(waiting) - time.monotonic()) if waiting else None

    def _end_all(self) -> None:
        deadline = time.monotonic() + self.stop_within
        running = [(child.process, child.patience) for child in self.children if child.process]
        for process, patience in running:
            process.terminate()
            _wait_for(process, min(deadline, time.monotonic() + patience))
        for process, _ in running:
            _wait_for(process, deadline)
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], deadline: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0, deadline - time.monotonic()))

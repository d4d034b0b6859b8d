"""Children end with their parents, even with one that was killed and could tell nobody."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess as ParentProcess

PIPE = "SERVICEDESK_PARENT_PIPE"
PATIENCE = 9.0


def end_with_supervisor(patience: float = PATIENCE) -> None:
    """Listens to the pipe that the supervisor holds open as long as it lives; a process started by hand has none."""
    if descriptor := os.environ.pop(PIPE, ""):
        os.set_inheritable(int(descriptor), False)
        _in_background(_end_when_closed, int(descriptor), patience)


def end_with_main_process() -> None:
    """For the workers of a server, which its main process started as `multiprocessing` does."""
    if parent := multiprocessing.parent_process():
        _in_background(_end_when_joined, parent)


def _in_background(target: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()


def _end_when_closed(descriptor: int, patience: float) -> None:
    os.read(descriptor, 1)
    _end(patience)


def _end_when_joined(parent: ParentProcess) -> None:
    parent.join()
    _end(PATIENCE)


def _end(patience: float) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(patience)
    os._exit(1)

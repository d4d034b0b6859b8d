"""A child of the supervisor ends with it, even if it was killed: the pipe that both hold closes with its last writer."""

import os
import signal
import threading
import time

PIPE = "SERVICEDESK_PARENT_PIPE"
PATIENCE = 9.0


def end_with_parent() -> None:
    """Does nothing in a process that was started by hand."""
    if descriptor := os.environ.pop(PIPE, ""):
        threading.Thread(target=_wait_for_the_end, args=[int(descriptor)], daemon=True).start()


def _wait_for_the_end(descriptor: int) -> None:
    os.set_inheritable(descriptor, False)
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)

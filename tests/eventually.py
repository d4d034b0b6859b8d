"""Waiting for other processes."""

import time
from collections.abc import Callable


def eventually(happened: Callable[[], object], within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not happened():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)

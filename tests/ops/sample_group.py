"""A supervisor with small children that tell what happens to them: `python -m tests.ops.sample_group FOLDER NAME…`.

A child named `stubborn` takes no notice of being asked to stop.
"""

import os
import signal
import sys
import time
from pathlib import Path

from servicedesk.ops.parent import end_with_supervisor
from servicedesk.ops.supervisor import Child, Supervisor

STUBBORN = "stubborn"
PATIENCE = 2.0


def supervise(folder: str, names: list[str]) -> int:
    command = [sys.executable, "-m", "tests.ops.sample_group", "--child", folder]
    children = [Child(name, [*command, name], dict(os.environ), patience=0.5) for name in names]
    return Supervisor(children, print, stop_within=PATIENCE).run()


def live(folder: Path, name: str) -> int:
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(name))
    end_with_supervisor(PATIENCE)
    (folder / f"{name}.pid").write_text(str(os.getpid()))
    while not stopped or name == STUBBORN:
        time.sleep(0.01)
    with (folder / "stopped").open("a") as log:
        log.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "--child":
        sys.exit(live(Path(sys.argv[2]), sys.argv[3]))
    sys.exit(supervise(sys.argv[1], sys.argv[2:]))

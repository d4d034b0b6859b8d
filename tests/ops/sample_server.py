"""A WSGI application that shows what the gateway gave it, served as the product is: `python -m tests.ops.sample_server PORT`."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from servicedesk.ops.bodies import BodyLimits
from servicedesk.ops.gateway import NO_SPACE, TOO_LARGE, Gateway
from servicedesk.ops.parent import end_with_main_process

LARGE = 3_000_000
LIMITS = BodyLimits([("/upload/", 5_000_000), ("/", 100_000)], grace=1, bytes_per_second=5000)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    path, headers = environ["PATH_INFO"], [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    if TOO_LARGE in environ:
        start_response("413 Content Too Large", headers)
        return [b"Too large, says the application."]
    if NO_SPACE in environ:
        start_response("507 Insufficient Storage", headers)
        return [b"No space, says the application."]
    if path == "/fail":
        raise ValueError("A fault of the application")
    if path == "/nothing":
        start_response("204 No Content", headers)
        return []
    if path == "/large":
        start_response("200 OK", [*headers, ("Content-Length", str(LARGE))])
        return (b"x" * 1000 for _ in range(LARGE // 1000))
    if path == "/file":
        return _file(environ, start_response, headers)
    shown = {name: value for name, value in environ.items() if isinstance(value, str)}
    shown["body"] = environ["wsgi.input"].read().decode("latin-1")[:100]
    text = json.dumps(shown).encode()
    start_response("200 OK", [*headers, ("Content-Length", str(len(text)))])
    return [text]


def _file(
    environ: dict[str, Any], start_response: Callable[..., Any], headers: list[tuple[str, str]]
) -> Iterable[bytes]:
    """A file that its owner closes and deletes as soon as the answer was made."""
    file = tempfile.NamedTemporaryFile()  # noqa: SIM115 - the server closes it
    file.write(b"skipped" + b"y" * LARGE)
    file.seek(len("skipped"))
    start_response("200 OK", [*headers, ("Content-Length", str(LARGE))])
    return environ["wsgi.file_wrapper"](file, 4096)


def gateway() -> Gateway:
    end_with_main_process()
    return Gateway(application, LIMITS, threads=1)


if __name__ == "__main__":
    Granian(
        "tests.ops.sample_server:gateway",
        factory=True,
        port=int(sys.argv[1]),
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=2,
        backpressure=4096,
        log_level=LogLevels.warning,
    ).serve()

"""Between the socket and Django: a thread works only on requests that are whole, and never waits for a reader (A77).

The event loop collects the body of a request, one of the few threads of the process makes the answer, and the event loop
sends it. A client that drips its bytes costs a place in memory or in a temporary file, but no thread.
"""

import asyncio
import io
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope

from servicedesk.ops.bodies import BodyLimits, BodyRefused, ClientGone, receive

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

log = logging.getLogger(__name__)

KEPT_IN_MEMORY = 1024 * 1024
PIECE = 128 * 1024
# In the environment of a request whose body is not there: the application answers 413 or 507 in its own words.
TOO_LARGE = "servicedesk.body_too_large"
NO_SPACE = "servicedesk.body_without_space"
MARKS = {HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_LARGE, HTTPStatus.INSUFFICIENT_STORAGE: NO_SPACE}
# The rest of a refused body may still be on its way, so the connection can serve no other request.
LAST_REQUEST = ("connection", "close")


class Gateway:
    """Serves a WSGI application over granian's RSGI interface."""

    def __init__(self, application: Application, limits: BodyLimits, threads: int) -> None:
        self.application = application
        self.limits = limits
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            answer = await self._answer(scope, protocol)
            await answer.send(protocol, with_body=scope.method != "HEAD")
        except (ClientGone, ProtocolClosed):
            log.debug("The client of %s %s went away.", scope.method, scope.path)

    async def _answer(self, scope: Scope, protocol: HTTPProtocol) -> "Answer":
        try:
            body = await receive(scope, protocol, self.limits)
        except BodyRefused as refusal:
            if refusal.status not in MARKS:
                return refused(refusal.status)
            marks = {MARKS[refusal.status]: "yes", "CONTENT_LENGTH": "0"}
            answer = await self._let_application_answer(scope, io.BytesIO(), marks)
            answer.headers.append(LAST_REQUEST)
            return answer
        with body:
            return await self._let_application_answer(scope, body, {})

    async def _let_application_answer(self, scope: Scope, body: IO[bytes], marks: Environ) -> "Answer":
        environ = environ_of(scope, body) | marks
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, answer_of, self.application, environ)


@dataclass
class Answer:
    status: int
    headers: Headers
    body: IO[bytes]

    async def send(self, protocol: HTTPProtocol, *, with_body: bool) -> None:
        with self.body as body:
            if not with_body or self.status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
                protocol.response_empty(self.status, self.headers)
                return
            first = body.read(PIECE)
            if len(first) < PIECE:
                protocol.response_bytes(self.status, self.headers, first)
                return
            transport = protocol.response_stream(self.status, self.headers)
            await transport.send_bytes(first)
            while piece := body.read(PIECE):
                await transport.send_bytes(piece)


class FileAnswer:
    """What PEP 3333 calls a file wrapper: marks an answer that is a file, so that nobody need read it here."""

    def __init__(self, file: IO[bytes], piece: int = PIECE) -> None:
        self.file = file
        self.piece = piece

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.piece), b"")

    def close(self) -> None:
        self.file.close()


def refused(status: HTTPStatus) -> Answer:
    """For programs and broken connections: no person with a browser gets here."""
    text = f"{status.phrase}. {status.description}.\n".encode()
    return Answer(status, [("content-type", "text/plain; charset=utf-8"), LAST_REQUEST], io.BytesIO(text))


def answer_of(application: Application, environ: Environ) -> Answer:
    """Lets the application make its whole answer, in the thread that this is called in."""
    started: list[tuple[str, Headers]] = []
    result = application(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
    try:
        body = _whole(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    status, headers = started[-1]
    return Answer(int(status.split(" ", 1)[0]), [(name, value.strip()) for name, value in headers], body)


def _whole(result: Iterable[bytes]) -> IO[bytes]:
    if isinstance(result, FileAnswer) and (file := _same_file(result.file)):
        return file
    body = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    for piece in result:
        body.write(piece)
    body.seek(0)
    return body


def _same_file(file: IO[bytes]) -> IO[bytes] | None:
    """A second handle, which outlives the first; None for what only looks like a file, such as one on another machine."""
    try:
        position, copy = file.tell(), os.fdopen(os.dup(file.fileno()), "rb")
    except (OSError, AttributeError):
        return None
    copy.seek(position)
    return copy


def environ_of(scope: Scope, body: IO[bytes]) -> Environ:
    """The request as PEP 3333 wants it."""
    client, _, _ = scope.client.rpartition(":")
    server, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": client.strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileAnswer,
    }
    for name, value in scope.headers.items():
        # A name with an underscore would pass for the one with a hyphen, such as X_Forwarded_For.
        if "_" not in name:
            key = f"HTTP_{name.upper().replace('-', '_')}"
            separator = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        environ[name] = environ.pop(f"HTTP_{name}", "")
    return environ

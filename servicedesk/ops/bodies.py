"""Receiving the body of a request: whole, not too large, not too slow (A77)."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO

from granian.rsgi import HTTPProtocol, Scope

KEPT_IN_MEMORY = 64 * 1024


@dataclass(frozen=True)
class BodyLimits:
    """Sizes are bytes and times are seconds; of `sizes`, pairs of path prefix and size, the first that fits counts."""

    sizes: Sequence[tuple[str, int]]
    grace: float = 10
    bytes_per_second: float = 5000
    longest: float = 3600

    def size_for(self, path: str) -> int:
        return next((size for prefix, size in self.sizes if path.startswith(prefix)), 0)

    def time_for(self, received: int) -> float:
        return min(self.grace + received / self.bytes_per_second, self.longest)


class BodyRefused(Exception):
    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class ClientGone(Exception):
    """The connection ended before the body did; there is nobody left to answer."""


async def receive(scope: Scope, protocol: HTTPProtocol, limits: BodyLimits) -> IO[bytes]:
    """The whole body. Raises BodyRefused (408, 411, 413, 507) or ClientGone."""
    # A chunked body that broke off looks here like one that is whole; RFC 9110 lets a server ask for the length.
    if "transfer-encoding" in scope.headers:
        raise BodyRefused(HTTPStatus.LENGTH_REQUIRED)
    expected = int(scope.headers.get("content-length") or 0)
    if not expected:
        return io.BytesIO()

    too_large = expected > limits.size_for(scope.path)
    if too_large and "expect" in scope.headers:
        raise BodyRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        is_kept = await _collect(protocol, body, expected, limits, keep=not too_large)
    except BaseException:
        body.close()
        raise
    # Only a client that was listened to until the end reads the answer.
    if too_large:
        raise BodyRefused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not is_kept:
        raise BodyRefused(HTTPStatus.INSUFFICIENT_STORAGE)
    body.seek(0)
    return body


async def _collect(protocol: HTTPProtocol, body: IO[bytes], expected: int, limits: BodyLimits, *, keep: bool) -> bool:
    """Reads to the end, whether or not the pieces are kept; false when they were not, as on a full disk (F21)."""
    loop = asyncio.get_running_loop()
    start, received = loop.time(), 0
    try:
        async with asyncio.timeout_at(start + limits.time_for(0)) as deadline:
            async for piece in protocol:
                received += len(piece)
                keep = keep and _has_room_for(piece, body)
                deadline.reschedule(start + limits.time_for(received))
    except TimeoutError:
        raise BodyRefused(HTTPStatus.REQUEST_TIMEOUT) from None
    if received < expected:
        raise ClientGone
    return keep


def _has_room_for(piece: bytes, body: IO[bytes]) -> bool:
    try:
        body.write(piece)
    except OSError:
        return False
    return True

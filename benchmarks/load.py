"""Clients that ask a server as fast as it answers, each over one connection: a process of its own, told what to ask as JSON.

It knows only as much of HTTP as the measured servers speak: answers with a length, over connections that stay.
"""

import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

# Replaced in every request by a number of the same length: the key that a form is sent with.
KEY = "KEY-OF-TWENTY-TWO-CHAR"
PATIENCE = 20


@dataclass
class Client:
    socket: socket.socket
    asked_at: float = 0
    received: bytearray = field(default_factory=bytearray)
    length: int = 0


def ask(port: int, requests: list[str], clients: int, seconds: float, expected: int) -> dict[str, Any]:
    """Return the milliseconds of every answer that came within the time, and the first answer with another status."""
    asking = Asking(requests, expected)
    with selectors.DefaultSelector() as selector:
        for _client in range(clients):
            client = Client(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(client.socket, selectors.EVENT_READ, client)
            asking.send(client)
        start = time.perf_counter()
        until = start + seconds
        while asking.waiting:
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"No answer within {PATIENCE} seconds.")
            for key, _events in ready:
                asking.receive(key.data, go_on=time.perf_counter() < until)
        took = time.perf_counter() - start
        for key in [*selector.get_map().values()]:
            key.data.socket.close()
    return {"milliseconds": asking.milliseconds, "seconds": took, "wrong": asking.wrong}


class Asking:
    def __init__(self, requests: list[str], expected: int) -> None:
        self.requests = cycle([request.encode() for request in requests])
        self.expected = f"HTTP/1.1 {expected} ".encode()
        self.key = time.time_ns()
        self.waiting = 0
        self.milliseconds: list[float] = []
        self.wrong = ""

    def send(self, client: Client) -> None:
        self.key += 1
        request = next(self.requests).replace(KEY.encode(), b"%022d" % self.key)
        client.received.clear()
        client.length = 0
        self.waiting += 1
        client.asked_at = time.perf_counter()
        client.socket.sendall(request)

    def receive(self, client: Client, *, go_on: bool) -> None:
        piece = client.socket.recv(256 * 1024)
        if not piece:
            raise ConnectionError("The server closed a connection: " + client.received[:200].decode("latin-1"))
        client.received += piece
        client.length = client.length or _whole_length(client.received)
        if not client.length or len(client.received) < client.length:
            return
        self.milliseconds.append((time.perf_counter() - client.asked_at) * 1000)
        if not client.received.startswith(self.expected):
            self.wrong = self.wrong or client.received[:2000].decode("latin-1")
        self.waiting -= 1
        if go_on:
            self.send(client)


def _whole_length(received: bytearray) -> int:
    """How long head and body are together; 0 while the head is not whole."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    head = bytes(received[:end]).lower()
    if b"transfer-encoding" in head:
        raise ValueError("An answer came without its length.")
    _before, found, after = head.partition(b"\r\ncontent-length:")
    return end + 4 + (int(after.split(b"\r\n", 1)[0]) if found else 0)


if __name__ == "__main__":
    print(json.dumps(ask(**json.load(sys.stdin))))

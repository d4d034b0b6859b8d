"""Eight keep-alive clients in one process, asking as fast as they are answered. Loopback only, for a bounded time."""

import json
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from itertools import cycle

CLIENTS = 8


def ask(port: int, requests: Iterator[bytes], seconds: float) -> tuple[list[float], list[int]]:
    """Return how long each answer took, in seconds, and the statuses that came."""
    selector = selectors.DefaultSelector()
    clients = [Client(port) for _ in range(CLIENTS)]
    took: list[float] = []
    statuses: set[int] = set()
    ends = time.perf_counter() + seconds
    for client in clients:
        selector.register(client.socket, selectors.EVENT_READ, client)
        client.send(next(requests))
    open_clients = CLIENTS
    while open_clients:
        for key, _events in selector.select(timeout=30):
            client = key.data
            if not client.receive():
                continue
            took.append(time.perf_counter() - client.asked)
            statuses.add(client.status)
            if time.perf_counter() < ends:
                client.send(next(requests))
            else:
                selector.unregister(client.socket)
                client.socket.close()
                open_clients -= 1
    return took, sorted(statuses)


class Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked, self.status, self.got = 0.0, 0, b""

    def send(self, request: bytes) -> None:
        self.got, self.asked = b"", time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; true when the answer is whole."""
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("The server hung up.")
        self.got += more
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return False
        self.status = int(head[9:12])
        lower = head.lower()
        if b"transfer-encoding: chunked" in lower:
            return body.endswith(b"0\r\n\r\n")
        place = lower.find(b"content-length:")
        length = int(lower[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
        return len(body) >= length


def main() -> None:
    """Reads {"port", "seconds", "requests"} as JSON; each request is asked in turn, `@@` replaced by a new number."""
    plan = json.load(sys.stdin)
    number = iter(range(int(time.time() * 1000) % 10**9 * 10**6, 10**18))
    templates = cycle([request.encode() for request in plan["requests"]])
    # The number is as long as its place, so that the length of the body stands.
    requests = (template.replace(b"@" * 18, b"%018d" % next(number)) for template in templates)
    took, statuses = ask(plan["port"], requests, plan["seconds"])
    print(json.dumps({"took": took, "statuses": statuses}))


if __name__ == "__main__":
    main()

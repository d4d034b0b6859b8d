"""The gateway on real sockets: what reaches the application, what reaches the client, and who has to wait (A77)."""

import http.client
import json
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from servicedesk.ops.up import free_port
from tests.eventually import eventually
from tests.ops.sample_server import LARGE


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "tests.ops.sample_server", str(port)])
    try:
        eventually(lambda: listens(port))
        yield port
    finally:
        server.terminate()
        server.wait(timeout=15)


def test_the_application_gets_the_request_as_pep_3333_describes_it(port):
    request = (
        b"POST /caf%C3%A9/a%20b/?q=%C3%A4 HTTP/1.1\r\nHost: desk.example\r\nContent-Type: text/x\r\nContent-Length: 5\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\nX-Twice: one\r\nX-Twice: two\r\nX_Forwarded_For: 6.6.6.6\r\nConnection: close\r\n\r\nhello"
    )

    environ = json.loads(exchange(port, request).body)

    assert environ["REQUEST_METHOD"] == "POST"
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café/a b/"
    assert environ["QUERY_STRING"] == "q=%C3%A4"
    assert environ["HTTP_HOST"] == "desk.example"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_X_TWICE"] == "one,two"
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"], environ["body"]) == ("text/x", "5", "hello")
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("127.0.0.1", str(port))


def test_a_header_with_an_underscore_cannot_pass_for_another_a42(port):
    environ = json.loads(exchange(port, get("/", b"X_Forwarded_For: 6.6.6.6\r\n")).body)

    assert "HTTP_X_FORWARDED_FOR" not in environ


def test_every_cookie_of_an_answer_arrives(port):
    assert exchange(port, get("/")).headers.count(b"set-cookie:") == 2


def test_head_tells_the_length_and_sends_no_body(port):
    answer = exchange(port, b"HEAD /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer.status == 200
    assert f"content-length: {LARGE}".encode() in answer.headers
    assert answer.body == b""


def test_an_answer_without_content_has_none(port):
    answer = exchange(port, get("/nothing"))

    assert (answer.status, answer.body) == (204, b"")


def test_a_large_answer_arrives_whole(port):
    assert exchange(port, get("/large")).body == b"x" * LARGE


def test_a_file_arrives_whole_even_if_it_is_deleted_meanwhile(port):
    assert exchange(port, get("/file")).body == b"y" * LARGE


def test_a_connection_serves_several_requests(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        for path in ("/", "/large", "/file", "/nothing", "/"):
            connection.request("POST", path, body=b"x" * 1000)
            assert connection.getresponse().read() is not None


def test_a_fault_of_the_application_ends_one_request_and_no_more(port):
    assert exchange(port, get("/fail")).status == 500
    assert exchange(port, get("/")).status == 200


def test_a_body_larger_than_its_address_takes_is_refused_when_it_was_read_a77(port):
    body = b"x" * 1_000_000

    refusal = exchange(port, post("/", body))

    assert (refusal.status, refusal.body) == (413, b"Too large, says the application.")
    assert exchange(port, post("/upload/", body)).status == 200


def test_a_body_that_asks_first_is_refused_before_it_is_sent_a77(port):
    answer = exchange(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n")

    assert answer.status == 413


def test_a_client_that_asks_first_is_told_to_go_on(port):
    with closing(connect(port)) as client:
        client.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        )
        assert client.recv(1000).startswith(b"HTTP/1.1 100 ")
        client.sendall(b"ok")
        assert json.loads(read_answer(client).body)["body"] == "ok"


def test_a_body_of_unknown_length_is_asked_for_its_length(port):
    answer = exchange(port, b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")

    assert answer.status == 411


def test_a_body_that_breaks_off_never_reaches_the_application(port):
    with closing(connect(port)) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")
        client.shutdown(socket.SHUT_WR)

        assert b"200 OK" not in client.recv(1000)


def test_a_body_that_comes_too_slowly_is_given_up_a77(port):
    with closing(connect(port)) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(5):
            client.sendall(b"x")

        started = time.monotonic()
        assert read_answer(client).status == 408
        assert time.monotonic() - started < 3


def test_sixty_four_dripping_clients_do_not_slow_the_others_a77(port):
    """Of several rounds the best one counts, because another program may use the machine in any of them."""
    ratios = []
    for _ in range(5):
        alone = slowest_in_twenty(port)
        with Drips(port, clients=64):
            ratios.append(slowest_in_twenty(port) / alone)
        if ratios[-1] < 2:
            return
    pytest.fail(f"p95 rose {min(ratios):.1f} times.")


class Drips:
    """Clients that send a byte now and then and never finish; they start anew when they are refused."""

    def __init__(self, port: int, clients: int) -> None:
        self.port = port
        self.clients = clients
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._drip)

    def __enter__(self) -> "Drips":
        self.sockets = [self._start() for _ in range(self.clients)]
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        for client in self.sockets:
            client.close()

    def _start(self) -> socket.socket:
        client = connect(self.port)
        client.sendall(b"POST /upload/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
        return client

    def _drip(self) -> None:
        while not self.ended.wait(0.1):
            for place, client in enumerate(self.sockets):
                try:
                    client.sendall(b"x")
                except OSError:
                    client.close()
                    self.sockets[place] = self._start()


class Answer:
    def __init__(self, raw: bytes) -> None:
        self.headers, _, self.body = raw.partition(b"\r\n\r\n")
        self.status = int(self.headers.split(b" ", 2)[1])


def get(path: str, headers: bytes = b"") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".encode() + headers + b"\r\n"


def post(path: str, body: bytes) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )


def exchange(port: int, request: bytes) -> Answer:
    with closing(connect(port)) as client:
        client.sendall(request)
        return read_answer(client)


def read_answer(client: socket.socket) -> Answer:
    return Answer(b"".join(iter(lambda: client.recv(65536), b"")))


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def slowest_in_twenty(port: int) -> float:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        times = []
        for _ in range(400):
            started = time.perf_counter()
            connection.request("GET", "/")
            connection.getresponse().read()
            times.append(time.perf_counter() - started)
    return statistics.quantiles(times, n=20)[-1]


def listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

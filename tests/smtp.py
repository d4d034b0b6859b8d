"""A real mail server for tests, on a free port of this machine: it keeps what it gets and misbehaves when told to."""

import email
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from servicedesk.outbox import smtp


@dataclass(frozen=True)
class Received:
    """One mail as the server got it: the envelope, the bytes, and what a mail program reads in them."""

    mail_from: str
    rcpt_tos: list[str]
    raw: bytes
    message: EmailMessage

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None, f"there is no {kind} part"
        return part.get_content().replace("\r\n", "\n")


@dataclass
class Sink:
    """Answers each recipient and each message with "250" until told otherwise: `sink.answers["RCPT"] = "550 No such user"`.

    `answers_to` does the same for the RCPT of one address. `cut_after_data` breaks the connection instead of answering.
    """

    received: list[Received] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    answers_to: dict[str, str] = field(default_factory=dict)
    cut_after_data: bool = False
    connections: int = 0
    port: int = 0

    def to(self, address: str) -> list[Received]:
        return [mail for mail in self.received if mail.rcpt_tos == [address]]

    def only(self) -> Received:
        (mail,) = self.received
        return mail

    def start(self, **options) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port or free_port(), **options)
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        self._controller.stop(no_assert=True)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self.answers.get("MAIL"):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.answers_to.get(address, self.answers.get("RCPT")):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if answer := self.answers.get("DATA"):
            return answer
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.received.append(Received(envelope.mail_from, envelope.rcpt_tos, envelope.content, message))
        if self.cut_after_data:
            server.transport.abort()
        return "250 OK"


class Tarpit:
    """Listens, and sends one byte of an endless greeting now and then; with `greets`, nothing after the greeting."""

    def __init__(self, *, greets: bool = False) -> None:
        self.greets = greets
        self._ended = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Tarpit":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        self._listener.settimeout(0.05)
        while not self._ended.is_set():
            try:
                caller = self._listener.accept()[0]
            except OSError:
                continue
            with closing(caller):
                self._drip(caller)

    def _drip(self, caller: socket.socket) -> None:
        drops = b"220 tar\r\n" if self.greets else b"220-" + b"." * 10_000
        for drop in drops:
            try:
                caller.send(bytes([drop]))
            except OSError:
                return
            if not self.greets:
                self._ended.wait(0.02)
            if self._ended.is_set():
                return
        self._ended.wait(5)


@pytest.fixture
def smtp_sink(settings) -> Iterator[Sink]:
    """The mail server that the product sends to in this test."""
    sink = Sink()
    sink.start()
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = sink.port
    yield sink
    smtp.hang_up()
    sink.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

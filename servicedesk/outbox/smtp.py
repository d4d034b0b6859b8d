"""Handing one message to the mail server, over a connection that each thread keeps for a while.

Nothing here knows what a mail is about. Every way it can end has a class: `deliver` returns when the server has taken
the message, and raises PutOff, Rejected or AnswerLost otherwise. It ends within a minute whatever the server does (F7).
"""

import ipaddress
import re
import smtplib
import socket
import ssl
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop

from servicedesk.core.tasks.errors import describe, redact

SECONDS_FOR_A_MAIL = 50
SECONDS_KEPT = 30
MAILS_KEPT = 100

TOO_SLOW = gettext_noop("The mail server took too long.")


class PutOff(Exception):
    """It may go later. `answered` tells a refusal of this mail (greylisting, a full mailbox) from trouble with the server."""

    def __init__(self, reason: str, *, answered: bool) -> None:
        super().__init__(reason)
        self.answered = answered


class Rejected(Exception):
    """The server refused this recipient or this message for good."""


class AnswerLost(Exception):
    """The server had the whole message, and then no answer came: it may or may not have taken it (F4)."""


def deliver(sender: str, recipient: str, message: bytes) -> None:
    """Hand over `message` (lines end with CRLF) in an envelope for one person."""
    with Deadline(SECONDS_FOR_A_MAIL) as deadline:
        try:
            connection = _kept(deadline) or _open(deadline)
            _offer(connection, sender, recipient)
            connection.send(_stuffed(message))
        except OSError as error:
            hang_up()
            raise PutOff(_reason(error, deadline), answered=False) from error
        try:
            answer = connection.getreply()
        except OSError as error:
            hang_up()
            raise AnswerLost(_reason(error, deadline)) from error
        _judge(answer)


def hang_up() -> None:
    """End the connection that this thread keeps, if there is one."""
    if connection := getattr(_thread, "connection", None):
        _thread.connection = None
        connection.leave()


class Deadline:
    """Cuts the wire when time is up: a server that sends a byte a second never runs into a socket's own time-out."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._wire: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()

    def watch(self, wire: socket.socket) -> None:
        self._wire = wire
        if self.passed:
            self._pass()

    def _pass(self) -> None:
        self.passed = True
        if self._wire:
            # It may have ended by itself.
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)


class Connection(smtplib.SMTP):
    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline
        self.target = _target()
        self.opened_at = time.monotonic()
        self.mails = 0
        self._wire: socket.socket | None = None
        super().__init__(settings.EMAIL_HOST, settings.EMAIL_PORT, _own_name(), timeout=settings.EMAIL_TIMEOUT)

    @property
    def is_fresh(self) -> bool:
        return self.mails < MAILS_KEPT and time.monotonic() - self.opened_at < SECONDS_KEPT and self.target == _target()

    def watched_by(self, deadline: Deadline) -> None:
        if self._wire:
            deadline.watch(self._wire)

    def leave(self) -> None:
        """Say goodbye without waiting for the answer."""
        with suppress(OSError):
            self.putcmd("quit")
        self.close()

    def close(self) -> None:
        super().close()
        if self._wire:
            self._wire.close()
            self._wire = None

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = socket.create_connection((host, port), timeout)
        # TLS takes the socket over and forgets it here; a second handle on the same wire stays usable for cutting it.
        self._wire = plain.dup()
        self.watched_by(self.deadline)
        return (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host) if settings.EMAIL_USE_SSL else plain
        )


_thread = threading.local()


def _kept(deadline: Deadline) -> Connection | None:
    connection: Connection | None = getattr(_thread, "connection", None)
    if connection is None:
        return None
    connection.watched_by(deadline)
    try:
        if connection.is_fresh and connection.rset()[0] == 250:
            return connection
    except OSError:
        # The server ended it meanwhile; a new one is opened.
        pass
    hang_up()
    return None


def _open(deadline: Deadline) -> Connection:
    connection = Connection(deadline)
    _thread.connection = connection
    connection.ehlo_or_helo_if_needed()
    if settings.EMAIL_USE_TLS:
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    if settings.EMAIL_HOST_USER:
        connection.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    return connection


def _offer(connection: Connection, sender: str, recipient: str) -> None:
    connection.mails += 1
    code, answer = connection.mail(sender)
    if code != 250:
        # Not this mail's fault: the server does not let this desk send at all.
        raise PutOff(_in_words(code, answer), answered=False)
    _judge(connection.rcpt(recipient))
    _judge(connection.docmd("data"))


def _stuffed(message: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line that begins with a full stop gets a second one, and a line of one alone ends it."""
    ended = message if message.endswith(b"\r\n") else message + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended) + b".\r\n"


def _judge(reply: tuple[int, bytes]) -> None:
    code, answer = reply
    if code < 400:
        return
    if code == 421:
        hang_up()
        raise PutOff(_in_words(code, answer), answered=False)
    if code < 500:
        raise PutOff(_in_words(code, answer), answered=True)
    raise Rejected(_in_words(code, answer))


def _reason(error: OSError, deadline: Deadline) -> str:
    if deadline.passed:
        return TOO_SLOW
    if isinstance(error, smtplib.SMTPResponseException) and isinstance(error.smtp_error, bytes):
        return _in_words(error.smtp_code, error.smtp_error)
    return describe(error)


def _in_words(code: int, answer: bytes) -> str:
    return redact(f"{code} {' '.join(answer.decode('utf-8', 'replace').split())}")


def _target() -> tuple[object, ...]:
    return (
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        settings.EMAIL_HOST_USER,
        settings.EMAIL_HOST_PASSWORD,
        settings.EMAIL_USE_TLS,
        settings.EMAIL_USE_SSL,
    )


def _own_name() -> str:
    """What EHLO says: the host of BASE_URL, so that no name is looked up (F38)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    try:
        return f"[{ipaddress.ip_address(host)}]"
    except ValueError:
        return host

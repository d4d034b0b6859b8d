"""A mail server that cannot prove who it is gets nothing (F10)."""

import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.outbox import smtp
from servicedesk.outbox.compose import queue
from servicedesk.outbox.models import OutgoingMail
from tests.smtp import Sink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("say")]

State = OutgoingMail.State


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A self-signed certificate for "localhost", with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    plain_key = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(plain_key + built.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(params=["STARTTLS", "TLS from the start"])
def tls_sink(request, certificate, settings):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    from_the_start = request.param == "TLS from the start"
    sink = Sink()
    sink.start(**{"ssl_context": context} if from_the_start else {"tls_context": context, "require_starttls": True})
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", sink.port
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = from_the_start, not from_the_start
    yield sink
    smtp.hang_up()
    sink.stop()


def test_mail_leaves_through_tls_to_a_server_that_is_trusted(tls_sink, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mail = queue("letter", "jordan@acme.example")

    run_due_jobs()

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (State.SENT, "")
    assert tls_sink.only().rcpt_tos == ["jordan@acme.example"]


def test_a_server_with_a_certificate_nobody_vouches_for_gets_nothing_f10(tls_sink):
    mail = queue("letter", "jordan@acme.example")

    run_due_jobs()

    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 0)
    assert "certificate verify failed" in mail.reason
    assert tls_sink.received == []


def test_a_server_of_another_name_gets_nothing_f10(tls_sink, certificate, settings, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.EMAIL_HOST = "127.0.0.1"
    mail = queue("letter", "jordan@acme.example")

    run_due_jobs()

    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert "certificate" in mail.reason
    assert tls_sink.received == []


def test_nothing_is_sent_in_clear_when_tls_was_asked_for_and_not_offered_f10(smtp_sink, settings):
    settings.EMAIL_USE_TLS = True
    mail = queue("letter", "jordan@acme.example")

    run_due_jobs()

    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert "STARTTLS" in mail.reason
    assert smtp_sink.received == []

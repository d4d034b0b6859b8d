"""The demonstration's mailbox: a real mail server keeps mails, and pages show them."""

import asyncio
import smtplib
import threading
from email.message import EmailMessage

import pytest

from servicedesk.ops import mailbox
from servicedesk.ops.kept_mails import KeptMail
from servicedesk.ops.up import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ops.demo_urls")]


@pytest.fixture
def send(settings, tmp_path):
    """Sends a mail to a running mailbox and returns when it is kept."""
    settings.DATA = tmp_path
    port, loop = free_port(), asyncio.new_event_loop()
    server = loop.run_until_complete(mailbox.listen(port, tmp_path))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def send(subject: str, text: str = "Hello", html: str | None = None) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, "desk@desk.example", "customer@acme.example"
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", port) as session:
            session.send_message(message)

    yield send
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_mails_are_listed_with_the_newest_first(client, send):
    send("The first")
    send("The second – with a dash")

    page = client.get("/demo/mail/").content.decode()

    assert page.index("The second – with a dash") < page.index("The first")
    assert "customer@acme.example" in page


def test_an_empty_mailbox_says_what_to_do(client, settings, tmp_path):
    settings.DATA = tmp_path

    assert "No mail yet" in client.get("/demo/mail/").content.decode()


def test_a_mail_is_shown_as_text_with_links_that_work(client, send):
    send("Finish signing up", text="Go to http://127.0.0.1:8000/signup/token/ <b>now</b>")

    page = client.get(f"/demo/mail/{only_mail().name}/").content.decode()

    assert '<a href="http://127.0.0.1:8000/signup/token/"' in page
    assert "&lt;b&gt;now" in page
    assert "<iframe" not in page


def test_the_page_of_a_mail_can_run_nothing_a49(client, send):
    send("As a page", html="<html><head></head><body><script>alert(1)</script><p>Hello</p></body></html>")
    name = only_mail().name

    page = client.get(f"/demo/mail/{name}/").content.decode()
    html = client.get(f"/demo/mail/{name}/html/")

    assert f'src="/demo/mail/{name}/html/"' in page
    assert "<script>alert" not in page
    policy = html.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert html.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["unknown", "..", "%2e%2e%2fsecret_key"])
def test_a_mail_that_is_not_there_is_not_found(client, send, name):
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def only_mail() -> KeptMail:
    (mail,) = KeptMail.latest()
    return mail

"""From an address to an account. S5, S18–S28; A34–A38, A41."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from servicedesk.accounts.limits import LINK_ADDRESS
from servicedesk.accounts.models import User
from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.core.tasks.models import Job
from servicedesk.outbox.models import OutgoingMail
from tests.accounts.letters import letter_to, link_to
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "new@acme.example"
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+')


def ask(client: Client, email: str = NEW, **fields):
    return client.post("/signup/", {"email": email, **fields})


def test_step_one_has_one_field_and_one_button_s21_s22(client):
    page = client.get("/signup/").content.decode()
    form = page[page.index('<form class="form"') : page.index("</form>", page.index('<form class="form"'))]

    assert re.findall(r'<input type="(?!hidden)(\w+)" name="(\w+)"', form) == [("email", "email")]
    assert re.findall(r"<button[^>]*>([^<]*)", form) == ["Send link"]


def test_the_next_page_names_the_address_and_what_to_do_s23(client):
    page = ask(client, "New@Acme.example").content.decode()

    assert f"<strong>{NEW}</strong>" in page
    for words in ("junk-mail folder", "Send again", "Wrong address?"):
        assert words in page
    assert 'href="/signup/?next=/&amp;email=new%40acme.example"' in page


def test_the_link_leads_to_name_and_password_and_then_in_s24_s28(client):
    ask(client, next="/profile/?from=form")
    link = link_to(NEW)

    page = client.get(link).content.decode()
    assert "Full name" in page
    assert f'value="{NEW}"' in page
    assert "readonly" in page

    answer = client.post(link, {"full_name": "Ann Lee", "password": PASSWORD})
    assert answer.headers["Location"] == "/profile/?from=form"
    assert "Ann Lee" in client.get("/profile/").content.decode()


def test_without_a_page_first_asked_for_it_ends_on_the_home_page_s28(client):
    ask(client)

    assert client.post(link_to(NEW), {"full_name": "Ann Lee", "password": PASSWORD}).headers["Location"] == "/"


def test_the_link_works_on_another_device_s25(client):
    ask(client)

    assert Client().post(link_to(NEW), {"full_name": "Ann Lee", "password": PASSWORD}).status_code == 302


def test_opening_the_link_uses_nothing_up_a34(client):
    ask(client)
    link = link_to(NEW)
    for _ in range(5):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200

    assert not User.objects.filter(email=NEW).exists()
    assert client.post(link, {"full_name": "Ann Lee", "password": PASSWORD}).status_code == 302


def test_a_page_behind_a_link_passes_its_address_on_to_nobody_a34(client):
    ask(client)
    answer = client.get(link_to(NEW))

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not re.findall(r'(?:src|href)="(https?:)?//', answer.content.decode())


def test_a_used_link_says_so_and_sends_a_new_one_s25(client):
    ask(client, next="/requests/")
    link = link_to(NEW)
    client.post(link, {"full_name": "Ann Lee", "password": PASSWORD})

    answer = Client().get(link)

    assert answer.status_code == 410
    page = answer.content.decode()
    assert "It has been used already" in page
    assert "Send a new link" in page
    assert f'name="email" value="{NEW}"' in page
    assert 'name="next" value="/requests/"' in page


def test_an_old_link_says_so_s25(client):
    ask(client)
    link = link_to(NEW)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        answer = client.get(link)

    assert answer.status_code == 410
    assert "It is too old." in answer.content.decode()


@pytest.mark.parametrize(
    "token", ["x", "%20", "%25", "%00x", "a.b.c", "....", "%F0%9F%98%80", "A" * 3000, "..%2f..%2fetc"]
)
def test_a_link_that_is_none_is_neutral_about_it_a35(token, client):
    for verb in (client.get, client.post):
        answer = verb(f"/signup/{token}/")
        assert answer.status_code in (400, 404)

    assert not User.objects.exists()


def test_the_password_rules_are_shown_before_typing_s27(client):
    ask(client)

    assert "at least 10 characters" in client.get(link_to(NEW)).content.decode()


def test_a_weak_password_is_refused_at_its_field_and_the_name_stays_s27(client):
    ask(client)

    answer = client.post(link_to(NEW), {"full_name": "Ann Lee", "password": "password123"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "This password is too common." in page
    assert 'value="Ann Lee"' in page
    assert "password123" not in page


@pytest.mark.parametrize("page", ["/signup/", "/password/forgot/"])
def test_known_and_unknown_addresses_get_the_same_answer_from_the_same_work_s26_a38(page, member):
    pages, work = [], []
    for address in (NEW, member.email):
        with CaptureQueriesContext(connection) as queries:
            answer = Client().post(page, {"email": address})
        pages.append(TOKEN.sub("", answer.content.decode()).replace(address, "").replace(quote(address), ""))
        assert not any("accounts_user" in query["sql"] for query in queries)
        work.append([query["sql"].split()[:3] for query in queries if "SAVEPOINT" not in query["sql"]])

    assert pages[0] == pages[1]
    assert work[0] == work[1]


def test_asking_queues_one_mail_and_one_job_and_makes_no_account_s22(client):
    ask(client)

    assert OutgoingMail.objects.count() == 1
    assert Job.objects.count() == 1
    assert not User.objects.exists()


def test_asking_too_often_is_refused_alike_for_everybody_s26_a41(client, member):
    for address in (NEW, member.email):
        for _ in range(LINK_ADDRESS.count):
            assert ask(client, address).status_code == 200
        answer = ask(client, address)
        assert answer.status_code == 429
        assert "Please try again in 60 minutes." in answer.content.decode()
        assert f'value="{address}"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "a b@c.example", "x" * 250 + "@c.example", "a@c.example\0", "a@c.example\nBcc: b@c.example"],
)
def test_what_is_no_address_is_told_at_the_field(address, client):
    answer = ask(client, address)

    assert answer.status_code == 400
    assert 'id="id_email_error"' in answer.content.decode()
    assert not OutgoingMail.objects.exists()


def test_nothing_but_address_and_page_is_read_from_step_one_a43(client):
    ask(client, password=PASSWORD, full_name="Eve", role="administrator")

    assert OutgoingMail.objects.get().args == {"purpose": "sign-up", "next": "/"}


def test_nothing_but_name_and_password_is_read_from_step_two_a11(client):
    ask(client)

    client.post(
        link_to(NEW),
        {"full_name": "Ann Lee", "password": PASSWORD, "email": "other@acme.example", "role": "administrator"},
    )

    assert (User.objects.get().email, User.objects.get().role) == (NEW, "customer")


def test_links_and_pages_take_their_host_from_the_settings_a37(client):
    assert client.post("/signup/", {"email": NEW}, HTTP_HOST="evil.example").status_code == 400
    assert not OutgoingMail.objects.exists()

    client.post("/signup/", {"email": NEW}, HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil.example" not in letter_to(NEW).text


def test_the_mail_leaves_by_itself_with_a_working_link_s29(client, smtp_sink, settings):
    ask(client)

    run_due_jobs()

    mail = smtp_sink.only()
    link = mail.text.split(settings.BASE_URL)[1].split()[0]
    assert mail.rcpt_tos == [NEW]
    assert link in mail.html
    assert client.post(link, {"full_name": "Ann Lee", "password": PASSWORD}).status_code == 302

"""Sending a request through the form: S18, S30–S44."""

import io
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from servicedesk.tickets.models import Draft, MessageFile, Ticket, Upload
from tests.cast import ANSWERS

FORM = "/desks/technical-support/new/technical-support-request/"


def test_the_form_asks_the_manuals_questions_in_its_order_s33_s39(cast, browse):
    page = browse(cast.customer).get(FORM).content.decode()
    labels = [
        "Customer Country", "End Customer", "SMA status", "VMS license number",
        "Problem summary", "Which product is the problem related to", "Detailed description of the problem",
    ]  # fmt: skip
    places = [page.index(f">{label}</label>") for label in labels]
    assert places == sorted(places)
    assert page.index(">Send<") > places[-1]


def test_the_home_page_has_the_link_and_the_phone_number_s30_s31(cast, browse):
    cast.desk.phone = "+358 9 2533 3300"
    cast.desk.save()
    page = browse(cast.customer).get("/").content.decode()
    assert f'href="{FORM}"' in page
    assert "New Technical Support Request" in page
    assert 'href="tel:+358925333300"' in page


def test_sending_makes_one_request_and_leads_to_its_page_s40_s44(cast, browse):
    client = browse(cast.customer)
    answer = client.post(FORM, ANSWERS | {"key": "k"}, follow=True)
    assert answer.redirect_chain == [("/requests/MTS-1001/", 302)]
    page = answer.content.decode()
    for shown in (
        "Your request has the ID MTS-1001.",
        "Cameras go black at midnight",
        "Finland",
        "Harbour of Turku",
        "Valid",
        "VMS-2291-AX",
        "Recorder",
        "<strong>black</strong>",
    ):
        assert shown in page
    assert client.post(FORM, ANSWERS | {"key": "k"}).headers["Location"] == "/requests/MTS-1001/"
    assert Ticket.objects.count() == 1


def test_in_one_company_a_request_is_shared_with_it_unless_no_one_is_chosen(cast, browse):
    client = browse(cast.customer)
    assert f'value="{cast.acme.pk}" selected' in client.get(FORM).content.decode()
    client.post(FORM, ANSWERS | {"organization": str(cast.acme.pk)})
    client.post(FORM, ANSWERS | {"organization": ""})
    assert [ticket.organization for ticket in Ticket.objects.order_by("id")] == [cast.acme, None]


def test_somebody_elses_company_cannot_be_chosen(cast, browse):
    answer = browse(cast.stranger).post(FORM, ANSWERS | {"organization": str(cast.acme.pk)})
    assert answer.status_code == 302
    assert Ticket.objects.get().organization is None


@pytest.mark.parametrize("missing", ["customer-country", "sma-status", "problem-summary", "product", "description"])
def test_a_missing_answer_keeps_everything_typed_and_attached_s40(cast, browse, missing):
    sent = ANSWERS | {missing: "", "files": SimpleUploadedFile("recorder.log", b"quorum lost")}
    answer = browse(cast.customer).post(FORM, sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This field is required." in page
    for key, value in ANSWERS.items():
        if key != missing and key not in ("customer-country", "sma-status", "product"):
            assert value.split("**")[0] in page
    upload = Upload.objects.get(person=cast.customer)
    assert f'value="{upload.pk}"' in page
    assert not Ticket.objects.exists()


def test_files_are_sent_with_the_form_and_listed_on_the_request_s42(cast, browse):
    client = browse(cast.customer)
    files = [SimpleUploadedFile("a.log", b"one"), SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n two")]
    page = client.post(FORM, {**ANSWERS, "files": files}, follow=True).content.decode()
    assert "a.log" in page
    assert "b.png" in page
    assert MessageFile.objects.count() == 2
    assert not Upload.objects.exists()


def test_a_file_that_went_up_before_is_sent_by_its_id(cast, browse):
    client = browse(cast.customer)
    kept = client.post("/uploads/", {"file": io.BytesIO(b"log"), "scope": "new:1"}).json()
    client.post(FORM, ANSWERS | {"uploads": kept["id"]})
    assert MessageFile.objects.get().pk == kept["id"]


def test_a_file_that_was_removed_is_not_sent(cast, browse):
    client = browse(cast.customer)
    kept = client.post("/uploads/", {"file": io.BytesIO(b"log"), "scope": "new:1"}).json()
    client.post(FORM, ANSWERS | {"uploads": kept["id"], "uploads_removed": kept["id"]})
    assert not MessageFile.objects.exists()


def test_an_eleventh_file_is_refused_and_ten_stay_listed(cast, browse):
    files = [SimpleUploadedFile(f"{number}.log", b"x") for number in range(11)]
    answer = browse(cast.customer).post(FORM, {**ANSWERS, "files": files})
    assert "10" in answer.content.decode()
    assert not Ticket.objects.exists()
    assert Upload.objects.count() == 11


def test_an_edited_form_sent_again_asks_what_is_meant_and_keeps_the_text(cast, browse):
    client = browse(cast.customer)
    client.post(FORM, ANSWERS | {"key": "k"})
    answer = client.post(FORM, ANSWERS | {"key": "k", "description": "A changed text."})
    page = answer.content.decode()
    assert "You sent this as MTS-1001" in page
    assert "A changed text." in page
    assert 'name="key" value="k"' not in page
    assert Ticket.objects.count() == 1


def test_a_draft_is_saved_offered_again_and_gone_once_sent_s43(cast, browse):
    client = browse(cast.customer)
    saved = client.post(f"{FORM}draft/", {"problem-summary": "half a th", "csrfmiddlewaretoken": "x"})
    assert "saved" in saved.json()
    assert 'value="half a th"' in browse(cast.customer).get(FORM).content.decode()
    assert "half a th" not in browse(cast.colleague).get(FORM).content.decode()
    client.post(FORM, ANSWERS)
    assert not Draft.objects.exists()


def test_a_draft_too_large_is_refused_and_says_so(cast, browse):
    answer = browse(cast.customer).post(f"{FORM}draft/", {"description": "x" * 70_000})
    assert answer.status_code == 413
    assert not Draft.objects.exists()


def test_earlier_end_customers_of_the_company_are_suggested_s34(cast, ticket, browse):
    assert '<option value="Harbour of Turku">' in browse(cast.colleague).get(FORM).content.decode()
    assert "Harbour of Turku" not in browse(cast.stranger).get(FORM).content.decode()


def test_a_visitor_is_asked_to_log_in_and_comes_back_to_the_form_s16_s18(desk):
    answer = Client().get(FORM)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/login/?next={FORM}"


def test_a_form_sent_after_the_session_ended_is_kept_for_its_person_alone_s43(cast, browse):
    page = browse(cast.customer).get(FORM).content.decode()
    mark = page.split('name="person" value="')[1].split('"')[0]
    answer = Client().post(FORM, ANSWERS | {"person": mark})
    assert answer.status_code == 302
    assert "Harbour of Turku" in browse(cast.customer).get(FORM).content.decode()
    assert "Harbour of Turku" not in browse(cast.stranger).get(FORM).content.decode()
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["/desks/returns/new/technical-support-request/", "/desks/nowhere/new/x/", "/desks/technical-support/new/nothing/"],
)
def test_an_unknown_form_is_a_404(cast, browse, path):
    assert browse(cast.customer).get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_fifty_identical_parallel_posts_make_one_request_f24(cast, browse):
    clients, answers, gate = [browse(cast.customer) for _ in range(50)], [], threading.Barrier(50)

    def send(client: Client) -> None:
        try:
            gate.wait()
            answers.append(client.post(FORM, ANSWERS | {"key": "k"}).headers["Location"])
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["/requests/MTS-1001/"] * 50
    assert Ticket.objects.count() == 1

"""What machines ask: is it alive, is it ready, how is it doing."""

import pytest
from django.db import OperationalError, connection

from servicedesk.core.tasks.models import Job, Worker
from servicedesk.ops.gateway import TOO_LARGE

pytestmark = pytest.mark.django_db


def test_a_process_that_lives_says_so_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_a_process_that_reaches_its_database_is_ready(client):
    assert client.get("/readyz").status_code == 200


def test_a_process_without_its_database_is_not_ready_f19(client, monkeypatch):
    def no_cursor() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", no_cursor)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert b"database" in answer.content


def test_the_figures_tell_of_jobs_and_workers(client):
    Job.objects.create(task="x", queue="default", due_at="2026-01-01T00:00Z")
    Job.objects.create(task="x", queue="default", state=Job.State.PARKED)
    Worker.objects.create(name="here")

    text = client.get("/metrics").content.decode()

    assert 'servicedesk_jobs{queue="default",state="waiting"} 1.0' in text
    assert 'servicedesk_jobs{queue="default",state="parked"} 1.0' in text
    assert "servicedesk_workers 1.0" in text
    assert float(text.split("\nservicedesk_oldest_due_job_seconds ")[1].split()[0]) > 0


def test_the_figures_are_for_this_machine_alone(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404


def test_whoever_shows_the_token_sees_the_figures_from_elsewhere(client, settings):
    settings.METRICS_TOKEN = "a-long-token"

    def status(token: str) -> int:
        return client.get("/metrics", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION=f"Bearer {token}").status_code

    assert status("a-long-token") == 200
    assert status("another-token") == 404


def test_without_a_token_in_the_settings_an_empty_one_opens_nothing(client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_a_proxy_that_the_settings_do_not_know_does_not_make_everybody_local_a42(client):
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 404


@pytest.mark.parametrize("path", ["/demo/mail/", "/demo/mail/x/", "/demo/mail/x/html/"])
def test_the_demonstrations_mailbox_exists_in_the_demonstration_alone_a46(client, path):
    assert client.get(path).status_code == 404


def test_a_body_that_was_too_large_is_refused_with_a_page_in_the_readers_language_a77(client):
    answer = client.post("/login/", HTTP_ACCEPT_LANGUAGE="de", **{TOO_LARGE: "yes"})

    page = answer.content.decode()
    assert answer.status_code == 413
    assert '<html lang="de"' in page
    assert "<h1>" in page

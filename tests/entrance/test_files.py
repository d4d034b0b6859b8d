"""Files up and down: A2, A12, A51–A54, A73."""

import io

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.tickets import actions
from servicedesk.tickets.models import MessageFile, NoteFile, Upload


def upload(client, content=b"02:14 quorum lost", name="recorder.log", scope="reply:1"):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/uploads/", {"file": file, "scope": scope})


@pytest.fixture
def attached(cast, ticket, browse):
    """A file on a message of the customer's shared request."""
    kept = upload(browse(cast.customer)).json()
    actions.reply(ticket, by=cast.customer, body="the log", uploads=[kept["id"]])
    return MessageFile.objects.get()


SEES = {"customer": 200, "colleague": 200, "stranger": 404, "agent": 200, "other_agent": 404, "admin": 200}


@pytest.mark.parametrize(("who", "status"), SEES.items())
def test_an_attachment_is_for_those_who_see_its_ticket_a2_a73_s52(cast, attached, browse, who, status):
    assert browse(getattr(cast, who)).get(attached.url).status_code == status


@pytest.mark.parametrize(("who", "status"), {**SEES, "customer": 404, "colleague": 404}.items())
def test_a_notes_file_is_for_the_team_a14(cast, ticket, browse, who, status):
    kept = upload(browse(cast.agent)).json()
    actions.note(ticket, by=cast.agent, body="internal", uploads=[kept["id"]])
    assert browse(getattr(cast, who)).get(NoteFile.objects.get().url).status_code == status


def test_a_download_is_a_download_and_nothing_else_a51(cast, attached, browse):
    answer = browse(cast.customer).get(attached.url)
    assert b"".join(answer.streaming_content) == b"02:14 quorum lost"
    assert answer["Content-Disposition"] == 'attachment; filename="recorder.log"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_access_that_is_gone_ends_downloads_at_once_a73(cast, attached, browse):
    client = browse(cast.colleague)
    assert client.get(attached.url).status_code == 200
    cast.colleague.memberships.all().delete()
    assert client.get(attached.url).status_code == 404
    assert Client().get(attached.url).status_code == 302


def test_an_upload_is_its_persons_alone_a12(cast, browse):
    kept = upload(browse(cast.customer)).json()
    assert browse(cast.customer).get(kept["url"]).status_code == 200
    for who in ("colleague", "agent", "admin"):
        assert browse(getattr(cast, who)).get(kept["url"]).status_code == 404
        assert browse(getattr(cast, who)).post(f"/uploads/{kept['id']}/remove/").status_code == 404
    assert browse(cast.customer).post(f"/uploads/{kept['id']}/remove/").status_code == 204
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("evil.html", b"<script>alert(1)</script>", "application/octet-stream"),
        ("evil.svg", b"<svg onload=alert(1)>", "application/octet-stream"),
        ("evil.png", b"<svg onload=alert(1)>", "application/octet-stream"),
    ],
)
def test_what_could_run_is_served_as_bytes_a51_a52(cast, browse, name, content, kind):
    client = browse(cast.customer)
    answer = client.get(upload(client, content, name).json()["url"])
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "a\r\nSet-Cookie: x=1.txt",
        "\u202egpj.exe",
        "x" * 300 + ".log",
        "ünïcødé.log",
        '"quoted".log',
    ],
)
def test_odd_names_are_kept_clean_and_cannot_reach_a_path_a53_a54(cast, browse, name):
    client = browse(cast.customer)
    kept = upload(client, name=name).json()
    answer = client.get(kept["url"])
    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]
    assert Upload.objects.get().storage_key.replace("/", "").isalnum()


def test_an_empty_or_too_large_file_says_so(cast, browse, settings):
    client = browse(cast.customer)
    assert "is empty" in upload(client, b"").json()["error"]
    settings.UPLOAD_MAX_BYTES = 2**20
    answer = upload(client, b"x" * (2**20 + 1))
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.json()["error"]
    assert client.post("/uploads/", {"scope": "x"}).status_code == 400
    assert not Upload.objects.exists()


def test_a_store_that_cannot_write_refuses_before_saying_saved_f34(cast, browse, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    answer = upload(browse(cast.customer))
    assert answer.status_code == 422
    assert "try again later" in answer.json()["error"]
    assert not Upload.objects.exists()


def test_a_store_that_cannot_read_says_try_later_f34(cast, attached, browse):
    default_storage.delete(attached.storage_key)
    assert browse(cast.customer).get(attached.url).status_code == 503


def test_a_picture_gets_a_small_one_made_anew_a51_a60(cast, ticket, browse):
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(picture, "PNG")
    client = browse(cast.customer)
    kept = upload(client, picture.getvalue(), "gap.png").json()
    actions.reply(ticket, by=cast.customer, body="see", uploads=[kept["id"]])
    run_due_jobs()
    file = MessageFile.objects.get()
    answer = client.get(file.thumbnail)
    small = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
    assert (small.format, small.size) == ("WEBP", (320, 240))
    assert browse(cast.stranger).get(file.thumbnail).status_code == 404


def test_a_picture_that_is_a_bomb_or_broken_gets_none_a60(cast, ticket, browse):
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    client = browse(cast.customer)
    ids = [upload(client, content, "a.png").json()["id"] for content in (bomb.getvalue(), b"\x89PNG\r\n\x1a\nbroken")]
    actions.reply(ticket, by=cast.customer, body="see", uploads=ids)
    run_due_jobs()
    assert {file.thumbnail_key for file in MessageFile.objects.all()} == {""}

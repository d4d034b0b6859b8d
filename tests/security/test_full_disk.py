"""A disk that is full or broken: nothing is said to be saved that is not, reading goes on, and it recovers by itself (F21, F22, F34)."""

import errno
import os
import re
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from servicedesk.core import files
from servicedesk.ops.gateway import NO_SPACE
from servicedesk.tickets.models import Message, Upload
from tests.cast import ANSWERS
from tests.eventually import eventually
from tests.ops.test_gateway import exchange, listens, post
from tests.smtp import free_port

FORM = "/desks/technical-support/new/technical-support-request/"
PAGE = "/requests/MTS-1001/"
REPLY = PAGE + "reply/"


@pytest.fixture
def own_files(settings, tmp_path):
    """The folder of this test's files alone."""
    default = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**default, "OPTIONS": {"location": tmp_path, "base_url": None}},
    }
    return tmp_path


@pytest.fixture
def disk(transactional_db):
    """`fill()` lets the database take nothing more, as on a full disk; `free()` makes room."""
    if settings.EMBEDDED:
        yield SimpleNamespace(fill=lambda: limit_pages(0), free=lambda: limit_pages(2**30))
        limit_pages(2**30)
        return
    full = threading.Event()

    def refuse(execute, sql, params, many, context):
        if full.is_set() and re.match(r"INSERT|UPDATE", sql):
            raise OperationalError("could not extend file") from psycopg.errors.DiskFull("No space left on device")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield SimpleNamespace(fill=full.set, free=full.clear)


def limit_pages(most: int) -> None:
    """SQLite never goes below the pages that there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {max(most, 1)}")


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_file_that_cannot_be_stored_is_refused_and_the_text_is_kept_f21_f22_f34(
    fault, cast, ticket, browse, monkeypatch, own_files
):
    client = browse(cast.customer)
    with monkeypatch.context() as broken:
        broken.setattr(files.os, "fsync", failing(fault))
        alone = client.post("/uploads/", {"scope": "reply:1", "file": SimpleUploadedFile("a.log", b"log")})
        inside = client.post(REPLY, {"body": "It went on.", "files": SimpleUploadedFile("a.log", b"log")})
    assert alone.status_code == 422
    assert "could not be stored" in alone.json()["error"]
    assert "could not be stored" in inside.content.decode()
    assert "It went on." in inside.content.decode()
    assert not Upload.objects.exists()
    assert Message.objects.count() == 1
    assert not [path for path in own_files.rglob("*") if path.is_file()]
    assert client.get(PAGE).status_code == 200
    assert client.post(REPLY, {"body": "It went on.", "files": SimpleUploadedFile("a.log", b"log")}).status_code == 302


@pytest.fixture
def small_disk() -> Iterator[int]:
    """The port of a web server that may write files of 100,000 bytes at the most."""
    port = free_port()
    command = [sys.executable, "-m", "tests.ops.sample_server", str(port)]
    server = subprocess.Popen(command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
    eventually(lambda: listens(port))
    yield port
    server.terminate()
    server.wait(timeout=15)


def test_a_body_that_finds_no_room_is_read_to_its_end_and_refused_f21(small_disk):
    assert exchange(small_disk, post("/upload/", b"x" * 1_000_000)).body == b"No space, says the application."
    assert exchange(small_disk, post("/upload/", b"x" * 90_000)).status == 200


def test_a_person_whose_body_found_no_room_gets_a_page_f21(cast):
    client = Client(raise_request_exception=False)
    answer = client.post(FORM, HTTP_ACCEPT_LANGUAGE="de", **{NO_SPACE: "yes"})
    assert answer.status_code == 507
    assert "Es wurde nichts gespeichert." in answer.content.decode()


@pytest.mark.parametrize("path", [FORM, REPLY, "/uploads/"])
def test_a_disk_without_room_for_what_is_being_sent_answers_507_f21(path, cast, ticket, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(cast.customer)
    sent = {**ANSWERS, "body": "text", "scope": "reply:1", "file": SimpleUploadedFile("a.log", b"log")}
    with monkeypatch.context() as full:
        full.setattr(uploadhandler.TemporaryFileUploadHandler, "receive_data_chunk", failing(errno.ENOSPC))
        answer = client.post(path, sent)
    assert answer.status_code == 507
    assert "Nothing was saved" in answer.content.decode()
    assert client.get(PAGE).status_code == 200
    assert client.post(path, {**sent, "file": SimpleUploadedFile("a.log", b"log")}).status_code in (201, 302)


@pytest.mark.django_db(transaction=True)
def test_a_full_database_takes_nothing_shows_everything_and_recovers_f21(cast, ticket, browse, disk):
    client, text = browse(cast.customer), "x" * 90_000
    disk.fill()
    refused = client.post(REPLY, {"body": text, "key": "k"})
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert "may not have been saved" in refused.content.decode()
    assert Message.objects.count() == 1
    assert ticket.reference in client.get(PAGE).content.decode()
    disk.free()
    assert client.post(REPLY, {"body": text, "key": "k"}).status_code == 302
    assert Message.objects.count() == 2


def failing(number: int):
    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from servicedesk.core.content_types import content_type_of
from servicedesk.core.files import DurableStorage, new_key


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    storage = DurableStorage(location=tmp_path)

    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        storage.save("aa/bb/cc", Broken(b""))
    assert not storage.exists("aa/bb/cc")
    assert storage.save("aa/bb/dd", ContentFile(b"whole")) == "aa/bb/dd"
    assert storage.open("aa/bb/dd").read() == b"whole"


def test_a_stored_name_is_random_and_nothing_a_person_typed_a54():
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}", new_key())
    assert new_key() != new_key()


def test_the_storage_refuses_to_leave_its_folder(settings, tmp_path):
    with pytest.raises(Exception, match=r"traversal|outside"):
        default_storage.save("../../outside", ContentFile(b"x"))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/octet-stream"),
        ("a.html", b"<html><script>alert(1)</script>", "application/octet-stream"),
        ("a.svg", b"<svg onload=alert(1)>", "application/octet-stream"),
        ("a.log", b"02:14 quorum lost", "text/plain"),
        ("a.log", b"\0\1\2", "application/octet-stream"),
        ("a.pdf", b"%PDF-1.7", "application/pdf"),
        ("a.exe", b"MZ\0", "application/octet-stream"),
        ("noending", b"", "application/octet-stream"),
    ],
)
def test_a_type_comes_from_the_content_and_our_table_a51_a52(name, content, kind):
    assert content_type_of(name, io.BytesIO(content)) == kind

"""Where bytes are kept: complete and on the disk before any row names them."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Writes to a temporary name, syncs, renames and syncs the folder, so that a name that exists is a whole file."""

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.partial")
        try:
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for chunk in _chunks(content):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, target)
        except OSError:
            # On a full disk half a file takes the place that others need (F21).
            partial.unlink(missing_ok=True)
            raise
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return name


def new_key() -> str:
    """Return a random name for a stored file; nothing a person typed ever reaches a path (A54)."""
    key = secrets.token_hex(16)
    return f"{key[:2]}/{key[2:4]}/{key}"


def _chunks(content: File) -> Iterable[bytes]:
    return content.chunks() if hasattr(content, "chunks") else iter(lambda: content.read(64 * 1024), b"")

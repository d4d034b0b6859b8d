"""Small pictures made anew from uploaded ones, in a child process with limits on time, memory and pixels (A60)."""

import resource
import subprocess
import sys
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from servicedesk.core.files import new_key
from servicedesk.tickets.models import MessageFile, NoteFile

SECONDS = 20
MEMORY = 512 * 1024 * 1024
LARGEST = 2 * 1024 * 1024

_PROGRAM = """
import io, sys
from PIL import Image
Image.MAX_IMAGE_PIXELS = 60_000_000
picture = Image.open(sys.stdin.buffer, formats=("PNG", "JPEG", "GIF", "WEBP", "BMP"))
if picture.width * picture.height > Image.MAX_IMAGE_PIXELS:
    sys.exit(3)
picture.draft("RGB", (640, 640))
picture = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P") else "RGB")
picture.thumbnail((320, 240))
picture.save(sys.stdout.buffer, "WEBP", quality=80)
"""


def make_thumbnail(model: str, file_id: str) -> bool:
    """Give a file its small picture; false when it is gone, has one, or is no picture that can be read within the limits."""
    kind: Any = {"MessageFile": MessageFile, "NoteFile": NoteFile}[model]
    file = kind.objects.filter(pk=file_id, thumbnail_key="").first()
    if not file or not (small := _small(file.storage_key)):
        return False
    key = default_storage.save(new_key(), ContentFile(small))
    return bool(kind.objects.filter(pk=file_id, thumbnail_key="").update(thumbnail_key=key))


def _small(storage_key: str) -> bytes | None:
    try:
        with default_storage.open(storage_key) as source:
            done = subprocess.run(
                [sys.executable, "-I", "-c", _PROGRAM],
                stdin=source.file,
                capture_output=True,
                timeout=SECONDS,
                preexec_fn=_limit,
                env={},
                check=False,
            )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and 0 < len(done.stdout) <= LARGEST else None


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

"""The type of a file, chosen from a table of ours by its content; what a browser or a mail claims is never repeated (A52)."""

from typing import BinaryIO

import puremagic
from django.core.files.uploadedfile import UploadedFile

_DEFAULT = "application/octet-stream"
_KNOWN = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".7z": "application/x-7z-compressed",
    ".mp4": "video/mp4",
}
_TEXT = {".txt", ".log", ".csv", ".ini", ".cfg", ".conf", ".md", ".json", ".yaml", ".yml"}


def content_type_of(name: str, file: BinaryIO | UploadedFile) -> str:
    """Return a type for `file` (a seekable binary file): what its first bytes say, or plain text for a name that says so."""
    file.seek(0)
    start = file.read(4096)
    file.seek(0)
    ending = "." + name.rpartition(".")[2].lower()
    for match in _matches(start):
        if match in _KNOWN:
            return _KNOWN[match]
    if ending in _TEXT and b"\0" not in start:
        return "text/plain"
    return _DEFAULT


def _matches(start: bytes) -> list[str]:
    try:
        return [match.extension for match in puremagic.magic_string(start)]
    except (puremagic.PureError, ValueError):
        return []

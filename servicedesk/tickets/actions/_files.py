"""How uploads become the files of a message or a note: once, and only their own person's (A12)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused
from servicedesk.core.tasks.backend import enqueue_many
from servicedesk.core.tasks.loading import load_task
from servicedesk.tickets.models import Message, MessageFile, Note, NoteFile, Upload

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"}


def attach_to_message(message: Message, uploads: Sequence[str], *, by: User) -> None:
    _attach([MessageFile(message=message, **values) for values in _used_up(uploads, by=by)])


def attach_to_note(note: Note, uploads: Sequence[str], *, by: User) -> None:
    _attach([NoteFile(note=note, **values) for values in _used_up(uploads, by=by)])


def _used_up(uploads: Sequence[str], *, by: User) -> list[dict]:
    if not uploads:
        return []
    if len(uploads) > settings.UPLOADS_PER_MESSAGE:
        raise Refused(_("Please attach %(count)s files at the most.") % {"count": settings.UPLOADS_PER_MESSAGE})
    columns = ("id", "name", "size", "content_type", "storage_key", "created_at")
    own = Upload.objects.visible_to(by).filter(pk__in=uploads)
    found = {values["id"]: values for values in own.values(*columns)}
    # The count of deleted rows decides between two sendings of the same file: only one of them gets it.
    deleted, _rows = own.delete()
    if not deleted == len(found) == len(set(uploads)) == len(uploads):
        raise Refused(_("A file is no longer there. Please attach it again."))
    return [found[pk] for pk in uploads]


def _attach(files: Sequence[MessageFile | NoteFile]) -> None:
    if not files:
        return
    kind: Any = type(files[0])
    kind.objects.bulk_create(files)
    make_thumbnail = load_task("servicedesk.tickets.tasks.make_thumbnail")
    enqueue_many(
        (make_thumbnail, (type(file).__name__, file.pk), {}) for file in files if file.content_type in PICTURES
    )

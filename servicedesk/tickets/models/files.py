from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from servicedesk.core.ids import new_id
from servicedesk.tickets.access import MessageFileQuerySet, NoteFileQuerySet, UploadQuerySet
from servicedesk.tickets.models.message import Message
from servicedesk.tickets.models.note import Note


class StoredFile(models.Model):
    """Bytes in the storage under a random key, and what to call them. The name is for people; it is never part of a path."""

    id = models.CharField(max_length=22, primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    storage_key = models.CharField(max_length=40, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("attachment", args=[self.pk, self.name])


class SentFile(StoredFile):
    # A small picture made anew from the file, empty until the worker has made it and for files that are no pictures.
    thumbnail_key = models.CharField(max_length=40, blank=True, default="", db_index=True)

    class Meta:
        abstract = True

    @property
    def thumbnail(self) -> str | None:
        return reverse("thumbnail", args=[self.pk]) if self.thumbnail_key else None


class Upload(StoredFile):
    """A file that came up before its text was sent: its person's alone, for one draft, used once (A12)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=80)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "scope"], name="uploads_of_a_draft"),
            models.Index(fields=["created_at"], name="uploads_by_age"),
        ]


class MessageFile(SentFile):
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")

    objects = MessageFileQuerySet.as_manager()


class NoteFile(SentFile):
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="files")

    objects = NoteFileQuerySet.as_manager()

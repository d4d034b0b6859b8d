"""What every form that sends something to a ticket carries besides its own fields: the key of this sending, and the files."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from servicedesk.accounts.models import User
from servicedesk.core.errors import Refused
from servicedesk.core.ids import new_id
from servicedesk.desks.forms import LONGEST_TEXT, TextField, UploadsField
from servicedesk.tickets.actions.uploading import keep_uploads
from servicedesk.tickets.kept import mark_of
from servicedesk.tickets.models import Upload
from servicedesk.tickets.step import SentDifferently


class SendingForm(forms.Form):
    """`key` makes the sending exactly-once. Files that came with the form are stored at once, and stay listed on every error."""

    data: Any
    file_limit = settings.UPLOADS_PER_MESSAGE
    file_bytes = settings.UPLOAD_MAX_BYTES

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    uploads = UploadsField(required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        by: User,
        scope: str,
        page: str = "",
        files: MultiValueDict | None = None,
        **kwargs: Any,
    ) -> None:
        self.by, self.scope = by, scope
        self.file_problems: list[str] = []
        if data is not None:
            data = data.copy()
            data.setlist("uploads", self._kept_ids(data, files.getlist("files") if files else []))
        kwargs.setdefault("initial", {}).update(key=new_id(), person=mark_of(by, scope, page))
        super().__init__(data, **kwargs)

    def clean_uploads(self) -> list[str]:
        uploads = self.cleaned_data["uploads"]
        if len(uploads) > settings.UPLOADS_PER_MESSAGE:
            raise forms.ValidationError(
                _("Please attach %(count)s files at the most."), params={"count": settings.UPLOADS_PER_MESSAGE}
            )
        if self.file_problems:
            raise forms.ValidationError(self.file_problems)
        return list(uploads)

    def kept_uploads(self) -> list[Upload]:
        """The files to list in the form: those that were sent with it, or those that wait for it from before."""
        own = Upload.objects.visible_to(self.by).filter(scope=self.scope).order_by("created_at", "id")
        return list(own.filter(pk__in=self.data.getlist("uploads")) if self.is_bound else own)

    def refuse(self, refusal: Refused) -> None:
        """Say at the top of the form why nothing was sent; a key that was used for something else makes room for a new one."""
        if isinstance(refusal, SentDifferently):
            self.data["key"] = new_id()
        self.add_error(None, str(refusal))

    def _kept_ids(self, data: Any, files: list[UploadedFile]) -> list[str]:
        removed = set(data.getlist("uploads_removed"))
        before = [pk for pk in dict.fromkeys(data.getlist("uploads")) if pk not in removed]
        fresh, self.file_problems = keep_uploads(files, by=self.by, scope=self.scope)
        return [*before, *(upload.pk for upload in fresh)]


class MessageForm(SendingForm):
    """A reply or a note."""

    body = TextField(label=_("Message"), required=False, max_length=LONGEST_TEXT)

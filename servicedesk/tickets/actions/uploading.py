from collections.abc import Iterable

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from servicedesk.accounts.models import User
from servicedesk.core.cleaning import clean_filename
from servicedesk.core.content_types import content_type_of
from servicedesk.core.errors import Refused
from servicedesk.core.files import new_key
from servicedesk.tickets.models import Upload

# More than a message can carry, so that a person can change their mind, and few enough that nobody fills the disk.
MOST_UPLOADS = 3 * settings.UPLOADS_PER_MESSAGE


def keep_upload(file: UploadedFile, *, by: User, scope: str) -> Upload:
    """Store a file for the form `scope` of a person: bytes first, then the row that names them. Raises Refused with the reason."""
    name = clean_filename(file.name or "")
    if not file.size:
        raise Refused(_("%(name)s is empty.") % {"name": name})
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise Refused(
            _("%(name)s is larger than %(limit)s MB.") % {"name": name, "limit": settings.UPLOAD_MAX_BYTES // 2**20}
        )
    if Upload.objects.visible_to(by).count() >= MOST_UPLOADS:
        raise Refused(_("There are too many unsent files. Remove some, or send what you have."))
    content_type = content_type_of(name, file)
    try:
        key = default_storage.save(new_key(), file)
    except OSError as error:
        raise Refused(_("%(name)s could not be stored. Please try again later.") % {"name": name}) from error
    return Upload.objects.create(
        person=by, scope=scope, name=name, size=file.size, content_type=content_type, storage_key=key
    )


def keep_uploads(files: Iterable[UploadedFile], *, by: User, scope: str) -> tuple[list[Upload], list[str]]:
    """Store several files; return the uploads, and for each file that was refused the reason."""
    kept, reasons = [], []
    for file in files:
        try:
            kept.append(keep_upload(file, by=by, scope=scope))
        except Refused as refusal:
            reasons.append(str(refusal))
    return kept, reasons


def discard_upload(upload: Upload, *, by: User) -> None:
    """Forget an unsent file; the sweep removes its bytes."""
    Upload.objects.visible_to(by).filter(pk=upload.pk).delete()

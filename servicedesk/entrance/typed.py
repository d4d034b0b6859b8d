"""The text that somebody typed into a form which cannot be taken as it came."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

NOT_TYPED = {"csrfmiddlewaretoken", "person", "next", "key", "version", "uploads", "uploads_removed", "language"}
SECRET = ("password", "token", "code")


def typed_texts(request: HttpRequest) -> dict[str, list[str]]:
    """Return every field that was filled in, by name; never a password."""
    try:
        sent = dict(request.POST.lists())
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return {}
    return {
        name: filled
        for name, values in sent.items()
        if _is_typed(name) and (filled := [value for value in values if value.strip()])
    }


def _is_typed(name: str) -> bool:
    return name not in NOT_TYPED and not any(word in name.lower() for word in SECRET)

"""What an action can answer besides doing what it was asked."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """The thing is visible to this person, but this is not theirs to do: 403."""


class Refused(Exception):
    """It cannot be done as asked. The message is for the person who asked, and nothing was changed."""


def require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed

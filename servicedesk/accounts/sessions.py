"""Where a person is logged in. The rows come from allauth.usersessions, one for each log-in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from servicedesk.accounts.models import User


def sessions_of(user: User) -> QuerySet[UserSession]:
    """The living sessions of a person, newest first."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=living).order_by("-created_at")


def note_session(request: HttpRequest) -> None:
    """Add the session of a request to the list, as after its key was changed."""
    UserSession.objects.create_from_request(request)


def end_session(user: User, session_id: int) -> None:
    _end(UserSession.objects.filter(user=user, pk=session_id))


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End every session of a person, at their next request (A40); `but` is the key of one that goes on."""
    _end(UserSession.objects.filter(user=user).exclude(session_key=but))


def _end(rows: QuerySet[UserSession]) -> None:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()

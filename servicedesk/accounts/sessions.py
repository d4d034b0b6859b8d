"""Where a person is logged in. The rows come from allauth.usersessions, one for each log-in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from servicedesk.accounts.models import User

BATCH = 1000


def sessions_of(user: User) -> QuerySet[UserSession]:
    """The living sessions of a person, newest first."""
    living = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=living)
    return rows.order_by("-created_at")


def note_session(request: HttpRequest) -> None:
    """Add the session of a request to the list, as after its key was changed."""
    UserSession.objects.create_from_request(request)


def end_session(user: User, session_id: int) -> None:
    _end(UserSession.objects.filter(user=user, pk=session_id))


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End every session of a person, at their next request (A40); `but` is the key of one that goes on."""
    _end(UserSession.objects.filter(user=user).exclude(session_key=but))


def forget_ended_sessions() -> None:
    """In batches, because one long DELETE would keep every other writer of SQLite waiting."""
    over = Session.objects.filter(expire_date__lt=timezone.now())
    while keys := list(over.values_list("session_key", flat=True)[:BATCH]):
        Session.objects.filter(session_key__in=keys).delete()
    without = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    while ids := list(without.values_list("pk", flat=True)[:BATCH]):
        UserSession.objects.filter(pk__in=ids).delete()


def _end(rows: QuerySet[UserSession]) -> None:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()

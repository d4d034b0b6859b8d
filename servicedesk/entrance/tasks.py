from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task

BATCH = 1000


@task
def sweep_sessions() -> None:
    """In batches, because one long DELETE would keep every other writer of SQLite waiting."""
    over = Session.objects.filter(expire_date__lt=timezone.now())
    while keys := list(over.values_list("session_key", flat=True)[:BATCH]):
        Session.objects.filter(session_key__in=keys).delete()
    without = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    while ids := list(without.values_list("pk", flat=True)[:BATCH]):
        UserSession.objects.filter(pk__in=ids).delete()

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from servicedesk.entrance.tasks import sweep_sessions
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_sessions_that_are_over_leave_nothing_behind(member):
    old = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    with time_machine.travel(old):
        Client().post("/login/", {"email": member.email, "password": PASSWORD})
    UserSession.objects.create(user=member, ip="192.0.2.1", user_agent="x", session_key="gone")
    client = Client()
    client.post("/login/", {"email": member.email, "password": PASSWORD})

    sweep_sessions.call()

    assert Session.objects.get().session_key == client.cookies["sessionid"].value
    assert UserSession.objects.get().session_key == client.cookies["sessionid"].value

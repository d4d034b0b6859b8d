"""Prints, as JSON, sessions for the people who ask and what they ask for: `python -m benchmarks sessions`."""

import argparse
import json
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from benchmarks import people, words
from servicedesk.accounts.models import User
from servicedesk.tickets.models import Ticket

ANSWERED = 40


def run(options: argparse.Namespace) -> int:
    customer, agent = (User.objects.get(email=email) for email in (people.CUSTOMER, people.AGENT))
    own = Ticket.objects.visible_to(customer).filter(requester=customer, is_open=True).order_by("-id")[:ANSWERED]
    references = list(own.values_list("reference", flat=True)) or [words.LONG_REFERENCE]
    print(json.dumps({"customer": _session(customer), "agent": _session(agent), "answered": references}))
    return 0


def _session(person: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    key: str = session.session_key
    return key

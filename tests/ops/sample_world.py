"""Makes one customer of the default desk in the database of the environment, and prints the key of a session of theirs.

`python -m tests.ops.sample_world`, for tests that talk to real processes.
"""

from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY


def main() -> None:
    django.setup()
    users = import_module("servicedesk.accounts.models").User.objects
    person, _created = users.get_or_create(
        email="customer@acme.example", defaults={"full_name": "Jordan Peck", "password": "!"}
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()

"""Two hundred tries at once pass no more than the limit, on whichever database. A41."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from servicedesk.accounts.limits import LINK_ADDRESS, LOG_IN_PAIR
from servicedesk.outbox.models import OutgoingMail

TRIES = 200

pytestmark = pytest.mark.django_db(transaction=True)


def answers(path: str, sent: dict[str, str]) -> Counter[int]:
    """How often each status was answered."""

    def send(_number: int) -> int:
        try:
            return Client().post(path, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(40) as pool:
        return Counter(pool.map(send, range(TRIES)))


def test_passwords_cannot_be_guessed_in_parallel_a41(member):
    got = answers("/login/", {"email": member.email, "password": "wrong-password-2026"})

    assert got[400] + got[429] == TRIES
    assert 1 <= got[400] <= LOG_IN_PAIR.count + 2


def test_links_cannot_be_asked_for_in_parallel_a41():
    got = answers("/password/forgot/", {"email": "victim@acme.example"})

    assert got[200] + got[429] == TRIES
    assert 1 <= got[200] <= LINK_ADDRESS.count + 2
    assert OutgoingMail.objects.count() == got[200]

import time

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher, make_password
from django.utils import timezone

from servicedesk.accounts.hashing import Argon2
from servicedesk.accounts.models import Role, User
from servicedesk.accounts.passwords import LONGEST_PASSWORD
from tests.cast import PASSWORD


@pytest.fixture
def hashes(monkeypatch) -> list[str]:
    """Every password that was hashed, in order."""
    done: list[str] = []
    for name in ("encode", "verify"):
        original = getattr(Argon2, name)
        monkeypatch.setattr(
            Argon2,
            name,
            lambda self, password, *rest, original=original: done.append(password) or original(self, password, *rest),
        )
    return done


def test_the_right_password_lets_in_however_the_address_is_spelled_s19(member):
    assert authenticate(None, email=" Customer@ACME.example ", password=PASSWORD) == member


@pytest.mark.parametrize("state", ["wrong password", "unknown", "no password", "deactivated", "system"])
def test_every_refusal_costs_one_query_and_one_hash_a38(state, member, hashes, django_assert_num_queries):
    email, password = member.email, PASSWORD
    match state:
        case "wrong password":
            password = "wrong-password-2026"
        case "unknown":
            email = "nobody@acme.example"
        case "no password":
            member.set_unusable_password()
        case "deactivated":
            member.deactivated_at = timezone.now()
        case "system":
            member.role = Role.SYSTEM
    member.save()
    hashes.clear()

    with django_assert_num_queries(1):
        assert authenticate(None, email=email, password=password) is None

    assert len(hashes) == 1


def test_letting_in_costs_one_hash_too_a38(member, hashes):
    authenticate(None, email=member.email, password=PASSWORD)

    assert len(hashes) == 1


def test_an_overlong_password_is_refused_at_once_and_never_hashed_a44(member, hashes):
    started = time.perf_counter()

    assert authenticate(None, email=member.email, password="x" * (LONGEST_PASSWORD + 1)) is None

    assert time.perf_counter() - started < 0.1
    assert hashes == []


def test_passwords_are_kept_as_argon2id_with_the_cost_that_owasp_names():
    kept = make_password(PASSWORD)

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert not identify_hasher(kept).must_update(kept)


def test_the_system_can_never_log_in(db):
    system = User.objects.system()
    system.set_password(PASSWORD)
    system.save()

    assert authenticate(None, email=system.email, password=PASSWORD) is None

import random
import string
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from servicedesk.accounts.links import WORKS_FOR, LinkNotValid, LinkOver, Purpose, make_link, read_link
from servicedesk.accounts.models import User

ADDRESS = "new@acme.example"
SIGN_UPS = (Purpose.SIGN_UP, Purpose.INVITATION)


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


@pytest.fixture
def sign_up_token(db) -> str:
    return token_of(make_link(Purpose.SIGN_UP, ADDRESS, user=None, next="/requests/"))


@pytest.fixture
def reset_token(member) -> str:
    return token_of(make_link(Purpose.RESET, member.email, user=member))


def test_a_link_carries_its_address_and_the_page_first_asked_for_s28(sign_up_token):
    link = read_link(sign_up_token, *SIGN_UPS)

    assert (link.address, link.next, link.user) == (ADDRESS, "/requests/", None)


def test_a_link_starts_with_the_configured_address_a37(settings, db):
    settings.BASE_URL = "https://support.example.com"

    assert make_link(Purpose.SIGN_UP, ADDRESS, user=None).startswith("https://support.example.com/signup/")


def test_links_live_no_longer_than_promised_a34():
    assert WORKS_FOR[Purpose.INVITATION] <= timedelta(hours=72)
    assert max(life for purpose, life in WORKS_FOR.items() if purpose != Purpose.INVITATION) <= timedelta(hours=24)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_is_over_when_its_time_is_up_a34(purpose, member):
    owner = member if purpose in (Purpose.RESET, Purpose.CHANGE_ADDRESS) else None
    token = token_of(make_link(purpose, member.email if owner else ADDRESS, user=owner))
    with time_machine.travel(timezone.now() + WORKS_FOR[purpose] - timedelta(minutes=1)):
        assert read_link(token, purpose)

    with (
        time_machine.travel(timezone.now() + WORKS_FOR[purpose] + timedelta(minutes=1)),
        pytest.raises(LinkOver) as over,
    ):
        read_link(token, purpose)

    assert not over.value.used


def test_a_link_of_one_purpose_opens_no_page_of_another_a35(reset_token, sign_up_token):
    with pytest.raises(LinkNotValid):
        read_link(reset_token, *SIGN_UPS)
    with pytest.raises(LinkNotValid):
        read_link(sign_up_token, Purpose.RESET)


def test_a_sign_up_link_goes_on_working_when_an_agent_has_meanwhile_filed_for_the_person_s25(sign_up_token):
    person = User(email=ADDRESS)
    person.set_unusable_password()
    person.save()

    assert read_link(sign_up_token, *SIGN_UPS).user == person


def test_a_password_or_a_log_in_uses_up_every_older_reset_link_s25(member, reset_token):
    member.last_login = timezone.now()
    member.save()
    with pytest.raises(LinkOver) as over:
        read_link(reset_token, Purpose.RESET)
    assert over.value.used

    later = token_of(make_link(Purpose.RESET, member.email, user=member))
    member.set_password("another-password-2026")
    member.save()
    with pytest.raises(LinkOver):
        read_link(later, Purpose.RESET)


def test_a_deactivated_person_has_no_working_link_a40(member, reset_token):
    member.deactivated_at = timezone.now()
    member.save()

    with pytest.raises(LinkNotValid):
        read_link(reset_token, Purpose.RESET)


def test_a_link_survives_the_change_of_the_key_as_long_as_the_old_one_is_kept_a36(settings, reset_token):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a" * 50, [settings.SECRET_KEY]
    assert read_link(reset_token, Purpose.RESET)

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(LinkNotValid):
        read_link(reset_token, Purpose.RESET)


def test_no_altered_or_invented_link_is_valid_a35(reset_token, sign_up_token, django_assert_num_queries):
    """Ten thousand of them, and none so much as asks the database for a person."""
    chance = random.Random(35)
    edges = [
        "",
        " ",
        "%",
        "%20",
        "\0",
        ".",
        "..",
        "null",
        "None",
        "0",
        "ﬀ",
        "\u0430" * 43,
        "*" * 100,
        "A" * 5000,
        "'--",
        "é.é.é",
    ]
    alphabet = string.ascii_letters + string.digits + "-_.:%"
    made_up = ["".join(chance.choices(alphabet, k=chance.randrange(1, 200))) for _ in range(2000)]
    altered = [_altered(chance.choice([reset_token, sign_up_token]), chance, alphabet) for _ in range(8000)]

    with django_assert_num_queries(0):
        for token in [*edges, *made_up, *altered]:
            with pytest.raises(LinkNotValid):
                read_link(token, *Purpose)


def _altered(token: str, chance: random.Random, alphabet: str) -> str:
    at = chance.randrange(len(token))
    other = chance.choice(alphabet.replace(token[at], ""))
    return chance.choice(
        [token[:at] + other + token[at + 1 :], token[:at] + token[at + 1 :], token[:at] + other + token[at:]]
    )

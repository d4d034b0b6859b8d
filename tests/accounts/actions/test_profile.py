import pytest

from servicedesk.accounts import actions
from servicedesk.accounts.links import LinkOver
from servicedesk.core.errors import Refused
from tests.accounts.letters import letter_to, token_to

MOVED = "moved@acme.example"
DETAILS = {"full_name": "Jordan Peck", "phone": "+358 9 123", "language": "de", "time_zone": "Europe/Helsinki"}


def test_details_are_changed_at_once_s58(member):
    actions.change_profile(member, **DETAILS)

    member.refresh_from_db()
    assert {name: getattr(member, name) for name in DETAILS} == DETAILS


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"full_name": " \n"}])
def test_details_that_cannot_be_are_refused(wrong, member):
    with pytest.raises(Refused):
        actions.change_profile(member, **DETAILS | wrong)


def test_a_new_address_counts_only_after_it_was_confirmed_and_the_old_one_is_told_s58(member):
    old = member.email
    actions.ask_for_address(member, address=MOVED)
    member.refresh_from_db()
    assert member.email == old

    token = token_to(MOVED)
    actions.change_address(token)

    member.refresh_from_db()
    assert member.email == MOVED
    assert letter_to(old).subject == "Your e-mail address was changed"
    with pytest.raises(LinkOver):
        actions.change_address(token)


def test_an_address_that_has_an_account_gets_no_link_a38(member, stranger):
    actions.ask_for_address(member, address=stranger.email)

    assert letter_to(stranger.email) is None


def test_an_address_that_was_taken_meanwhile_is_refused(member, stranger):
    actions.ask_for_address(member, address=MOVED)
    token = token_to(MOVED)
    stranger.email = MOVED
    stranger.save()

    with pytest.raises(Refused):
        actions.change_address(token)

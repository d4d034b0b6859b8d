import pytest
from django.core.exceptions import ValidationError

from servicedesk.accounts import actions
from servicedesk.accounts.links import LinkOver
from tests.accounts.letters import letter_to, token_to
from tests.cast import PASSWORD

NEXT = "another-password-2026"


def test_a_reset_sets_the_password_once_s59(member):
    actions.ask_for_reset(member.email, next="/")
    token = token_to(member.email)

    assert actions.reset_password(token, password=NEXT).check_password(NEXT)
    with pytest.raises(LinkOver):
        actions.reset_password(token, password="third-password-2026")


def test_a_weak_new_password_leaves_the_reset_link_unused_s27(member):
    actions.ask_for_reset(member.email, next="/")
    token = token_to(member.email)

    with pytest.raises(ValidationError):
        actions.reset_password(token, password=member.email)

    assert actions.reset_password(token, password=NEXT)


def test_a_change_asks_for_the_current_password_and_sends_a_notice_s57(member):
    with pytest.raises(ValidationError) as wrong:
        actions.change_password(member, current="wrong-password-2026", new=NEXT)
    assert list(wrong.value.message_dict) == ["current"]

    actions.change_password(member, current=PASSWORD, new=NEXT)

    member.refresh_from_db()
    assert member.check_password(NEXT)
    assert letter_to(member.email).subject == "Your password was changed"


def test_a_weak_new_password_is_named_at_its_own_field_s27(member):
    with pytest.raises(ValidationError) as weak:
        actions.change_password(member, current=PASSWORD, new="short")

    assert list(weak.value.message_dict) == ["new"]

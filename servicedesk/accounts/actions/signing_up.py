from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import get_language

from servicedesk.accounts.actions.mailing import queue_mail
from servicedesk.accounts.links import Purpose, read_link
from servicedesk.accounts.models import User
from servicedesk.accounts.passwords import check_new_password


def ask_for_sign_up(address: str, *, next: str) -> None:
    """Have a link sent. Whether there is an account is looked up when the mail leaves: work and answer are the same (S26)."""
    queue_mail("sign-up", address, args={"next": next})


def sign_up(token: str, *, full_name: str, password: str) -> User:
    """Make the account of a sign-up link or an invitation, or finish that of a person who only wrote a mail.

    Raises LinkNotValid, and ValidationError for a weak password, after which the link still works.
    """
    link = read_link(token, Purpose.SIGN_UP, Purpose.INVITATION)
    draft = link.user or User(email=link.address)
    draft.full_name = full_name
    check_new_password(password, draft)
    draft.set_password(password)
    with transaction.atomic():
        # Of two tries at once the second finds the person made, or signed up, by the first.
        User.objects.get_or_create(email=link.address, defaults={"password": make_password(None)})
        person = User.objects.select_for_update().get(email=link.address)
        read_link(token, Purpose.SIGN_UP, Purpose.INVITATION)
        person.full_name, person.password = draft.full_name, draft.password
        person.language = get_language() or person.language
        person.save(update_fields=["full_name", "password", "language"])
    return person

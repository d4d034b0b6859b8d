from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from servicedesk.accounts import actions
from servicedesk.accounts.links import LinkNotValid, LinkOver, Purpose, make_link
from servicedesk.accounts.models import Role, User
from tests.accounts.letters import token_to
from tests.cast import PASSWORD

NEW = "new@acme.example"


@pytest.fixture
def token(db) -> str:
    actions.ask_for_sign_up(NEW, next="/")
    return token_to(NEW)


def test_asking_for_a_link_makes_no_account_s22(token):
    assert not User.objects.filter(email=NEW).exists()


def test_name_and_password_make_a_customer_s24(token):
    person = actions.sign_up(token, full_name="Ann Lee", password=PASSWORD)

    person.refresh_from_db()
    assert (person.email, person.full_name, person.role) == (NEW, "Ann Lee", Role.CUSTOMER)
    assert person.check_password(PASSWORD)


def test_a_link_works_once_s25(token):
    actions.sign_up(token, full_name="Ann Lee", password=PASSWORD)

    with pytest.raises(LinkOver):
        actions.sign_up(token, full_name="Eve", password="another-password-2026")

    assert User.objects.get(email=NEW).full_name == "Ann Lee"


def test_a_weak_password_is_refused_and_leaves_the_link_unused_s27(token):
    for weak in ("short", "password12", "1234567890123", "new@acme.example"):
        with pytest.raises(ValidationError):
            actions.sign_up(token, full_name="Ann Lee", password=weak)

    assert actions.sign_up(token, full_name="Ann Lee", password=PASSWORD)


def test_somebody_who_only_wrote_a_mail_stays_the_same_person(customer, acme):
    actions.ask_for_sign_up(customer.email, next="/")

    person = actions.sign_up(token_to(customer.email), full_name="Jordan P. Peck", password=PASSWORD)

    assert person == customer
    assert person.memberships.get().organization == acme


def test_an_invited_person_signs_up_with_the_link_of_the_invitation(customer, agent):
    actions.invite(customer, by=agent)

    assert actions.sign_up(token_to(customer.email), full_name="Jordan", password=PASSWORD) == customer


def test_two_links_of_one_address_make_one_account(token):
    actions.ask_for_sign_up(NEW, next="/")
    second = token_to(NEW)
    actions.sign_up(token, full_name="Ann", password=PASSWORD)

    with pytest.raises(LinkOver):
        actions.sign_up(second, full_name="Eve", password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_one_uses_the_link_s25():
    token = make_link(Purpose.SIGN_UP, NEW, user=None).strip("/").split("/")[-1]

    def use(name: str) -> bool:
        try:
            actions.sign_up(token, full_name=name, password=PASSWORD)
        except LinkNotValid:
            return False
        finally:
            connection.close()
        return True

    names = ["Ann", "Ben", "Cem", "Dag"]
    with ThreadPoolExecutor(len(names)) as pool:
        done = list(pool.map(use, names))

    assert done.count(True) == 1
    assert User.objects.get(email=NEW).full_name == names[done.index(True)]

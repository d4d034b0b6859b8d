import pytest

from servicedesk.accounts import actions
from servicedesk.accounts.models import Role, User
from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import NotAllowed, Refused
from tests.cast import PASSWORD


def test_the_operator_makes_the_first_administrator(db):
    person = actions.create_administrator("Boss@Desk.example", PASSWORD)

    assert (person.email, person.role) == ("boss@desk.example", Role.ADMINISTRATOR)
    assert person.check_password(PASSWORD)
    assert AuditEntry.objects.get().by is None


def test_the_operator_can_make_a_customer_administrator(customer):
    assert actions.create_administrator(customer.email, PASSWORD) == customer
    customer.refresh_from_db()
    assert customer.is_administrator


@pytest.mark.parametrize(("email", "password"), [("nobody", PASSWORD), ("boss@desk.example", "short")])
def test_an_administrator_needs_an_address_and_a_strong_password(email, password, db):
    with pytest.raises(Refused):
        actions.create_administrator(email, password)

    assert not User.objects.exists()


def test_an_administrator_gives_a_role_and_it_is_recorded_s64(admin, customer):
    actions.set_role(customer, Role.AGENT, by=admin)

    customer.refresh_from_db()
    entry = AuditEntry.objects.get(verb="changed role")
    assert customer.role == Role.AGENT
    assert (entry.by, entry.details) == (admin, {"before": "customer", "after": "agent"})


def test_nobody_but_an_administrator_changes_accounts_a10(agent, customer):
    for change in (
        lambda: actions.set_role(agent, Role.ADMINISTRATOR, by=agent),
        lambda: actions.deactivate(customer, by=agent),
        lambda: actions.reactivate(customer, by=agent),
    ):
        with pytest.raises(NotAllowed):
            change()

    agent.refresh_from_db()
    assert agent.role == Role.AGENT


def test_the_role_of_the_system_is_given_to_nobody_and_taken_from_nobody(admin, customer):
    with pytest.raises(Refused):
        actions.set_role(customer, Role.SYSTEM, by=admin)
    with pytest.raises(Refused):
        actions.set_role(User.objects.system(), Role.ADMINISTRATOR, by=admin)
    with pytest.raises(Refused):
        actions.deactivate(User.objects.system(), by=admin)


def test_the_last_administrator_stays(admin):
    with pytest.raises(Refused):
        actions.set_role(admin, Role.CUSTOMER, by=admin)
    with pytest.raises(Refused):
        actions.deactivate(admin, by=admin)

    admin.refresh_from_db()
    assert admin.is_administrator
    assert admin.is_active


def test_switching_off_and_on_is_recorded_with_who_did_it_s64(admin, customer):
    actions.deactivate(customer, by=admin)
    customer.refresh_from_db()
    assert customer.deactivated_by == admin

    actions.reactivate(customer, by=admin)
    customer.refresh_from_db()
    assert customer.is_active
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == ["deactivated", "reactivated"]

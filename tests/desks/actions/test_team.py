"""Who is in the team, and who works on which desk: S63, S64."""

import pytest

from servicedesk.accounts.models import Role, User
from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import Refused
from servicedesk.desks import actions
from servicedesk.desks.access import leads, works_on
from servicedesk.desks.models import DeskRole
from servicedesk.outbox.models import OutgoingMail


def again(person: User) -> User:
    return User.objects.get(pk=person.pk)


def test_somebody_new_gets_the_role_and_a_mail_to_sign_up(admin, desk):
    person = actions.add_teammate("New@Desk.example", by=admin, name="Nina Ek")
    assert (person.email, person.full_name, again(person).role) == ("new@desk.example", "Nina Ek", Role.AGENT)
    assert OutgoingMail.objects.get().to_address == "new@desk.example"


def test_somebody_who_has_an_account_gets_no_mail(admin, customer):
    customer.set_password("a-password-of-their-own")
    customer.save()
    actions.add_teammate(customer.email, by=admin, role=Role.ADMINISTRATOR)
    assert again(customer).is_administrator
    assert not OutgoingMail.objects.exists()


def test_a_refused_role_makes_no_account(admin, desk):
    with pytest.raises(Refused):
        actions.add_teammate("new@desk.example", by=admin, role="system")
    assert not User.objects.filter(email="new@desk.example").exists()
    assert not OutgoingMail.objects.exists()


def test_an_agent_works_on_the_desks_they_are_put_on_s63(cast):
    actions.join_desk(cast.desk, cast.other_agent, by=cast.admin)
    assert works_on(again(cast.other_agent), cast.desk.pk)
    assert not leads(again(cast.other_agent), cast.desk.pk)
    actions.join_desk(cast.desk, cast.other_agent, by=cast.admin, role="lead")
    assert leads(again(cast.other_agent), cast.desk.pk)
    actions.leave_desk(cast.desk, cast.other_agent, by=cast.admin)
    assert not works_on(again(cast.other_agent), cast.desk.pk)
    assert works_on(again(cast.other_agent), cast.second_desk.pk)


def test_a_customer_is_put_on_no_desk_a10(cast):
    with pytest.raises(Refused, match="make Jordan Peck an agent first"):
        actions.join_desk(cast.desk, cast.customer, by=cast.admin)
    with pytest.raises(Refused):
        actions.join_desk(cast.desk, cast.agent, by=cast.admin, role="owner")
    assert not DeskRole.objects.filter(user=cast.customer).exists()


def test_whoever_leaves_the_team_leaves_its_desks_for_good_a13(cast):
    actions.change_role(cast.agent, Role.CUSTOMER, by=cast.admin)
    assert not works_on(again(cast.agent), cast.desk.pk)
    actions.change_role(cast.agent, Role.AGENT, by=cast.admin)
    assert not works_on(again(cast.agent), cast.desk.pk)


def test_several_desks_are_settled_at_once_or_not_at_all(cast):
    actions.place_on_desks(cast.agent, [(cast.desk, ""), (cast.second_desk, "lead")], by=cast.admin)
    assert list(DeskRole.objects.filter(user=cast.agent).values_list("desk__key", "role")) == [("RMA", "lead")]
    with pytest.raises(Refused):
        actions.place_on_desks(cast.agent, [(cast.second_desk, ""), (cast.desk, "owner")], by=cast.admin)
    assert list(DeskRole.objects.filter(user=cast.agent).values_list("desk__key", "role")) == [("RMA", "lead")]


def test_rights_given_and_taken_are_recorded_s64(cast):
    actions.join_desk(cast.desk, cast.other_agent, by=cast.admin)
    actions.join_desk(cast.desk, cast.other_agent, by=cast.admin)
    actions.leave_desk(cast.desk, cast.other_agent, by=cast.admin)
    actions.leave_desk(cast.desk, cast.other_agent, by=cast.admin)
    recorded = AuditEntry.objects.filter(by=cast.admin).order_by("id").values_list("verb", "details__email")
    assert list(recorded) == [("gave role", "other-agent@desk.example"), ("took role", "other-agent@desk.example")]

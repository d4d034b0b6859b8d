import pytest
from django.utils import timezone

from servicedesk.accounts import actions
from servicedesk.accounts.models import User
from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import NotAllowed, Refused
from tests.accounts.letters import link_to


def test_an_agent_finds_a_person_by_any_spelling_of_the_address_s4(agent, customer):
    assert actions.person_for(" Customer@ACME.example", by=agent) == customer


def test_an_unknown_caller_becomes_a_person_without_a_password_s4(agent):
    caller = actions.person_for("caller@port.example", name="Kim\nHolm", by=agent)

    assert (caller.full_name, caller.has_signed_up) == ("Kim Holm", False)
    assert AuditEntry.objects.get(verb="created", thing="user").by == agent


@pytest.mark.parametrize(
    "text",
    ["", "nobody", "a@b", "a b@c.example", "x" * 250 + "@c.example", "a@c.example\0", "system@servicedesk.invalid"],
)
def test_what_is_no_persons_address_is_refused(text, agent):
    User.objects.system()

    with pytest.raises(Refused):
        actions.person_for(text, by=agent)


def test_nothing_is_filed_for_a_person_who_was_switched_off(agent, customer):
    customer.deactivated_at = timezone.now()
    customer.save()

    with pytest.raises(Refused):
        actions.person_for(customer.email, by=agent)


def test_a_customer_makes_and_invites_nobody(customer, stranger):
    with pytest.raises(NotAllowed):
        actions.person_for("caller@port.example", by=customer)
    with pytest.raises(NotAllowed):
        actions.invite(stranger, by=customer)


def test_an_invitation_leads_to_the_last_step_of_signing_up(agent, customer):
    actions.invite(customer, by=agent)

    assert link_to(customer.email).startswith("/signup/")


def test_whoever_has_signed_up_is_invited_no_more(agent, member):
    with pytest.raises(Refused):
        actions.invite(member, by=agent)

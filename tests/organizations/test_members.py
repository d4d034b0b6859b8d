import pytest

from servicedesk.audit.models import AuditEntry
from servicedesk.core.errors import NotAllowed, Refused
from servicedesk.organizations.access import people_visible_to
from servicedesk.organizations.actions import add_member, create_organization, remove_member, rename_organization
from servicedesk.organizations.models import Membership, Organization


@pytest.mark.parametrize(
    ("who", "may"), [("agent", True), ("other_agent", True), ("admin", True), ("customer", False), ("stranger", False)]
)
def test_any_agent_puts_people_into_companies_and_takes_them_out_s53(cast, who, may):
    by = getattr(cast, who)
    if not may:
        with pytest.raises(NotAllowed):
            add_member(cast.acme, cast.stranger, by=by)
        with pytest.raises(NotAllowed):
            remove_member(cast.acme, cast.colleague, by=by)
        return
    add_member(cast.acme, cast.stranger, by=by)
    add_member(cast.acme, cast.stranger, by=by)
    assert Membership.objects.filter(user=cast.stranger).count() == 1
    remove_member(cast.acme, cast.stranger, by=by)
    assert not Membership.objects.filter(user=cast.stranger).exists()
    assert [entry.verb for entry in AuditEntry.objects.filter(by=by).order_by("id")] == [
        "added member",
        "removed member",
    ]


def test_someone_of_the_team_is_nobodys_colleague_s63(cast):
    with pytest.raises(Refused):
        add_member(cast.acme, cast.agent, by=cast.admin)
    Membership.objects.create(user=cast.agent, organization=cast.acme)
    assert cast.agent not in people_visible_to(cast.customer)


def test_a_customer_sees_themself_and_their_colleagues(cast):
    assert set(people_visible_to(cast.customer)) == {cast.customer, cast.colleague}
    assert set(people_visible_to(cast.stranger)) == {cast.stranger}


def test_two_companies_of_one_name_are_refused_with_a_reason(cast):
    with pytest.raises(Refused, match="name already"):
        create_organization(name=" Acme  Integrators ", by=cast.agent)
    other = create_organization(name="Nordlicht GmbH", by=cast.agent)
    with pytest.raises(Refused):
        rename_organization(other, name="Acme Integrators", by=cast.agent)
    with pytest.raises(Refused):
        create_organization(name=" \x00 ", by=cast.agent)
    assert Organization.objects.count() == 2

"""Filing for somebody who called or wrote: S4, S13, S40, S63."""

import pytest
from django.urls import reverse

from servicedesk.accounts.models import User
from servicedesk.organizations.models import Membership, Organization
from servicedesk.tickets.models import Draft, Ticket
from tests.cast import ANSWERS

FORM = "/agent/desks/technical-support/new/technical-support-request/"
SENT = ANSWERS | {"email": "customer@acme.example", "channel": "phone", "sharing": "company", "key": "k"}


def test_a_request_by_phone_gets_the_same_id_status_and_place_in_the_list_s4(cast, browse):
    answer = browse(cast.agent).post(FORM, SENT)
    assert answer.headers["Location"] == "/agent/tickets/MTS-1001/"
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.created_by, ticket.channel, ticket.organization) == (
        cast.customer,
        cast.agent,
        "phone",
        cast.acme,
    )
    assert "MTS-1001" in browse(cast.customer).get("/requests/").content.decode()
    assert ANSWERS["problem-summary"] in browse(cast.agent).get("/agent/tickets/").content.decode()


def test_somebody_unknown_becomes_a_person_who_can_finish_signing_up_s4(cast, browse):
    browse(cast.agent).post(FORM, SENT | {"email": "Caller@New.Example", "full_name": "Nia New"})
    caller = User.objects.get(email="caller@new.example")
    assert (caller.full_name, caller.role, caller.has_signed_up) == ("Nia New", "customer", False)
    assert Ticket.objects.get().requester == caller


def test_filing_twice_files_once_s40(cast, browse):
    client = browse(cast.agent)
    assert client.post(FORM, SENT).headers["Location"] == client.post(FORM, SENT).headers["Location"]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("companies", "sharing", "shared"), [(1, "company", True), (1, "nobody", False), (2, "company", False)]
)
def test_it_is_shared_with_the_one_company_unless_no_one_is_chosen_s54(cast, browse, companies, sharing, shared):
    for number in range(companies - 1):
        Membership.objects.create(
            user=cast.customer, organization=Organization.objects.create(name=f"Company {number}")
        )
    browse(cast.agent).post(FORM, SENT | {"sharing": sharing})
    assert (Ticket.objects.get().organization is not None) is shared


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"channel": "pigeon"}, "channel"),
        ({"product": ""}, "product"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_rest_stays(cast, browse, changed, field):
    answer = browse(cast.agent).post(FORM, SENT | changed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page and 'value="Harbour of Turku"' in page
    assert Ticket.objects.count() == 0


def test_a_person_who_is_switched_off_gets_no_new_tickets(cast, browse):
    User.objects.filter(pk=cast.customer.pk).update(deactivated_at="2026-01-01T00:00Z")
    answer = browse(cast.agent).post(FORM, SENT)
    assert answer.status_code == 400
    assert "switched off" in answer.content.decode()
    assert Ticket.objects.count() == 0


def test_an_unfinished_form_is_kept_s43(cast, browse):
    client = browse(cast.agent)
    client.post(FORM + "draft/", {"problem-summary": "On the phone", "email": "caller@new.example"})
    assert Draft.objects.get().person == cast.agent
    page = client.get(FORM).content.decode()
    assert 'value="On the phone"' in page and 'value="caller@new.example"' in page
    assert "On the phone" not in browse(cast.admin).get(FORM).content.decode()


def test_an_agent_chooses_among_the_forms_of_the_own_desks_s63(cast, browse):
    own, foreign = reverse("new_ticket", args=["returns", "return-hardware"]), FORM
    page = browse(cast.other_agent).get("/agent/new/").content.decode()
    assert own in page and foreign not in page
    assert f"{FORM}?email=a%40b.example" in browse(cast.agent).get("/agent/new/?email=a@b.example").content.decode()

"""People and companies: S53, S54, S55, S63, S64."""

import pytest
from django.urls import reverse

from servicedesk.accounts.models import User
from servicedesk.audit.models import AuditEntry
from servicedesk.core.tasks.models import Job
from servicedesk.organizations.models import Membership, Organization


def test_any_agent_puts_a_person_into_a_company_and_older_tickets_are_there_at_once_s53(cast, ticket, browse):
    session = browse(cast.stranger)
    assert session.get("/requests/MTS-1001/").status_code == 404
    answer = browse(cast.other_agent).post(_companies_of(cast.stranger), {"name": "acme integrators"})
    assert answer.headers["Location"] == reverse("person", args=[cast.stranger.pk])
    assert session.get("/requests/MTS-1001/").status_code == 200
    assert AuditEntry.objects.get(verb="added member").by == cast.other_agent


def test_taking_a_person_out_ends_access_to_the_companys_tickets_but_not_to_their_own_s53_s55(cast, ticket, browse):
    assert browse(cast.colleague).get("/requests/MTS-1001/").status_code == 200
    for person in (cast.colleague, cast.customer):
        browse(cast.agent).post(reverse("person_remove_company", args=[person.pk, cast.acme.pk]))
    assert browse(cast.colleague).get("/requests/MTS-1001/").status_code == 404
    assert browse(cast.customer).get("/requests/MTS-1001/").status_code == 200
    assert AuditEntry.objects.filter(verb="removed member").count() == 2


def test_it_is_done_from_the_ticket_and_leads_back_there_s53(cast, ticket, browse):
    page = browse(cast.agent).get("/agent/tickets/MTS-1001/").content.decode()
    assert f'action="{_companies_of(cast.customer)}"' in page
    removal = reverse("person_remove_company", args=[cast.customer.pk, cast.acme.pk])
    assert f'action="{removal}"' in page
    for address, sent in ((removal, {}), (_companies_of(cast.customer), {"name": "Acme Integrators"})):
        answer = browse(cast.agent).post(address, sent | {"next": "/agent/tickets/MTS-1001/"})
        assert answer.headers["Location"] == "/agent/tickets/MTS-1001/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/agent/", "/agent/../login/\\evil", "/console/"]
)
def test_nobody_is_led_out_of_the_workspace_a66(cast, browse, elsewhere):
    removal = reverse("person_remove_company", args=[cast.customer.pk, cast.acme.pk])
    location = browse(cast.agent).post(removal, {"next": elsewhere}).headers["Location"]
    assert location.startswith("/agent/") and "evil" not in location


def test_a_name_that_no_company_has_offers_those_that_come_near_and_a_new_one_s54(cast, browse):
    client, address = browse(cast.agent), _companies_of(cast.stranger)
    page = client.post(address, {"name": "Acme"}).content.decode()
    assert f'name="organization" value="{cast.acme.pk}"' in page and "Create “Acme”" in page
    client.post(address, {"name": "Acme", "organization": cast.acme.pk})
    client.post(address, {"name": "Adria Secure", "create": "yes"})
    names = Membership.objects.filter(user=cast.stranger).values_list("organization__name", flat=True)
    assert set(names) == {"Acme Integrators", "Adria Secure"}


def test_no_name_at_all_is_refused_at_the_field(cast, browse):
    answer = browse(cast.agent).post(_companies_of(cast.stranger), {"name": " "})
    assert answer.status_code == 400
    assert "id_name_error" in answer.content.decode()


def test_someone_of_the_team_never_becomes_a_customers_colleague_s63(cast, browse):
    page = browse(cast.agent).post(_companies_of(cast.other_agent), {"name": "Acme Integrators"}, follow=True)
    assert "cannot be a customer" in page.content.decode()
    assert not cast.other_agent.memberships.exists()


def test_people_are_found_by_name_and_address(cast, browse):
    client = browse(cast.agent)
    for query in ("brandt", "COLLEAGUE@"):
        page = client.get("/agent/people/", {"q": query}).content.decode()
        assert "Lea Brandt" in page and "Ivo Maric" not in page
    assert "Nobody found" in client.get("/agent/people/", {"q": "%"}).content.decode()


def test_a_persons_page_shows_companies_and_the_tickets_of_ones_own_desks_only_a4(cast, ticket, browse):
    address = reverse("person", args=[cast.customer.pk])
    assert "MTS-1001" in browse(cast.agent).get(address).content.decode()
    page = browse(cast.other_agent).get(address).content.decode()
    assert "Acme Integrators" in page and "MTS-1001" not in page


def test_whoever_has_not_signed_up_is_invited_and_nobody_else(cast, browse):
    client = browse(cast.agent)
    before = Job.objects.count()
    client.post(reverse("invite_person", args=[cast.stranger.pk]))
    assert Job.objects.count() == before + 1
    signed_up = User.objects.create(email="has@password.example", password="x" * 20)
    page = client.post(reverse("invite_person", args=[signed_up.pk]), follow=True).content.decode()
    assert "has signed up already" in page
    assert Job.objects.count() == before + 1


def test_companies_are_made_renamed_and_found_s54(cast, browse):
    client = browse(cast.agent)
    made = client.post("/agent/companies/new/", {"name": "  Adria   Secure "}, follow=True)
    adria = Organization.objects.get(name="Adria Secure")
    assert "Adria Secure was created." in made.content.decode()
    client.post(reverse("rename_organization", args=[adria.pk]), {"name": "Adria Security"})
    page = client.get("/agent/companies/", {"q": "adria sec"}).content.decode()
    assert "Adria Security" in page and "Acme" not in page


@pytest.mark.parametrize("address", ["/agent/companies/new/", "rename"])
def test_two_companies_cannot_have_one_name(cast, browse, address):
    other = Organization.objects.create(name="Other")
    path = reverse("rename_organization", args=[other.pk]) if address == "rename" else address
    answer = browse(cast.agent).post(path, {"name": "Acme Integrators"})
    assert answer.status_code == 400
    assert "with this name already" in answer.content.decode() and 'value="Acme Integrators"' in answer.content.decode()


def test_a_companys_page_adds_and_removes_members_s53(cast, ticket, browse):
    client, page = browse(cast.agent), reverse("organization", args=[cast.acme.pk])
    for email, name in ((cast.stranger.email, ""), ("nia@new.example", "Nia New")):
        assert (
            client.post(
                reverse("organization_add_member", args=[cast.acme.pk]), {"email": email, "full_name": name}
            ).status_code
            == 302
        )
    shown = client.get(page).content.decode()
    assert "Ivo Maric" in shown and "Nia New" in shown and "MTS-1001" in shown
    client.post(reverse("organization_remove_member", args=[cast.acme.pk, cast.stranger.pk]))
    assert "Ivo Maric" not in client.get(page).content.decode().split("<aside")[1]
    refused = client.post(reverse("organization_add_member", args=[cast.acme.pk]), {"email": cast.other_agent.email})
    assert refused.status_code == 400
    assert "member_email_error" in refused.content.decode()


def _companies_of(person: User) -> str:
    return reverse("person_add_company", args=[person.pk])

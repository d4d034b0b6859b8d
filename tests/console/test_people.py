"""The team and the companies: S53, S54, S63, S64."""

from servicedesk.accounts.models import User
from servicedesk.desks.models import DeskRole
from servicedesk.organizations.models import Membership, Organization
from servicedesk.outbox.models import OutgoingMail
from tests.console.reading import form_of


def test_somebody_new_is_added_to_the_team_and_invited_s63(console):
    sent = {"email": "new@desk.example", "name": "Nina Ek", "role": "agent"}
    person_page = console.post("/console/team/add/", sent).headers["Location"]
    person = User.objects.get(email="new@desk.example")
    assert (person.role, person.full_name) == ("agent", "Nina Ek")
    assert OutgoingMail.objects.filter(to_address="new@desk.example").count() == 1
    assert "has not finished signing up" in console.get(person_page).content.decode()


def test_only_roles_of_the_team_are_given_there_a11(console):
    for role in ("system", "customer", "root"):
        answer = console.post("/console/team/add/", {"email": "new@desk.example", "role": role, "is_staff": "1"})
        assert answer.status_code == 200
        assert 'value="new@desk.example"' in answer.content.decode()
    assert not User.objects.filter(email="new@desk.example").exists()


def test_the_team_lists_people_with_their_desks_and_no_customer(console, cast):
    page = console.get("/console/team/").content.decode()
    for shown in ("Sara Niemi", "Tom Virta", "Aino Koski", "Technical Support (Lead)", "Returns (Agent)"):
        assert shown in page
    assert "Jordan Peck" not in page


def test_desks_of_a_person_are_chosen_on_their_page_s63(console, cast):
    page = f"/console/team/{cast.agent.pk}/"
    sent = {f"desk-{cast.desk.pk}": "", f"desk-{cast.second_desk.pk}": "lead"}
    assert console.post(page + "desks/", sent).status_code == 302
    assert list(DeskRole.objects.filter(user=cast.agent).values_list("desk__key", "role")) == [("RMA", "lead")]
    assert console.post(page + "desks/", sent | {f"desk-{cast.desk.pk}": "owner"}).status_code == 200


def test_a_role_is_changed_and_the_last_administrator_stays(console, cast):
    console.post(f"/console/team/{cast.agent.pk}/role/", {"role": "customer"})
    assert User.objects.get(pk=cast.agent.pk).role == "customer"
    answer = console.post(f"/console/team/{cast.admin.pk}/role/", {"role": "customer"})
    assert "There must be an administrator" in answer.content.decode()
    assert User.objects.get(pk=cast.admin.pk).is_administrator


def test_the_products_own_account_has_no_page(console, db):
    system = User.objects.system()
    assert console.get(f"/console/team/{system.pk}/").status_code == 404


def test_a_company_is_added_renamed_and_filled_s54(console, cast):
    where = console.post("/console/companies/add/", {"name": "Nordlicht GmbH"}).headers["Location"]
    company = Organization.objects.get(name="Nordlicht GmbH")
    console.post(where + "rename/", {"name": "Nordlicht AG"})
    console.post(where + "members/add/", {"email": "stranger@elsewhere.example"})
    console.post(where + f"members/{cast.stranger.pk}/", {"role": "owner", "sees": "own"})
    company.refresh_from_db()
    assert company.name == "Nordlicht AG"
    membership = Membership.objects.get(organization=company)
    assert (membership.user, membership.role, membership.sees) == (cast.stranger, "owner", "own")
    console.post(where + f"members/{cast.stranger.pk}/remove/")
    assert not Membership.objects.filter(organization=company).exists()


def test_what_cannot_be_is_said_with_what_was_typed(console, cast):
    company = f"/console/companies/{cast.acme.pk}/"
    for path, sent, said in [
        ("/console/companies/add/", {"name": "Acme Integrators"}, "with this name already"),
        ("/console/companies/add/", {"name": ""}, "required"),
        (company + "rename/", {"name": ""}, "required"),
        (company + "members/add/", {"email": "nobody@nowhere.example"}, "Nobody here has this address"),
        (company + "members/add/", {"email": "agent@desk.example"}, "cannot be a customer"),
    ]:
        answer = console.post(path, sent)
        assert answer.status_code == 200, path
        assert said in answer.content.decode(), path
        assert next(iter(sent.values())) in answer.content.decode()


def test_a_strange_role_in_a_company_is_refused_a11(console, cast):
    path = f"/console/companies/{cast.acme.pk}/members/{cast.customer.pk}/"
    answer = console.post(path, {"role": "administrator", "sees": "all"}, follow=True)
    assert "Please choose from the lists" in answer.content.decode()
    assert Membership.objects.get(user=cast.customer).role == "member"


def test_companies_are_found_by_a_part_of_their_name(console, cast):
    Organization.objects.create(name="Nordlicht GmbH")
    page = console.get("/console/companies/?q=nord").content.decode()
    assert "Nordlicht GmbH" in page
    assert "Acme Integrators" not in page


def test_a_page_address_of_another_list_is_refused_a68(console, cast):
    assert console.get("/console/companies/?page=nonsense").status_code == 400
    assert console.get("/console/audit/?page=nonsense").status_code == 400


def test_saving_a_persons_desks_as_they_are_changes_nothing(console, cast):
    page = console.get(f"/console/team/{cast.agent.pk}/").content
    assert form_of(page, "desks")[f"desk-{cast.desk.pk}"] == "lead"

"""One's own details and sessions. S7, S56, S58; A10, A40."""

import pytest
from django.test import Client
from django.utils import timezone

from servicedesk.accounts import actions
from servicedesk.accounts.models import Role
from tests.accounts.letters import link_to
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

DETAILS = {"full_name": "Jordan P. Peck", "phone": "+358 9 123", "language": "de", "time_zone": "Europe/Helsinki"}


@pytest.fixture
def here(member) -> Client:
    return _logged_in(member, "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0")


@pytest.fixture
def there(member) -> Client:
    return _logged_in(
        member, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
    )


def test_the_menu_of_the_profile_icon_leads_to_profile_password_and_log_out_s56(here):
    page = here.get("/profile/").content.decode()
    menu = page[page.index("Profile of") : page.index("</details>", page.index("Profile of"))]

    for target in ('href="/profile/"', 'href="/profile/password/"', 'href="/profile/sessions/"', 'action="/logout/"'):
        assert target in menu


def test_details_are_saved_and_count_at_once_s58(here, member):
    answer = here.post("/profile/", {**DETAILS, "email": member.email}, follow=True)

    member.refresh_from_db()
    assert {name: getattr(member, name) for name in DETAILS} == DETAILS
    assert '<html lang="de">' in answer.content.decode()


def test_a_new_address_counts_after_its_link_was_confirmed_s58(here, member):
    page = here.post(
        "/profile/", {**DETAILS, "language": "en", "email": "Moved@acme.example"}, follow=True
    ).content.decode()
    assert "A link was sent to moved@acme.example." in page
    member.refresh_from_db()
    assert member.email == "customer@acme.example"

    link = link_to("moved@acme.example")
    elsewhere = Client()
    assert elsewhere.get(link).headers["Referrer-Policy"] == "no-referrer"
    member.refresh_from_db()
    assert member.email == "customer@acme.example"

    elsewhere.post(link)
    member.refresh_from_db()
    assert member.email == "moved@acme.example"
    assert here.get("/profile/").status_code == 200
    assert elsewhere.post(link).status_code == 410


def test_an_address_that_was_taken_meanwhile_is_refused_with_the_reason(here, member, stranger):
    here.post("/profile/", {**DETAILS, "email": "moved@acme.example"})
    link = link_to("moved@acme.example")
    stranger.email = "moved@acme.example"
    stranger.save()

    answer = Client().post(link)

    assert answer.status_code == 409
    assert "There is another account with this address." in answer.content.decode()


def test_the_answer_to_a_new_address_tells_nothing_about_other_accounts_a38(here, stranger):
    pages = []
    for address in (stranger.email, "nobody@elsewhere.example"):
        page = here.post("/profile/", {**DETAILS, "language": "en", "email": address}, follow=True).content.decode()
        pages.append(page[page.index("A link was sent") : page.index("until then")].replace(address, ""))

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": ""},
        {"full_name": "x" * 151},
        {"language": "xx"},
        {"time_zone": "Mars/Olympus"},
        {"email": "nobody"},
        {"phone": "1" * 41},
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(wrong, here, member):
    answer = here.post("/profile/", {**DETAILS, "email": member.email, **wrong})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'id="id_{next(iter(wrong))}_error"' in page
    assert "Europe/Helsinki" in page
    member.refresh_from_db()
    assert member.full_name == "Jordan Peck"


def test_no_other_field_of_a_person_can_be_sent_along_a10_a11(here, member):
    here.post(
        "/profile/",
        {**DETAILS, "email": member.email, "role": "administrator", "deactivated_at": "2026-01-01", "password": "x"},
    )

    member.refresh_from_db()
    assert member.role == Role.CUSTOMER
    assert member.check_password(PASSWORD)


def test_the_list_shows_each_device_and_which_is_this_one(here, there):
    page = here.get("/profile/sessions/").content.decode()

    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert page.count("This device") == 1
    assert page.count("End this session") == 1


def test_a_session_ended_from_elsewhere_is_over_at_its_next_request_a40(here, there):
    page = here.get("/profile/sessions/").content.decode()
    path = page.split('action="/profile/sessions/')[1].split('"')[0]

    here.post(f"/profile/sessions/{path}")

    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200


def test_all_other_sessions_end_at_once_a40(here, there):
    here.post("/profile/sessions/others/end/")

    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200


def test_nobody_ends_the_session_of_another_person_a1(here, member, stranger):
    other = _logged_in(_with_password(stranger), "Firefox/140")
    page = here.get("/profile/sessions/").content.decode()
    assert "Firefox on Linux" in page

    for number in range(1, 20):
        other.post(f"/profile/sessions/{number}/end/")

    assert here.get("/profile/").status_code == 200


def test_a_deactivated_person_is_out_at_the_next_request_a13_a40(here, member, admin):
    actions.deactivate(member, by=admin)

    assert here.get("/profile/").status_code == 302


def test_a_deactivated_person_is_out_even_if_the_session_lives_on_a40(here, member):
    member.deactivated_at = timezone.now()
    member.save()

    assert here.get("/profile/").status_code == 302


def test_a_new_role_begins_with_a_new_log_in_a39(here, member, admin):
    actions.set_role(member, Role.AGENT, by=admin)

    assert here.get("/profile/").status_code == 302


def _logged_in(person, browser: str) -> Client:
    client = Client(HTTP_USER_AGENT=browser)
    assert client.post("/login/", {"email": person.email, "password": PASSWORD}).status_code == 302
    return client


def _with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person

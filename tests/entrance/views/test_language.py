import pytest

pytestmark = pytest.mark.django_db


def test_a_visitor_chooses_a_language_for_the_browser_s61(client):
    answer = client.post("/language/", {"language": "de", "next": "/login/?next=/requests/"})

    assert answer.headers["Location"] == "/login/?next=/requests/"
    assert '<html lang="de">' in client.get("/login/").content.decode()


def test_a_person_chooses_it_for_every_browser_s58_s61(client, browse, customer):
    browse(customer).post("/language/", {"language": "de"})

    customer.refresh_from_db()
    assert customer.language == "de"
    assert '<html lang="de">' in browse(customer).get("/profile/").content.decode()


@pytest.mark.parametrize("language", ["", "xx", "../de", "de\0", "d" * 1000])
def test_a_language_that_is_not_offered_changes_nothing(language, browse, customer):
    client = browse(customer)

    assert client.post("/language/", {"language": language}).status_code in (302, 400)

    assert "language" not in client.cookies
    customer.refresh_from_db()
    assert customer.language == "en"


def test_the_address_takes_no_page_view(client):
    assert client.get("/language/").status_code == 405

import pytest

from servicedesk.core.tasks.inline import run_due_jobs
from servicedesk.search import find
from servicedesk.search.find import find_by_reference, search
from servicedesk.search.words import words
from servicedesk.tickets import actions
from tests.cast import file_request


@pytest.fixture
def indexed(ticket):
    run_due_jobs()
    return ticket


@pytest.mark.parametrize("text", ["cameras", "CAMERA", "midn", "black midnight", "MTS-1001", "vms-2291", "turku"])
def test_a_request_is_found_by_the_beginnings_of_its_words(cast, indexed, text):
    assert list(search(cast.customer, text)) == [indexed]


@pytest.mark.parametrize(
    "text", ["", " ", "%", "'", '"', "camera zebra", "\0", "*", "AND", "NOT", "(", "')--", "camera OR zebra"]
)
def test_nothing_is_found_by_what_is_not_there(cast, indexed, text):
    assert not search(cast.customer, text).exists()


def test_umlauts_and_sharp_s_are_found_either_way(cast, request_type):
    german = file_request(request_type, cast.customer, problem_summary="Straße: Überwachung fällt aus")
    run_due_jobs()
    for text in ("strasse", "STRAẞE", "uberwachung", "Überwach"):
        assert list(search(cast.customer, text)) == [german], text


@pytest.mark.parametrize("many", [False, True])
def test_search_finds_only_what_one_sees_a4_a5_s52(cast, indexed, monkeypatch, many):
    if many:
        monkeypatch.setattr(find, "FEW", 0)
    found = {
        name: search(getattr(cast, name), "cameras").exists()
        for name in ("customer", "colleague", "stranger", "agent", "other_agent", "admin")
    }
    assert found == {
        "customer": True,
        "colleague": True,
        "stranger": False,
        "agent": True,
        "other_agent": False,
        "admin": True,
    }


def test_a_note_is_not_found_by_anyone_who_may_not_read_it_a17(cast, indexed):
    actions.note(indexed, by=cast.agent, body="canaryword")
    run_due_jobs()
    assert not search(cast.customer, "canaryword").exists()


def test_a_corrected_title_is_found_and_the_old_one_is_not(cast, indexed):
    actions.change_fields(indexed, by=cast.agent, title="Recorder restarts", answers=[])
    run_due_jobs()
    assert search(cast.customer, "restarts").exists()
    assert not search(cast.customer, "midnight").exists()


@pytest.mark.parametrize("text", ["MTS-1001", "mts-1001", "mts 1001", "MTS1001", " MTS–1001 "])
def test_an_id_as_people_say_it_opens_the_request_s13(cast, ticket, text):
    assert find_by_reference(cast.customer, text) == ticket
    assert find_by_reference(cast.stranger, text) is None


def test_words_are_folded_alike_on_every_database():
    assert words("Größe, ÉCRAN & naïve_X 4K") == ["grosse", "ecran", "naive", "x", "4k"]

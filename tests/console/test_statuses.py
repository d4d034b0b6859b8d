from servicedesk.audit.models import AuditEntry
from servicedesk.desks.models import Status
from tests.console.reading import form_of

STATUSES = "/console/desks/at/technical-support/statuses/"


def test_a_status_is_added_with_the_customers_words_in_both_languages_s48_s61(console):
    sent = form_of(console.get(STATUSES + "add/").content)
    sent["name_en"], sent["customer_name_en"], sent["customer_name_de"], sent["category"] = (
        "At the vendor",
        "On hold",
        "Ruht",
        "hold",
    )
    assert console.post(STATUSES + "add/", sent).headers["Location"] == STATUSES
    made = Status.objects.get(slug="at-the-vendor")
    assert (made.category, made.customer_name) == ("hold", {"en": "On hold", "de": "Ruht"})
    assert "At the vendor" in console.get(STATUSES).content.decode()


def test_saving_as_it_is_changes_nothing(console, desk):
    for status in desk.statuses.all():
        path = f"{STATUSES}at/{status.slug}/"
        assert console.post(path, form_of(console.get(path).content)).status_code == 302
    assert not AuditEntry.objects.exclude(by=None).exists()


def test_a_missing_english_word_is_said_and_the_german_one_kept(console):
    path = STATUSES + "at/new/"
    sent = form_of(console.get(path).content)
    sent["customer_name_en"], sent["customer_name_de"] = "", "Ganz neu"
    answer = console.post(path, sent)
    assert "English text" in answer.content.decode()
    assert form_of(answer.content)["customer_name_de"] == "Ganz neu"


def test_the_last_status_of_a_meaning_is_not_retired(console):
    answer = console.post(STATUSES + "at/new/retire/", follow=True)
    assert "only status that means" in answer.content.decode()
    assert Status.objects.get(slug="new").retired_at is None


def test_statuses_are_ordered_retired_and_brought_back(console, desk):
    console.post(STATUSES + "at/in-progress/move/", {"to": "up"})
    console.post(STATUSES + "at/waiting-for-us/retire/")
    offered = list(desk.statuses.filter(retired_at=None).values_list("slug", flat=True))
    assert offered[:2] == ["new", "in-progress"]
    console.post(STATUSES + "at/waiting-for-us/restore/")
    assert desk.statuses.filter(retired_at=None).count() == 7


def test_what_a_status_means_stays(console):
    path = STATUSES + "at/in-progress/"
    sent = form_of(console.get(path).content)
    sent["category"] = "closed"
    console.post(path, sent)
    assert Status.objects.get(slug="in-progress").category == "open"

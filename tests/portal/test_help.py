"""The built-in manual: a page per task, open to everybody, in the words that stand on screen (S61, S62)."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from django.urls import reverse

import servicedesk
from servicedesk.desks import defaults
from servicedesk.portal.help.manual import FOLDER, PAGES, manual_in

LANGUAGES = ("en", "de")
PACKAGE = Path(servicedesk.__file__).parent


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_both_languages_s61(language):
    assert {file.stem for file in (FOLDER / language).glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_a_summary_and_steps_s62(language):
    for page in manual_in(language):
        assert page.title and not page.title.startswith("#")
        assert page.summary.endswith(".") and not set(page.summary) & set("*[]")
        assert "<ol>" in page.html


@pytest.mark.parametrize("slug", PAGES)
def test_every_label_in_bold_stands_on_screen_s62(slug):
    assert set(labels(slug, "en")) <= words_on_screen()


@pytest.mark.parametrize("manual", ["customers", "agents", "administrators"])
def test_every_label_in_bold_in_the_teams_manuals_stands_on_screen(manual):
    bold = re.findall(r"\*\*(.+?)\*\*", (PACKAGE.parent / "docs" / f"{manual}.md").read_text("utf-8"))
    assert set(bold) - {"bold"} <= words_on_screen()


@pytest.mark.parametrize("slug", PAGES)
def test_the_german_page_names_the_same_labels_in_german_s61(slug):
    english, german = labels(slug, "en"), labels(slug, "de")
    assert len(english) == len(german)
    for label, in_german in zip(english, german, strict=True):
        assert in_german == german_words()[label]


def test_a_label_has_one_german_name_throughout_s61():
    pairs = {pair for slug in PAGES for pair in zip(labels(slug, "en"), labels(slug, "de"), strict=True)}
    assert len(pairs) == len({label for label, _in_german in pairs})


def test_the_request_page_goes_through_the_form_in_its_order_s33_s39():
    questions = [field["label"]["en"] for field in defaults.FIELDS]
    assert [label for label in labels("new-request", "en") if label in questions] == questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_between_pages_lead_to_pages(language):
    for page in manual_in(language):
        assert set(re.findall(r'href="\.\./([^/"]*)/"', page.html)) <= set(PAGES)


@pytest.mark.parametrize("language", [None, "fr", "xx-yy", "../de"])
def test_a_language_without_a_manual_reads_english_s61(language):
    assert manual_in(language) == manual_in("en")


def test_a_regional_language_reads_its_main_one_s61():
    assert manual_in("de-at") == manual_in("de")


def test_the_list_leads_to_every_page_s62(browse, db):
    shown = browse().get(reverse("help")).content.decode()
    for page in manual_in("en"):
        assert f'href="{reverse("help_page", args=[page.slug])}"' in shown
        assert page.title in shown


@pytest.mark.parametrize("slug", PAGES)
def test_everybody_may_read_every_page_s62(browse, db, slug):
    answer = browse().get(reverse("help_page", args=[slug]))
    assert answer.status_code == 200
    assert manual_in("en")[list(PAGES).index(slug)].html in answer.content.decode()


def test_a_page_comes_in_the_language_of_its_reader_s61(browse, db):
    shown = browse().get(reverse("help_page", args=["log-out"]), headers={"accept-language": "de"}).content.decode()
    assert "<strong>Abmelden</strong>" in shown


def test_a_page_leads_to_the_one_before_and_the_one_after(browse, db):
    shown = browse().get(reverse("help_page", args=["forgot-password"])).content.decode()
    assert f'rel="prev" href="{reverse("help_page", args=["create-account"])}"' in shown
    assert f'rel="next" href="{reverse("help_page", args=["new-request"])}"' in shown


def test_a_page_that_the_manual_does_not_have_is_a_404(browse, db):
    assert browse().get(reverse("help_page", args=["no-such-page"])).status_code == 404


def test_the_manual_can_only_be_read(browse, db):
    assert browse().post(reverse("help")).status_code == 405
    assert browse().post(reverse("help_page", args=["log-out"])).status_code == 405


def labels(slug: str, language: str) -> list[str]:
    return re.findall(r"\*\*(.+?)\*\*", (FOLDER / language / f"{slug}.md").read_text("utf-8"))


@cache
def words_on_screen() -> set[str]:
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
    found = extract_from_dir(PACKAGE, methods, options_map={"**/templates/**": {"trimmed": "true"}})
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)} | set(data())


@cache
def german_words() -> dict[str, str]:
    """The German words of the catalogue and of the set-up, by the English ones."""
    words = {}
    for file in PACKAGE.glob("locale/de/**/django.po"):
        with file.open("rb") as catalogue:
            words |= {str(message.id): str(message.string) for message in read_po(catalogue) if message.string}
    return words | data()


@cache
def data() -> dict[str, str]:
    """The German words of what a fresh installation begins with, by the English ones."""
    labels_of_fields = [field["label"] for field in defaults.FIELDS]
    wordings = [wording for *_status, wording in defaults.STATUSES]
    texts = [defaults.REQUEST_TYPE["name"], *labels_of_fields, *wordings]
    return {text["en"]: text["de"] for text in texts}

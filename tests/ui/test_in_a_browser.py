"""The elements at work, in the system's Chromium behind the product's content security policy."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.ui.preview import HERE

PAGES = sorted([*(file.stem for file in HERE.glob("samples/*.html")), "error"])
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = {"phone": {"width": 360, "height": 780}, "desktop": {"width": 1440, "height": 900}}


@pytest.mark.parametrize(("width", "scheme"), [("phone", "light"), ("desktop", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_s1(visit, name, width, scheme):
    page = visit(name, viewport=WIDTHS[width], color_scheme=scheme, bypass_csp=True)  # axe brings a script of its own
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]["width"]


@pytest.mark.parametrize("name", ["form", "request", "login", "home"])
def test_a_customers_page_shows_its_controls_without_javascript(visit, name):
    page = visit(name, java_script_enabled=False)
    expect(page.locator("main h1")).to_be_visible()
    if name == "form":
        expect(page.locator("select[name=country]")).to_be_visible()
        expect(page.locator("input[type=file]")).to_be_visible()
        expect(page.get_by_label("Remove recorder")).to_be_visible()


def test_on_a_phone_the_facts_fold_and_beside_the_conversation_they_stand_open(visit):
    expect(visit("request").get_by_text("Harbour of Turku")).to_be_visible()
    phone = visit("request", viewport=WIDTHS["phone"])
    expect(phone.get_by_text("Harbour of Turku")).to_be_hidden()
    phone.locator("summary", has_text="Facts").click()
    expect(phone.get_by_text("Harbour of Turku")).to_be_visible()


def test_after_a_refused_form_the_summary_has_the_focus_and_leads_to_the_field(visit):
    page = visit("form")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("Problem summary")).click()
    expect(page.get_by_label("Problem summary")).to_be_focused()


def test_a_long_choice_is_searched_by_typing_s33(visit):
    page = visit("form")
    country = page.get_by_role("combobox", name="Customer Country")
    country.fill("aus")
    country.press("Enter")
    expect(country).to_have_value("Austria")
    assert page.evaluate("new FormData(document.querySelector('main form')).get('country')") == "Austria"
    country.fill("zzz")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    country.press("Escape")
    expect(country).to_have_value("Austria")


def test_a_long_choice_is_walked_with_the_arrows(visit):
    page = visit("form")
    country = page.get_by_role("combobox", name="Customer Country")
    country.press("ArrowDown")
    country.press("ArrowDown")
    expect(country).to_have_attribute("aria-activedescendant", re.compile("search-select"))
    country.press("Enter")
    expect(country).to_have_value("France")


def test_a_field_appears_only_when_its_condition_is_met(visit):
    page = visit("form")
    expect(page.get_by_label("Expired on")).to_be_hidden()
    page.get_by_label("SMA status").select_option("expired")
    expect(page.get_by_label("Expired on")).to_be_visible()


def test_a_chosen_file_goes_up_alone_and_leaves_its_id_in_the_form_s42(visit):
    page = visit("form")
    page.locator("input[type=file]").set_input_files(
        {"name": "shot.png", "mimeType": "image/png", "buffer": b"x" * 2000}
    )
    expect(page.locator("input[name=uploads]")).to_have_count(2)
    page.get_by_role("button", name="Remove: shot.png").click()
    expect(page.locator("input[name=uploads]")).to_have_count(1)
    expect(page.locator("#live-region")).to_have_text("shot.png: attached")


def test_a_refused_file_says_why_at_the_file(visit):
    page = visit("form")
    page.locator("input[type=file]").set_input_files(
        {"name": "refused.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    )
    expect(page.locator(".upload-item.is-refused")).to_contain_text("Programs are not accepted.")
    expect(page.locator("input[name=uploads]")).to_have_count(1)


def test_a_pasted_screenshot_is_attached_s42(visit):
    page = visit("form")
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["x"], "pasted.png", { type: "image/png" }));
        document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    expect(page.get_by_text("pasted.png")).to_be_visible()


def test_what_is_typed_is_saved_and_says_so_s43(visit):
    page = visit("form")
    page.get_by_label("Problem summary").fill("Another summary")
    with page.expect_request("**/draft/") as saved:
        expect(page.locator("[data-draft-state]")).to_have_text("Saved 10:42")
    assert "summary=Another+summary" in saved.value.post_data
    assert "csrfmiddlewaretoken" not in saved.value.post_data


def test_a_double_click_sends_once_and_keeps_the_pressed_button_s40(visit):
    page = visit("request")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.get_by_label("Your answer").fill("The log is attached.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").dblclick()
    assert ["then=wait" in request.post_data for request in sent] == [True]


def test_news_come_by_themselves_and_are_announced(visit):
    page = visit("ticket")
    expect(page.locator("#fresh")).to_have_text("A new message")
    expect(page.locator("#live-region")).to_have_text("A new message has come")


def test_news_leave_a_half_typed_answer_and_its_focus_alone(visit):
    page = visit("ticket")
    answer = page.get_by_label("Your answer")
    answer.fill("Half typed")
    expect(page.locator("#fresh")).to_be_visible()
    expect(answer).to_have_value("Half typed")
    expect(answer).to_be_focused()


def test_the_toolbar_and_the_keyboard_format_the_chosen_words(visit):
    page = visit("request")
    area = page.get_by_label("Your answer")
    area.fill("words")
    area.select_text()
    area.press("Control+b")
    expect(area).to_have_value("**words**")
    page.get_by_role("button", name="Italic").click()
    expect(area).to_have_value("**_words_**")


def test_the_preview_shows_what_the_server_makes_of_the_text(visit):
    page = visit("request")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".editor-preview strong")).to_have_text("look")


def test_keys_move_over_rows_and_search_and_can_be_switched_off(visit):
    page = visit("list")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=re.compile("Failover"))).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Select MTS-1051")).not_to_be_checked()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("searchbox").blur()
    page.keyboard.press("?")
    page.get_by_label("Use shortcuts of a single key").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(visit):
    page = visit("home")
    profile = page.locator("summary", has_text="Profile of")
    profile.click()
    expect(page.get_by_role("link", name="Change password")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Change password")).to_be_hidden()
    expect(profile).to_be_focused()

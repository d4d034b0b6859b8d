"""The keyboard alone: Tab, Enter, arrows and letters, with the focus to be seen all the way (WCAG 2.1.1, 2.4.7)."""

from playwright.sync_api import Locator, expect

from tests.browser.requests import DESCRIPTION, SUMMARY
from tests.browser.visitor import Visitor
from tests.browser.world import PASSWORD

MOST_TABS = 40


def test_a_request_is_sent_with_the_keyboard_alone_s1_s9(visit, troupe):
    me = visit()
    me.open("/")
    _tab_to(me, me.link("Log in").first)
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/login/**")
    me.settle()
    for label, text in (("E-mail", troupe.customer), ("Password", PASSWORD)):
        _tab_to(me, me.field(label))
        me.page.keyboard.type(text)
    me.page.keyboard.press("Enter")
    expect(me.page).to_have_url("/")
    me.settle()

    me.page.keyboard.press("Tab")
    skip = me.link("Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    me.page.keyboard.press("Enter")
    expect(me.page.locator("main")).to_be_focused()
    _tab_to(me, me.link("New Technical Support Request"))
    me.page.keyboard.press("Enter")
    me.sees_heading("New Technical Support Request")
    me.settle()

    _tab_to(me, me.field("Customer Country"))
    me.page.keyboard.type("finl")
    me.page.keyboard.press("Enter")
    expect(me.field("Customer Country")).to_have_value("Finland")
    _tab_to(me, me.field("SMA status"))
    me.page.keyboard.press("ArrowDown")
    _tab_to(me, me.field("Problem summary"))
    me.page.keyboard.type(SUMMARY)
    _tab_to(me, me.field("Which product is the problem related to"))
    me.page.keyboard.type("Rec")
    _tab_to(me, me.field("Detailed description of the problem"))
    me.page.keyboard.type(DESCRIPTION)
    _tab_to(me, me.button("Send"))
    me.page.keyboard.press("Enter")
    me.page.wait_for_url("**/requests/MTS-*/")
    me.settle()

    _tab_to(me, me.profile_icon)
    me.page.keyboard.press("Enter")
    expect(me.link("Profile")).to_be_visible()
    me.page.keyboard.press("Escape")
    expect(me.link("Profile")).to_be_hidden()
    expect(me.profile_icon).to_be_focused()


def _tab_to(me: Visitor, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; whatever has it on the way shows it."""
    for _press in range(MOST_TABS):
        me.page.keyboard.press("Tab")
        assert me.page.evaluate(SHOWS_FOCUS), me.page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("(it) => it === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


# An outline on the element itself or on the control that it stands in; nothing has the focus at the end of the page.
SHOWS_FOCUS = """() => {
    const focused = document.activeElement;
    const drawn = [focused, focused.parentElement, focused.closest(".control, .search-box, .upload-drop")];
    return focused === document.body || drawn.some((it) => it && getComputedStyle(it).outlineStyle !== "none");
}"""

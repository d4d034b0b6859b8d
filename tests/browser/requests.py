"""The default desk's form, filled in as a customer does."""

from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor, reference_in

FORM = "/desks/technical-support/new/technical-support-request/"
SUMMARY = "Cameras go black at midnight"
DESCRIPTION = "Every night at 00:00 all 32 cameras go **black** for ten minutes."
CHOICES = {
    "Customer Country": "Finland",
    "SMA status": "Valid",
    "Which product is the problem related to": "Recorder",
}
TEXTS = {
    "End Customer": "Harbour of Turku",
    "VMS license number": "VMS-2291-AX",
    "Problem summary": SUMMARY,
    "Detailed description of the problem": DESCRIPTION,
}


def fill_in(me: Visitor, **changed: str) -> None:
    """`changed` are other texts than the usual ones, by the beginning of the label: `Problem="…"`."""
    for label, option in CHOICES.items():
        me.choose(label, option)
    for label, text in TEXTS.items():
        me.give(label, changed.get(label.split()[0], text))


def send_request(me: Visitor, **changed: str) -> str:
    """Send one from the form's own address; return its ID."""
    me.open(FORM)
    fill_in(me, **changed)
    me.press("Send")
    return reference_in(me.page)


def write(me: Visitor, text: str) -> None:
    """Type into the field on a request's page in which a customer adds information."""
    me.page.locator("#reply textarea").fill(text)


def send_what_is_written(me: Visitor) -> None:
    me.go_by(me.page.locator("#reply").get_by_role("button", name=me.words("Send"), exact=True))


def attach(me: Visitor, path: Path) -> None:
    """With scripts the file goes up at once, without them it goes with the form."""
    me.page.locator("input[type=file]").set_input_files(path)


def entries(me: Visitor) -> Locator:
    return me.page.locator("#entries")


def status(me: Visitor) -> Locator:
    return me.page.locator("#request-status")

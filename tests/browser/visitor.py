"""A person at a browser: does what people do, looks closely at every page, and keeps what the browser complains of."""

import re
from dataclasses import dataclass
from functools import cached_property

from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext, override
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, Response, expect

from servicedesk.desks import defaults
from tests.browser.world import PASSWORD

SHOW_AS_WITHOUT_SCRIPTS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".no-script-only { display: revert-layer !important }");
    document.adoptedStyleSheets = [sheet];
}"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
WIDTHS = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1440, "height": 900}}


@dataclass(frozen=True)
class Setting:
    """How somebody comes: `screen` is phone or desk, `scheme` light or dark."""

    scripts: bool = True
    screen: str = "desk"
    scheme: str = "light"
    language: str = "en"

    def __str__(self) -> str:
        return f"{'scripts' if self.scripts else 'no-scripts'}-{self.screen}-{self.scheme}-{self.language}"

    @property
    def options(self) -> dict:
        return {
            "java_script_enabled": self.scripts,
            "viewport": WIDTHS[self.screen],
            "color_scheme": self.scheme,
            "locale": self.language,
        }


class Visitor:
    def __init__(self, context: BrowserContext, setting: Setting) -> None:
        self.context, self.setting = context, setting
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("response", self._check)
        self.page.on("dialog", self._refuse)

    def words(self, english: str, **values: object) -> str:
        """What the product says, in the visitor's language: of its own words or of the default desk's."""
        with override(self.setting.language):
            text = _desks_words().get(english, {}).get(self.setting.language) or gettext(english)
            return text % values if values else text

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the elements of the page are at work."""
        if self.setting.scripts:
            expect(self.page.locator("html[data-scripts=ready]")).to_be_attached()

    def log_in(self, address: str, password: str = PASSWORD, at: str = "/login/") -> None:
        self.open(at)
        self.give("E-mail", address)
        self.give("Password", password)
        self.press("Log in")

    def go_back(self) -> None:
        self.page.go_back()
        self.settle()

    def log_out(self) -> None:
        self.open_menu()
        self.press("Log out")

    def open_menu(self) -> None:
        self.profile_icon.click()

    @property
    def profile_icon(self) -> Locator:
        return self.page.locator("details.menu summary", has=self.page.locator(".avatar"))

    def link(self, label: str, **values: object) -> Locator:
        """By the beginning of its words: many go on with a count or a line of help."""
        beginning = re.compile(rf"^{re.escape(self.words(label, **values))}(?!\w)")
        return self.page.get_by_role("link", name=beginning)

    def button(self, label: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.words(label, **values), exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.words(label), exact=True).and_(self.page.locator("input, select, textarea"))

    def text(self, said: str, **values: object) -> Locator:
        return self.page.get_by_text(self.words(said, **values)).first

    def follow(self, label: str, **values: object) -> None:
        self.go_by(self.link(label, **values).first)

    def press(self, label: str, **values: object) -> None:
        self.go_by(self.button(label, **values).first)

    def go_by(self, way: Locator) -> None:
        """Click on what leads to another page, and be there."""
        with self.page.expect_navigation():
            way.click()
        self.settle()

    def search(self, text: str) -> None:
        box = self.page.get_by_role("searchbox")
        box.fill(text)
        with self.page.expect_navigation():
            box.press("Enter")
        self.settle()

    def give(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose by the option's words; a long list is a field to search in as soon as scripts are at work."""
        field, words = self.field(label), self.words(option)
        if field.get_attribute("role") == "combobox":
            field.fill(words)
            field.press("Enter")
        else:
            field.select_option(label=words)

    def sees(self, said: str, **values: object) -> None:
        expect(self.text(said, **values)).to_be_visible()

    def sees_heading(self, said: str, **values: object) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(said, **values))

    def look(self) -> None:
        """Axe finds nothing at WCAG 2.2 AA, nothing stands out at the side, and all is in the visitor's language (S1, S61)."""
        self.settle()
        violations = Axe().run(self._readable(), options=RULES).response["violations"]
        found = [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations]
        assert found == [], (self.page.url, found)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= WIDTHS[self.setting.screen]["width"], (self.page.url, width)
        expect(self.page.locator("html")).to_have_attribute("lang", self.setting.language)

    def leave(self) -> None:
        self.context.close()
        if "copy" in vars(self):
            self.copy.context.close()
        assert self.complaints == [], self.complaints

    def _readable(self) -> Page:
        """The page for axe, which is a script: of one without scripts a copy, in a window where only axe may run."""
        if self.setting.scripts:
            return self.page
        html = self.page.content()
        self.copy.route(self.page.url, lambda route: route.fulfill(body=html, content_type="text/html"), times=1)
        self.copy.goto(self.page.url)
        self.copy.evaluate(SHOW_AS_WITHOUT_SCRIPTS)
        return self.copy

    @cached_property
    def copy(self) -> Page:
        assert self.context.browser
        context = self.context.browser.new_context(**self.setting.options | {"java_script_enabled": True})
        context.route("**/*.js", lambda route: route.abort())
        return context.new_page()

    def _hear(self, message: ConsoleMessage) -> None:
        # An answer like 400 to a form is no fault of a page, though the browser notes it as an error.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _check(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and response.request.resource_type != "document"):
            self.complaints.append(f"{response.status} {response.url}")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def reference_in(page: Page) -> str:
    """The ID of the request that a page is about."""
    match = re.search(r"/(MTS-\d+)/", page.url)
    assert match, page.url
    return match[1]


def _desks_words() -> dict[str, dict[str, str]]:
    fields = [field["label"] for field in defaults.FIELDS]
    options = [label for _value, label in defaults.SMA_STATUS + defaults.PRODUCTS]
    statuses = [words for *_rest, name, customer_name in defaults.STATUSES for words in (name, customer_name)]
    country = {"en": "Finland", "de": "Finnland"}
    texts = [country, *fields, *options, *statuses, defaults.REQUEST_TYPE["name"], defaults.DESK["name"]]
    return {text["en"]: text for text in texts}

"""An administrator makes a desk that customers use at once, in both languages, and gives it an agent (S15, S41, S63)."""

from playwright.sync_api import Locator, expect

from tests.browser.visitor import Setting, Visitor
from tests.browser.world import ADMIN, PASSWORD, Troupe

IN_GERMAN = Setting(screen="phone", scheme="dark", language="de")


def test_a_new_desk_with_a_form_of_its_own_is_used_and_answered_at_once_s15_s41_s61_s63(visit, product, troupe):
    admin = visit()
    admin.log_in(ADMIN, at="/console/")
    admin.look()
    admin.open("/console/desks/")
    admin.look()
    admin.follow("Add a desk")
    admin.look()
    _texts(admin, "name", f"Drones {troupe.place}", f"Drohnen {troupe.place}")
    admin.give("Its IDs begin with", f"DR{troupe.number}")
    admin.page.get_by_label("Anyone with an account", exact=True).check()
    admin.press("Save")
    admin.sees("The desk is there. Now give it a request type: that is the form that customers fill in.")
    admin.look()

    admin.follow("Add a request type")
    _texts(admin, "name", f"Report a crash {troupe.place}", f"Absturz melden {troupe.place}")
    admin.press("Save")
    _add_field(admin, "Text", "What happened", "Was ist passiert", use="The request's title", required=True)
    options = [("Sky", "Himmel"), ("Sea", "Meer"), ("Forest", "Wald")]
    _add_field(admin, "Choice", "Where is it now", "Wo ist sie jetzt", options=options, required=True)
    _add_field(admin, "Date", "Since when", "Seit wann")
    _add_field(admin, "Number", "Battery in percent", "Akku in Prozent")
    _add_field(admin, "Long text", "Tell us more", "Erzählen Sie mehr", use="The first message")
    admin.look()
    admin.press("Offer to customers")
    admin.sees("customers use it")

    admin.open("/console/team/")
    admin.look()
    admin.follow("Add somebody")
    admin.look()
    agent = f"pilot@{troupe.place}.example"
    admin.give("E-mail", agent)
    admin.give("Full name", "Nils Pilot")
    admin.press("Add to the team")
    admin.sees("%(name)s is in the team. Now choose their desks.", name="Nils Pilot")
    admin.page.get_by_label(f"Drones {troupe.place}", exact=True).select_option(label="Agent")
    admin.press("Save the desks")
    admin.look()

    reference = _report_a_crash(visit(IN_GERMAN), Troupe("de", troupe.number), troupe.place)
    newcomer = visit()
    newcomer.open(product.link_in(product.mail_to(agent, "Finish signing up")))
    newcomer.give("Password", PASSWORD)
    newcomer.press("Sign up")
    newcomer.open("/agent/tickets/?status=open")
    expect(newcomer.page.locator("tbody tr")).to_have_count(1)
    newcomer.go_by(newcomer.page.locator("tbody tr a"))
    expect(newcomer.page.locator(".ticket-id")).to_have_text(reference)
    expect(newcomer.page.locator(".facts")).to_contain_text(["Forest"])
    newcomer.look()
    for address in ("/console/", "/agent/tickets/MTS-1001/"):
        answer = newcomer.page.goto(address)
        assert answer and answer.status in (403, 404)


def _report_a_crash(me: Visitor, troupe: Troupe, place: str) -> str:
    me.log_in(troupe.customer)
    me.follow(f"Absturz melden {place}")
    me.look()
    me.give("Was ist passiert", "Die Drohne ist abgestürzt")
    me.choose("Wo ist sie jetzt", "Wald")
    me.give("Seit wann", "2026-11-20")
    me.give("Akku in Prozent", "40")
    me.press("Send")
    me.sees_heading("Die Drohne ist abgestürzt")
    me.page.locator("summary", has_text=me.words("Facts")).click()
    expect(me.page.locator(".facts")).to_contain_text("Wald")
    me.look()
    return me.page.url.rstrip("/").rpartition("/")[2]


def _add_field(admin: Visitor, kind: str, english: str, german: str, *, use="", options=(), required=False) -> None:
    admin.page.locator("details.menu summary", has_text="Add a field").click()
    admin.go_by(admin.page.locator(".menu-list").get_by_role("link", name=kind, exact=True))
    _texts(admin, "label", english, german)
    if use:
        admin.field("The answer becomes").select_option(label=use)
    if required:
        admin.page.get_by_label("It must be answered", exact=True).check()
    for row, (one, other) in zip(admin.page.locator(".option-row").all(), options, strict=False):
        _in(row, "options_en").fill(one)
        _in(row, "options_de").fill(other)
    if options:
        admin.press("Show in the preview")
        admin.sees("This is how the form will look. Nothing is saved yet.")
        admin.look()
    admin.press("Save")
    expect(admin.page.locator("ol.setting-list")).to_contain_text(english)


def _texts(admin: Visitor, name: str, english: str, german: str) -> None:
    admin.page.locator(f"[name={name}_en]").fill(english)
    admin.page.locator(f"[name={name}_de]").fill(german)


def _in(row: Locator, name: str) -> Locator:
    return row.locator(f"[name={name}]")

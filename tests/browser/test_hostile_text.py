import re

from playwright.sync_api import expect

from tests.browser.hostile import INTEGRATOR, PAYLOADS
from tests.browser.requests import FORM
from tests.browser.world import ADMIN, AGENT


def test_what_people_write_is_shown_and_never_run_a48(visit, product):
    """Dialogs, reports of the content security policy and errors of scripts are complaints that fail at the end."""
    product.fill("tests.browser.hostile")
    customer, agent, admin = visit(), visit(), visit()
    customer.log_in(INTEGRATOR)
    customer.open("/requests/?whose=company&status=all")
    _shows(customer.page.locator("nav.tabs .tab"), PAYLOADS)
    _shows(customer.page.locator("td.is-title"), PAYLOADS)
    _shows(customer.page.locator("tbody td:nth-child(4)"), PAYLOADS)
    addresses = [link.get_attribute("href") for link in customer.page.locator("td.is-title a").all()]
    agent.log_in(AGENT, at="/agent/tickets/?status=open")
    _shows(agent.page.locator("td.is-title .ticket-row-title"), PAYLOADS)
    for number, address in enumerate(addresses):
        reader, page = (customer, address) if number % 2 else (agent, f"/agent{address.replace('requests', 'tickets')}")
        reader.open(page)
        title = reader.page.locator("h1").inner_text()
        assert title in PAYLOADS
        expect(reader.page).to_have_title(re.compile(re.escape(title)))
        expect(reader.page.locator("#entries .message-author")).to_have_text(title)
        expect(reader.page.locator(".file-chip")).to_have_count(1)
        expect(reader.page.locator(".fact", has_text="VMS license number").locator("dd")).to_have_text(title)
        assert reader.page.locator("#entries :is(script, img, svg:not(.icon), iframe, form, style)").count() == 0
        assert reader.page.locator("a[href^='javascript' i], [style], main base, main meta").count() == 0

    customer.open(FORM)
    _shows(customer.page.locator("select[name=organization] option"), PAYLOADS)
    file = {"name": "<img src=x onerror=alert(1)>.txt", "mimeType": "text/plain", "buffer": b"nothing"}
    customer.page.locator("input[type=file]").set_input_files(file)
    expect(customer.page.locator(".upload-name")).to_have_text(file["name"])
    admin.log_in(ADMIN)
    for address in ("/agent/people/", "/agent/companies/", "/console/companies/", "/console/audit/"):
        admin.open(address)
        expect(admin.page.locator("main")).to_contain_text(PAYLOADS[0])
    admin.open("/agent/companies/")
    admin.go_by(admin.page.get_by_role("link", name=PAYLOADS[3], exact=True))
    expect(admin.page.locator("h1")).to_have_text(PAYLOADS[3])


def _shows(elements, texts: list[str]) -> None:
    shown = {text.strip() for text in elements.all_inner_texts()}
    assert set(texts) <= shown, set(texts) - shown

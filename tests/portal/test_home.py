"""The start of the portal: the root, the link to the form, and a request's whole life without leaving it."""

import re

import pytest

from servicedesk.desks.models import Category
from servicedesk.tickets.models import Ticket
from tests.cast import ANSWERS

FORM = "/desks/technical-support/new/technical-support-request/"


def links(page: bytes) -> list[str]:
    return re.findall(r'href="([^"]+)"', page.decode())


def test_with_one_visible_desk_the_root_is_that_desk_s17(customer, desk, browse):
    page = browse(customer).get("/").content
    assert b"<h1" in page
    assert page.count(b"Technical Support") > 0
    assert FORM in links(page)


def test_with_several_desks_the_root_lists_them_all_s17(cast, browse):
    page = browse(cast.customer).get("/").content
    assert {FORM, "/desks/returns/new/return-hardware/"} <= set(links(page))
    assert b"Returns" in page and b"Technical Support" in page


@pytest.mark.parametrize("who", ["visitor", "customer"])
def test_the_link_on_the_root_opens_the_form_s9_s32(cast, browse, who):
    client = browse(cast.customer if who == "customer" else None)
    assert FORM in links(client.get("/").content)
    form = client.get(FORM)
    if who == "visitor":
        assert form.headers["Location"] == f"/login/?next={FORM}"
    else:
        assert b"New Technical Support Request</h1>" in form.content


@pytest.mark.parametrize("start", ["/", "/requests/", "/requests/MTS-1001/", "/profile/", "/help/", "/no-such-page/"])
def test_every_page_is_two_clicks_from_the_form_s9(cast, ticket, browse, start):
    client = browse(cast.customer)
    first = links(client.get(start).content)
    assert any(
        FORM in links(client.get(link).content) for link in set(first) if link == "/" or link.startswith("/desks/")
    )


def test_the_summary_is_one_line_and_becomes_the_title_s37(cast, browse):
    client = browse(cast.customer)
    client.post(FORM, ANSWERS | {"problem-summary": "  Cameras \r\n go\tblack  "})
    assert Ticket.objects.get().title == "Cameras go black"
    assert "Cameras go black" in client.get("/requests/").content.decode()
    assert (
        'type="text"' in re.search(r"<input[^>]*name=\"problem-summary\"[^>]*>", client.get(FORM).content.decode())[0]
    )


def test_a_request_lives_and_ends_in_the_portal_alone_s3(cast, browse):
    """Nobody reads a mail here: nothing is sent."""
    customer, agent = browse(cast.customer), browse(cast.agent)
    address = customer.post(FORM, ANSWERS).headers["Location"]
    assert Ticket.objects.get().current_status.customer_name["en"] in customer.get(address).content.decode()
    agent.post("/agent/tickets/MTS-1001/reply/", {"body": "Which firmware is it?", "version": "1"})
    assert "Which firmware is it?" in customer.get(address).content.decode()
    customer.post(f"{address}reply/", {"body": "It is 4.1."})
    assert "It is 4.1." in agent.get("/agent/tickets/MTS-1001/").content.decode()
    customer.post(f"{address}resolve/")
    assert Ticket.objects.get().category == Category.RESOLVED
    assert "MTS-1001" in customer.get("/requests/?status=closed").content.decode()
    customer.post(f"{address}reopen/")
    assert Ticket.objects.get().is_open

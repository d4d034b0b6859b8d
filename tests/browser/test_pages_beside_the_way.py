"""What no journey passes fits a phone and passes axe too (S1)."""

import pytest

from tests.browser.visitor import Setting
from tests.browser.world import ADMIN

UNBREAKABLE = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
FOR_CUSTOMERS = ["/help/", "/help/new-request/", "/desks/technical-support/", "/profile/sessions/", "/nowhere/"]
DESK = "/console/desks/at/technical-support"
FORM = f"{DESK}/types/at/technical-support-request"
FOR_ADMINISTRATORS = [
    "/console/site/",
    f"{DESK}/",
    f"{DESK}/people/",
    f"{DESK}/statuses/",
    f"{DESK}/statuses/at/on-hold/",
    f"{DESK}/types/",
    f"{FORM}/",
    f"{FORM}/settings/",
    f"{FORM}/fields/at/sma-status/",
    "/console/team/",
    "/console/companies/",
    "/console/companies/1/",
    "/console/mails/",
    "/console/jobs/",
    "/console/audit/",
    "/agent/people/",
    "/agent/companies/1/",
]


@pytest.mark.parametrize("setting", [Setting(screen="phone", language="de")], ids=str)
def test_pages_of_the_manual_and_of_nothing_pass_axe_s1_s62(visit, troupe):
    me = visit()
    me.log_in(troupe.customer)
    for address in FOR_CUSTOMERS:
        me.open(address)
        me.look()


@pytest.mark.parametrize("setting", [Setting(screen="phone", scheme="dark")], ids=str)
def test_pages_of_administrators_fit_a_phone_and_pass_axe_s1(visit):
    me = visit()
    me.log_in(ADMIN)
    me.open("/console/companies/add/")
    me.give("The company is called", UNBREAKABLE)
    me.press("Add")
    for address in FOR_ADMINISTRATORS:
        me.open(address)
        me.look()

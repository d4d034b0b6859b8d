import logging

import pytest
from django.urls import reverse

from servicedesk.core.logs import WithoutTokens, cut_tokens

TOKEN = "WyJzaWduLXVwIiwi.1xVYh9.oJQX1xJ-fr_1B-SUs"


@pytest.mark.parametrize("page", ["sign_up_link", "reset_password", "confirm_address"])
def test_the_token_of_a_page_behind_a_link_is_logged_nowhere_a76(page):
    path = reverse(page, args=[TOKEN])
    record = logging.LogRecord("x", logging.INFO, "", 0, f"GET {path} %s", (f"to {path}?x=1",), None)

    WithoutTokens().filter(record)

    assert TOKEN not in record.getMessage()
    assert TOKEN not in cut_tokens(f"http://127.0.0.1{path}")

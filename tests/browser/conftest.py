from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser

from tests.browser.running import Product, running_product
from tests.browser.visitor import Setting, Visitor
from tests.browser.world import TROUPES, Troupe

_numbers = {"en": count(), "de": count()}


@pytest.fixture(scope="session")
def product(tmp_path_factory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture
def setting() -> Setting:
    return Setting()


@pytest.fixture
def troupe(setting) -> Troupe:
    number = next(_numbers[setting.language])
    assert number < TROUPES, "Every journey needs people of its own: make more of them."
    return Troupe(setting.language, number)


@pytest.fixture
def visit(chromium: Browser, product: Product, setting: Setting) -> Iterator[Callable[..., Visitor]]:
    """Lets one more person come with a browser of their own; in the end no browser may have complained."""
    visitors = []

    def come(as_: Setting = setting, **options) -> Visitor:
        context = chromium.new_context(base_url=product.url, **as_.options, **options)
        visitors.append(Visitor(context, as_))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.leave()

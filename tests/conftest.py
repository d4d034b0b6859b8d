from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

pytest_plugins = ["tests.cast", "tests.chromium", "tests.smtp"]


def pytest_configure() -> None:
    """Pages name static files as they lie in the source: the hashed ones are made when the product is installed."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """A page that a test asks for in German leaves German active; the next test begins in the installation's language."""
    with translation.override(settings.LANGUAGE_CODE):
        yield

from django.conf import settings

pytest_plugins = ["tests.cast", "tests.smtp"]


def pytest_configure() -> None:
    """Pages name static files as they lie in the source: the hashed ones are made when the product is installed."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

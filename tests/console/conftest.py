import pytest


@pytest.fixture
def console(browse, admin, desk):
    """A browser of the administrator, who has the default desk."""
    return browse(admin)

import pytest

from tests.architecture.test_walk import ROLES, client_of, world

__all__ = ["world"]


@pytest.fixture
def clients(cast):
    """A client of everybody, by role."""
    return {role: client_of(role, cast) for role in ROLES}

import pytest

from servicedesk.accounts.models import User
from tests.cast import PASSWORD


@pytest.fixture
def member(customer) -> User:
    """A customer who has signed up, with the password of the cast."""
    customer.set_password(PASSWORD)
    customer.save()
    return customer

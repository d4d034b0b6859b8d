import io

import pytest

from servicedesk.accounts.models import User
from servicedesk.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def type_in(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_first_administrator_is_made_with_a_password_from_standard_input_a46(type_in):
    type_in("seven harbour cranes\n")

    assert main(["createadmin", "Boss@Desk.example"]) == 0

    person = User.objects.get(email="boss@desk.example")
    assert person.is_administrator
    assert person.check_password("seven harbour cranes")


@pytest.mark.parametrize(
    ("email", "password"), [("boss@desk.example", "short"), ("boss@desk.example", ""), ("boss", "seven harbour cranes")]
)
def test_what_cannot_be_accepted_is_said_in_one_line_and_nobody_is_made(type_in, capsys, email, password):
    type_in(f"{password}\n")

    assert main(["createadmin", email]) == 1

    assert capsys.readouterr().err.count("\n") == 1
    assert not User.objects.filter(email__startswith="boss").exists()

import pytest

from servicedesk.desks import actions
from servicedesk.desks.forms import form_class
from servicedesk.desks.models import Field
from servicedesk.desks.setup import setup


@pytest.fixture
def ask(admin, second_desk):
    """Add a question to the form of "Return hardware", and return its key; the form so far asks for `unit`, its title."""
    kind = second_desk.request_types.get()

    def add(kind_of_answer: str, label: str = "A question", options=(), **settings) -> str:
        wanted = [actions.OptionSetting({"en": text}) for text in options]
        field = actions.add_field(
            kind, by=admin, kind=Field.Kind(kind_of_answer), label={"en": label}, options=wanted, **settings
        )
        return field.key

    return add


@pytest.fixture
def form_class_now(second_desk):
    """The form of "Return hardware" as it is set up when this is called."""
    kind = second_desk.request_types.get()
    return lambda: form_class(setup().types[kind.pk])

import threading

import pytest
from django.db import connection

from servicedesk.core.errors import NotAllowed, Refused
from servicedesk.core.tasks.models import Job
from servicedesk.tickets.models import FieldValue, Message, Ticket, TicketEvent
from servicedesk.tickets.step import SentDifferently
from tests.cast import file_request


def test_a_request_gets_the_desks_next_id_s13(customer, request_type):
    first = file_request(request_type, customer)
    second = file_request(request_type, customer)
    assert (first.reference, second.reference) == ("MTS-1001", "MTS-1002")


def test_every_answer_is_stored_typed_and_as_it_was_shown_s2(ticket):
    shown = {fact["key"]: fact["shown"] for fact in ticket.fields}
    assert shown["customer-country"] == {"en": "Finland", "de": "Finnland"}
    assert shown["sma-status"] == {"en": "Valid", "de": "Gültig"}
    assert shown["end-customer"] == "Harbour of Turku"
    assert ticket.title == "Cameras go black at midnight"
    typed = FieldValue.objects.filter(ticket=ticket)
    assert typed.get(field__key="vms-license-number").text == "VMS-2291-AX"
    assert typed.get(field__key="sma-status").option.value == "valid"


def test_the_description_is_the_first_message_rendered_once(ticket):
    message = Message.objects.get(ticket=ticket)
    assert "<strong>black</strong>" in message.html
    assert not message.from_team


def test_a_new_request_says_by_when_it_is_answered(ticket):
    assert ticket.category == "new"
    assert ticket.due_at > ticket.created_at


def test_the_same_sending_makes_one_request_s40_f24(customer, request_type):
    first = file_request(request_type, customer, key="form-1")
    again = file_request(request_type, customer, key="form-1")
    assert again == first
    assert Ticket.objects.count() == 1


def test_an_edited_text_under_the_same_key_is_not_swallowed(customer, request_type):
    file_request(request_type, customer, key="form-1")
    with pytest.raises(SentDifferently, match="MTS-1001"):
        file_request(request_type, customer, key="form-1", problem_summary="Something else")
    assert Ticket.objects.count() == 1


def test_a_key_belongs_to_its_person(customer, stranger, request_type):
    file_request(request_type, customer, key="form-1")
    file_request(request_type, stranger, key="form-1")
    assert Ticket.objects.count() == 2


def test_a_step_writes_its_event_and_one_job_for_each_reaction(customer, request_type, settings):
    Job.objects.all().delete()
    ticket = file_request(request_type, customer)
    assert [event.kind for event in TicketEvent.objects.filter(ticket=ticket)] == ["opened"]
    assert sorted(Job.objects.values_list("task", flat=True)) == sorted(settings.TICKET_REACTIONS)


def test_nobody_files_for_somebody_else_but_the_team(customer, colleague, other_agent, agent, request_type):
    for person in (colleague, other_agent):
        with pytest.raises(NotAllowed):
            file_request(request_type, customer, by=person)
    ticket = file_request(request_type, customer, by=agent)
    assert (ticket.requester, ticket.created_by) == (customer, agent)


def test_a_request_is_shared_only_with_a_company_of_its_requester_s54(stranger, acme, request_type):
    with pytest.raises(Refused):
        file_request(request_type, stranger, organization=acme)
    assert not Ticket.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_identical_parallel_sendings_make_one_request_f24(customer, request_type):
    references, gate = [], threading.Barrier(50)

    def send() -> None:
        try:
            gate.wait()
            references.append(file_request(request_type, customer, key="form-1").reference)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert references == ["MTS-1001"] * 50
    assert Ticket.objects.count() == 1

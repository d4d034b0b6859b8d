"""The demonstration: complete, believable and quiet, and made by the actions that people use."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from servicedesk.accounts.models import Role, User
from servicedesk.core.tasks.models import Job
from servicedesk.desks.models import Category, Desk, DeskRole, RequestType, Site
from servicedesk.notifications.models import Ledger
from servicedesk.ops import demo
from servicedesk.ops.demo import people
from servicedesk.organizations.models import Membership, Organization
from servicedesk.outbox.models import OutgoingMail
from servicedesk.search.find import search
from servicedesk.tickets.models import (
    FieldValue,
    Message,
    MessageFile,
    Note,
    Participant,
    Priority,
    Ticket,
    TicketEvent,
    TicketStep,
)
from tests.cast import PASSWORD


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The demonstration, filled once for all tests of this file and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.fill()
        yield SimpleNamespace(at=timezone.now(), jobs=list(Job.objects.values_list("task", flat=True)))
        transaction.set_rollback(True)


pytestmark = pytest.mark.usefixtures("shown")


@pytest.fixture(autouse=True)
def in_the_demonstration(shown, db) -> None:
    """Each test gets a savepoint of its own inside it."""


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("customer@acme.example", Role.CUSTOMER),
        ("colleague@acme.example", Role.CUSTOMER),
        ("stranger@elsewhere.example", Role.CUSTOMER),
        ("agent@desk.example", Role.AGENT),
        ("other-agent@desk.example", Role.AGENT),
        ("admin@desk.example", Role.ADMINISTRATOR),
    ],
)
def test_the_promised_people_have_their_roles_and_the_password(address, role):
    person = User.objects.get(email=address)
    assert person.role == role
    assert person.check_password(PASSWORD)


def test_the_promised_people_work_on_their_desks_and_belong_to_their_companies():
    def desks_of(address):
        return list(DeskRole.objects.filter(user__email=address).values_list("desk__key", "role"))

    def companies_of(address):
        return list(Membership.objects.filter(user__email=address).values_list("organization__name", "sees"))

    assert desks_of("agent@desk.example") == [("MTS", DeskRole.Role.LEAD)]
    assert [key for key, _role in desks_of("other-agent@desk.example")] == ["RMA"]
    assert companies_of("customer@acme.example") == [("Acme Integrators", Membership.Sees.ALL)]
    assert companies_of("colleague@acme.example") == [("Acme Integrators", Membership.Sees.ALL)]
    assert companies_of("stranger@elsewhere.example") == []


def test_there_are_two_desks_with_forms_and_a_phone_number_s15_s30():
    support, returns = Desk.objects.order_by("position")
    assert (support.key, returns.key) == ("MTS", "RMA")
    assert support.phone and support.hours
    for desk in (support, returns):
        assert desk.request_types.filter(retired_at=None).count() >= 2
    first = RequestType.objects.filter(desk=support).order_by("position").first()
    assert first.name["en"] == "New Technical Support Request"


def test_requests_cover_every_status_priority_and_desk():
    tickets = Ticket.objects.all()
    assert tickets.count() >= 60
    assert set(tickets.values_list("category", flat=True)) == set(Category.values)
    assert {Priority.NORMAL, Priority.HIGH, Priority.URGENT} <= set(tickets.values_list("priority", flat=True))
    assert set(tickets.values_list("desk__key", flat=True)) == {"MTS", "RMA"}
    assert tickets.filter(assignee=None).exists()
    assert tickets.filter(organization=None).exists()


def test_conversations_have_messages_notes_files_and_participants():
    assert Message.objects.filter(from_team=True).count() > 50
    assert Message.objects.filter(from_team=False).count() > 100
    assert Note.objects.count() > 10
    assert Participant.objects.exists()
    kinds = set(MessageFile.objects.values_list("content_type", flat=True))
    assert {"image/png", "text/plain"} <= kinds


def test_every_file_is_there_to_be_downloaded():
    for file in MessageFile.objects.all():
        with default_storage.open(file.storage_key) as stored:
            assert len(stored.read()) == file.size


def test_the_requests_are_spread_over_six_weeks_with_ids_that_follow_time(shown):
    for desk in Desk.objects.all():
        by_number = list(Ticket.objects.filter(desk=desk).order_by("number").values_list("created_at", flat=True))
        gaps = [later - earlier for earlier, later in pairwise(by_number)]
        assert min(gaps) > -timedelta(days=1)
    first, last = (Ticket.objects.order_by(order).first().created_at for order in ("created_at", "-created_at"))
    assert shown.at - first > timedelta(days=35)
    assert shown.at - last < timedelta(days=1)


def test_nothing_has_happened_in_the_future_or_before_its_request(shown):
    for ticket in Ticket.objects.prefetch_related("messages", "notes", "events__step"):
        texts = [*ticket.messages.all(), *ticket.notes.all()]
        times = [*(text.created_at for text in texts), *(event.step.at for event in ticket.events.all())]
        assert ticket.created_at == min(times)
        assert max(times) <= shown.at
        assert ticket.created_at <= ticket.last_activity_at <= shown.at


def test_steps_of_a_request_follow_each_other_in_time():
    for ticket in Ticket.objects.all():
        steps = TicketStep.objects.filter(events__ticket=ticket).order_by("id").distinct()
        times = [step.at for step in steps]
        assert times == sorted(times)


def test_some_answers_are_late_and_the_leads_know_it(shown):
    late = Ticket.objects.filter(is_open=True, due_at__lt=shown.at)
    assert late.exists()
    assert not late.filter(late_told_at=None).exists()


def test_whatever_is_over_is_closed(shown):
    over = Ticket.objects.filter(category__in=[Category.WAITING, Category.RESOLVED], due_at__lt=shown.at)
    assert not over.exists()


def test_every_step_was_told_to_somebody_or_to_nobody_by_the_rules():
    opened = TicketEvent.objects.filter(kind="opened").values_list("step", flat=True)
    assert set(Ledger.objects.values_list("step", flat=True)) >= set(opened)


def test_a_new_visitors_mailbox_is_not_flooded(shown):
    assert OutgoingMail.objects.unsent().count() < 60
    assert len(shown.jobs) < 70


def test_a_request_is_found_by_a_word_of_its_title():
    customer = User.objects.get(email="customer@acme.example")
    assert search(customer, "midnight").filter(title="Cameras go black at midnight").exists()


def test_answers_are_stored_typed_like_those_of_real_requests_s2():
    assert FieldValue.objects.filter(field__key="sma-status", option__value="valid").count() > 20


def test_filling_again_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        demo.fill()


def test_the_introduction_names_everybody_who_is_promised_the_password_and_the_addresses(settings):
    settings.BASE_URL = "http://127.0.0.1:8123"
    lines = "\n".join(demo.introduction())
    for address in ("customer@acme.example", "colleague@acme.example", "stranger@elsewhere.example"):
        assert address in lines
    for address in ("agent@desk.example", "other-agent@desk.example", "admin@desk.example"):
        assert address in lines
    assert PASSWORD in lines
    assert "http://127.0.0.1:8123/agent/" in lines


def test_people_and_numbers_are_such_as_nobody_has():
    """RFC 2606 keeps `.example` free, Ofcom a range of phone numbers."""
    for address in User.objects.exclude(role=Role.SYSTEM).values_list("email", flat=True):
        assert address.endswith(".example")
    for phone in (*User.objects.exclude(phone="").values_list("phone", flat=True), Desk.objects.get(key="MTS").phone):
        assert re.fullmatch(r"\+44 (1632 960 \d{3}|20 7946 0\d{3})", phone)


def test_companies_have_two_or_more_people_and_one_has_an_owner():
    assert Organization.objects.count() == len(people.COMPANIES)
    for company in Organization.objects.all():
        assert company.memberships.count() >= 2
    assert Membership.objects.filter(role=Membership.Role.OWNER).exists()
    assert Site.objects.get().name != Site().name


def test_only_the_demonstration_moves_times():
    """`update(created_at=…)` and its like stand in `past.py`, beside what makes people and mails older."""
    package = Path(demo.__file__).parents[2]
    moving = re.compile(r"\.update\([^)]*\b(created_at|added_at|at)=")
    found = {
        file.relative_to(package).as_posix() for file in package.rglob("*.py") if moving.search(file.read_text("utf-8"))
    }
    assert found == {"ops/demo/past.py", "ops/demo/people.py"}

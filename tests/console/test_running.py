"""Mails, jobs and the record: what an operator looks at when something is wrong (S29, S64)."""

import ast

import pytest

from servicedesk.audit.models import AuditEntry
from servicedesk.console.words import DETAILS, THINGS, VERBS
from servicedesk.core.tasks.models import Job, Worker
from servicedesk.desks import actions
from servicedesk.outbox.models import OutgoingMail
from tests.architecture._reading import modules


@pytest.fixture
def parked(db):
    error = "Traceback (most recent call last):\nTimeoutError: <script>no answer</script>"
    return Job.objects.create(
        task="servicedesk.tickets.tasks.sweep", queue="default", state=Job.State.PARKED, attempts=8, error=error
    )


def test_a_job_that_was_given_up_is_shown_with_its_error_and_runs_again_f32(console, parked):
    Worker.objects.create(name="worker-one")
    page = console.get("/console/jobs/").content.decode()
    assert "TimeoutError: &lt;script&gt;no answer" in page
    assert "tried 8 times" in page
    assert "worker-one" in page
    assert console.post(f"/console/jobs/{parked.pk}/run-again/").status_code == 302
    parked.refresh_from_db()
    assert (parked.state, parked.attempts) == (Job.State.WAITING, 0)
    assert console.post(f"/console/jobs/{parked.pk}/run-again/").status_code == 404


def test_a_mail_that_failed_is_shown_with_its_reason_and_sent_again_s29(console, customer):
    mail = OutgoingMail.objects.create(
        kind="account",
        to_address=customer.email,
        to_user=customer,
        language="en",
        state=OutgoingMail.State.FAILED,
        last_error="550 no such user",
    )
    page = console.get("/console/mails/").content.decode()
    assert "550 no such user" in page
    assert "Jordan Peck" in page
    assert console.post(f"/console/mails/{mail.pk}/send-again/").status_code == 302
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.QUEUED
    assert AuditEntry.objects.get(verb="sent again").thing_id == str(mail.pk)


def test_with_no_trouble_the_pages_say_so(console):
    assert "No mail is in trouble" in console.get("/console/mails/").content.decode()
    assert "all work gets done" in console.get("/console/jobs/").content.decode()


def test_the_record_reads_like_sentences_newest_first_s64(console, admin, desk, agent):
    actions.change_desk(desk, by=admin, phone="+358 1", hours={"0": ["08:00", "17:00"]}, audience="restricted")
    actions.join_desk(desk, agent, by=admin, role="agent")
    page = console.get("/console/audit/").content.decode()
    for said in (
        "Support phone number: – → +358 1",
        "Opening hours: – → Mon 08:00–17:00",
        "Only the people and companies added to it",
        "agent@desk.example",
        "Aino Koski",
        "the operator",
    ):
        assert said in page
    assert page.index("Put somebody on the desk") < page.index("Support phone number")


def test_the_record_has_pages(console, admin):
    for number in range(60):
        AuditEntry.objects.create(by=admin, verb="changed", thing="desk", thing_id="1", name=f"Desk {number}")
    first = console.get("/console/audit/").content.decode()
    assert "Desk 59" in first
    assert "Desk 5<" not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = console.get("/console/audit/" + older).content.decode()
    assert "Desk 5<" in second
    assert "Desk 59" not in second


def test_an_entry_of_before_with_unknown_words_is_shown_as_it_is(console, admin):
    AuditEntry.objects.create(
        by=admin,
        verb="juggled",
        thing="unicorn",
        thing_id="1",
        name="Una",
        details={"changes": {"horn": [1, 2]}, "x": 1},
    )
    page = console.get("/console/audit/").content.decode()
    assert "juggled" in page
    assert "horn: 1 → 2" in page


def test_every_verb_that_is_recorded_has_words():
    recorded = set()
    for _path, tree in modules():
        recorded |= set(_verbs(tree))
    assert recorded
    assert recorded <= VERBS.keys()
    assert THINGS.keys() >= {"desk", "field", "requesttype", "status", "site", "user", "organization"}
    assert "email" in DETAILS


def _verbs(tree):
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") == "record"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value

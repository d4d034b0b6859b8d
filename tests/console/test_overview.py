from servicedesk.core.tasks.models import Job, Worker
from servicedesk.desks import actions
from servicedesk.outbox.models import OutgoingMail


def test_the_overview_says_what_needs_attention(console, admin, desk):
    Job.objects.create(task="a.task", queue="default", state=Job.State.PARKED)
    OutgoingMail.objects.create(
        kind="account", to_address="a@b.example", language="en", state=OutgoingMail.State.FAILED
    )
    actions.add_desk(by=admin, key="NET", name={"en": "Networks"})
    page = console.get("/console/").content.decode()
    for said in (
        "No worker is running",
        "1 job was given up",
        "1 mail could not be delivered",
        "Networks offers no request type",
        "Nobody but administrators works on Technical Support",
        "Technical Support has no phone number",
    ):
        assert said in page


def test_with_nothing_to_do_it_says_so(console, admin, agent, desk):
    Worker.objects.create(name="one")
    actions.change_desk(desk, by=admin, phone="+358 1")
    assert "Nothing: mail leaves" in console.get("/console/").content.decode()


def test_every_desk_is_one_click_away(console, second_desk):
    page = console.get("/console/").content.decode()
    assert 'href="/console/desks/at/technical-support/"' in page
    assert 'href="/console/desks/at/returns/"' in page

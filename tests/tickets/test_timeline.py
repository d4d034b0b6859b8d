from servicedesk.desks.setup import setup
from servicedesk.tickets import actions
from servicedesk.tickets.models import Message
from servicedesk.tickets.timeline import timeline


def lived_in(cast, ticket):
    """A ticket to which everything has happened that a conversation shows."""
    in_progress = next(s for s in setup().statuses_of(ticket.desk_id) if s.slug == "in-progress")
    actions.assign(ticket, by=cast.agent, to=cast.agent)
    actions.set_priority(ticket, by=cast.agent, priority=3)
    actions.set_status(ticket, by=cast.agent, status=in_progress)
    actions.note(ticket, by=cast.agent, body="between us")
    actions.reply(ticket, by=cast.agent, body="Which version?")
    actions.reply(ticket, by=cast.colleague, body="9.8")
    actions.resolve(ticket, by=cast.agent)
    return ticket


def test_a_customer_reads_messages_and_public_events_and_no_empty_lines_a14(cast, ticket):
    entries = timeline(lived_in(cast, ticket), cast.customer)
    assert {entry.kind for entry in entries} == {"message", "event"}
    assert all(entry.text for entry in entries if entry.kind == "event")
    words = " ".join(entry.text for entry in entries)
    for internal in ("Priority", "In progress", "Sara Niemi", "late"):
        assert internal not in words


def test_the_team_reads_everything_in_order(cast, ticket):
    entries = timeline(lived_in(cast, ticket), cast.agent)
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert [entry.body for entry in entries if entry.kind == "note"] == ["between us"]
    words = " ".join(entry.text for entry in entries)
    for internal in ("Priority: High", "Status: In progress", "Assigned to Sara Niemi"):
        assert internal in words


def test_somebody_of_the_team_sees_in_the_portal_what_a_customer_sees(cast, ticket):
    lived_in(cast, ticket)
    as_customer = [(entry.id, entry.text) for entry in timeline(ticket, cast.customer)]
    assert [(entry.id, entry.text) for entry in timeline(ticket, cast.agent, public_only=True)] == as_customer


def test_a_text_rendered_by_an_older_version_is_rendered_anew_when_read(cast, ticket):
    Message.objects.filter(ticket=ticket).update(html="<script>old</script>", html_version=0)
    assert "<script>" not in timeline(ticket, cast.customer)[0].html

"""The walk: every address, asked as everybody, by GET and by POST. An address without a row here fails (A1, A2, A7, A46, A47, S52)."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from servicedesk.core.files import new_key
from servicedesk.core.limits import LimitCounter
from servicedesk.core.tasks.models import Job
from servicedesk.desks.models import DeskGuest, Field, Option, RequestType, Status
from servicedesk.ops.urls import demo_urlpatterns
from servicedesk.organizations.models import Membership
from servicedesk.outbox.models import OutgoingMail
from servicedesk.tickets import actions
from servicedesk.tickets.models import MessageFile, Upload
from tests.cast import PASSWORD

ROLES = ("anonymous", "stranger", "customer", "colleague", "agent", "other_agent", "admin")

# Who gets past the door. Whoever does not is answered 404, or asked to log in, and nothing is changed.
OPEN = set(ROLES)
PERSONS = OPEN - {"anonymous"}
READERS = {"customer", "colleague", "agent", "admin"}
AGENTS = {"agent", "other_agent", "admin"}
TEAM = {"agent", "admin"}
ADMINISTRATORS = {"admin"}

# What somebody inside may be answered: done, shown, sent on, or told what is wrong.
ANSWERS_INSIDE = {200, 201, 204, 302, 400, 403, 405, 409, 413, 422, 429}
# A token that is none, a file whose bytes are not there, figures that are for the operator's own machine.
SPECIAL = {name: {404, 410} for name in ("sign_up_link", "reset_password", "confirm_address")}
SPECIAL |= {"attachment": {503}, "thumbnail": {503}, "metrics": {404}}

ROWS: dict[str, set[str]] = {
    # For operators and probes
    "healthz": OPEN,
    "readyz": OPEN,
    "metrics": OPEN,
    # The entrance
    "sign_up": OPEN,
    "sign_up_link": OPEN,
    "login": OPEN,
    "logout": OPEN,
    "forgot_password": OPEN,
    "reset_password": OPEN,
    "confirm_address": OPEN,
    "language": OPEN,
    "brand": OPEN,
    "profile": PERSONS,
    "change_password": PERSONS,
    "sessions": PERSONS,
    "end_session": PERSONS,
    "end_other_sessions": PERSONS,
    "uploads": PERSONS,
    "remove_upload": {"customer"},
    "attachment": READERS,
    "thumbnail": READERS,
    # The portal
    "home": OPEN,
    "desk": OPEN,
    "new_request": PERSONS,
    "draft_new_request": PERSONS,
    "requests": PERSONS,
    "request": READERS,
    "request_live": READERS,
    "draft_reply": READERS,
    "request_reply": READERS,
    "request_resolve": READERS,
    "request_reopen": READERS,
    "request_cancel": READERS,
    "request_mails": READERS,
    "request_share": READERS,
    "request_add_participant": READERS,
    "request_remove_participant": READERS,
    "preview": PERSONS,
    "help": OPEN,
    "help_page": OPEN,
    # The workspace
    "workspace": AGENTS,
    "choose_type": AGENTS,
    "new_ticket": TEAM,
    "draft_new_ticket": TEAM,
    "tickets": AGENTS,
    "tickets_live": AGENTS,
    "ticket": TEAM,
    "ticket_live": TEAM,
    "ticket_reply": TEAM,
    "draft_ticket_reply": TEAM,
    "ticket_note": TEAM,
    "draft_ticket_note": TEAM,
    "ticket_status": TEAM,
    "ticket_priority": TEAM,
    "ticket_assign": TEAM,
    "ticket_resolve": TEAM,
    "ticket_close": TEAM,
    "ticket_reopen": TEAM,
    "ticket_fields": TEAM,
    "ticket_mails": TEAM,
    "ticket_share": TEAM,
    "ticket_add_participant": TEAM,
    "ticket_remove_participant": TEAM,
    "people": AGENTS,
    "person": AGENTS,
    "invite_person": AGENTS,
    "person_add_company": AGENTS,
    "person_remove_company": AGENTS,
    "organizations": AGENTS,
    "new_organization": AGENTS,
    "organization": AGENTS,
    "rename_organization": AGENTS,
    "organization_add_member": AGENTS,
    "organization_remove_member": AGENTS,
    # The console
    "console": ADMINISTRATORS,
    "console_site": ADMINISTRATORS,
    "console_desks": ADMINISTRATORS,
    "console_add_desk": ADMINISTRATORS,
    "console_desk": ADMINISTRATORS,
    "console_move_desk": ADMINISTRATORS,
    "console_desk_people": ADMINISTRATORS,
    "console_join_desk": ADMINISTRATORS,
    "console_leave_desk": ADMINISTRATORS,
    "console_add_guest_person": ADMINISTRATORS,
    "console_add_guest_company": ADMINISTRATORS,
    "console_remove_guest": ADMINISTRATORS,
    "console_statuses": ADMINISTRATORS,
    "console_add_status": ADMINISTRATORS,
    "console_status": ADMINISTRATORS,
    "console_move_status": ADMINISTRATORS,
    "console_retire_status": ADMINISTRATORS,
    "console_restore_status": ADMINISTRATORS,
    "console_request_types": ADMINISTRATORS,
    "console_add_request_type": ADMINISTRATORS,
    "console_request_type": ADMINISTRATORS,
    "console_request_type_settings": ADMINISTRATORS,
    "console_move_request_type": ADMINISTRATORS,
    "console_offer_request_type": ADMINISTRATORS,
    "console_retire_request_type": ADMINISTRATORS,
    "console_add_field": ADMINISTRATORS,
    "console_field": ADMINISTRATORS,
    "console_move_field": ADMINISTRATORS,
    "console_retire_field": ADMINISTRATORS,
    "console_restore_field": ADMINISTRATORS,
    "console_team": ADMINISTRATORS,
    "console_add_teammate": ADMINISTRATORS,
    "console_teammate": ADMINISTRATORS,
    "console_change_role": ADMINISTRATORS,
    "console_change_places": ADMINISTRATORS,
    "console_companies": ADMINISTRATORS,
    "console_add_company": ADMINISTRATORS,
    "console_company": ADMINISTRATORS,
    "console_rename_company": ADMINISTRATORS,
    "console_add_member": ADMINISTRATORS,
    "console_change_member": ADMINISTRATORS,
    "console_remove_member": ADMINISTRATORS,
    "console_mails": ADMINISTRATORS,
    "console_send_again": ADMINISTRATORS,
    "console_jobs": ADMINISTRATORS,
    "console_run_again": ADMINISTRATORS,
    "console_audit": ADMINISTRATORS,
}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        else:
            yield path, entry


ROUTES = {entry.name: path for path, entry in patterns(get_resolver())}


@pytest.fixture
def world(cast, ticket, request_type):
    """One of everything that an address can name."""
    upload = Upload.objects.create(
        person=cast.customer, scope="reply:1", name="a.log", size=1, content_type="text/plain", storage_key=new_key()
    )
    actions.reply(ticket, by=cast.customer, body="the log", uploads=[upload.pk])
    MessageFile.objects.update(thumbnail_key=new_key())
    waiting = Upload.objects.create(
        person=cast.customer, scope="reply:1", name="b.log", size=1, content_type="text/plain", storage_key=new_key()
    )
    actions.add_participant(ticket, by=cast.customer, person=cast.colleague)
    field = Field.objects.filter(request_type=request_type, kind=Field.Kind.CHOICE).first()
    ids = {
        "desk": "technical-support",
        "request_type": "technical-support-request",
        "reference": ticket.reference,
        "person": cast.colleague.pk,
        "organization": cast.acme.pk,
        "membership": Membership.objects.get(user=cast.colleague).pk,
        "file": MessageFile.objects.get().pk,
        "upload": waiting.pk,
        "name": "a.log",
        "token": "no-such-token",
        "hue": 255,
        "page": "new-request",
        "session": 1,
        "user": cast.colleague.pk,
        "type": RequestType.objects.first().pk,
        "field": field.key,
        "kind": "text",
        "guest": DeskGuest.objects.create(desk=cast.desk, organization=cast.acme).pk,
        "company": cast.acme.pk,
        "option": Option.objects.filter(field=field).first().pk,
        "status": Status.objects.first().slug,
        "job": Job.objects.create(task="servicedesk.tickets.tasks.sweep", queue="default", state=Job.State.PARKED).pk,
        "mail": OutgoingMail.objects.create(
            kind="account", to_address="a@b.example", language="en", state=OutgoingMail.State.FAILED
        ).pk,
    }
    return ids


def address(name: str, ids: dict) -> str:
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", ROUTES[name])
    return reverse(name, kwargs={key: ids[key] for key in wanted})


def client_of(role: str, cast) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(cast, role))
    return client


def rows_of_everything() -> dict[str, list]:
    """Every row of ours but those of limits, which count tries."""
    ours = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("servicedesk.") and model is not LimitCounter
    ]
    return {model._meta.db_table: list(model.objects.order_by("pk").values_list()) for model in ours}


def test_every_address_has_a_row_and_every_row_an_address():
    assert {name for name in ROUTES if name} == set(ROWS)
    assert all(entry.name for _path, entry in patterns(get_resolver()))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_door_of_every_address_a1(name, cast, world):
    path, clients = address(name, world), {role: client_of(role, cast) for role in ROLES}
    before = rows_of_everything()
    for role, client in clients.items():
        for method in ("get", "post"):
            with transaction.atomic():
                answer = getattr(client, method)(path)
                if role in ROWS[name]:
                    assert answer.status_code in ANSWERS_INSIDE | SPECIAL.get(name, set()), (
                        role,
                        method,
                        answer.status_code,
                    )
                elif role == "anonymous":
                    assert answer.status_code in (302, 403), (role, method, answer.status_code)
                    assert answer.status_code == 403 or answer.headers["Location"].startswith("/login/"), (role, method)
                else:
                    assert answer.status_code in (404, 405), (role, method, answer.status_code)
                if role not in ROWS[name] and method == "post":
                    assert rows_of_everything() == before, role
                transaction.set_rollback(True)


def test_looking_changes_nothing_a47(cast, world):
    client, before = client_of("admin", cast), rows_of_everything()
    for name in ROWS:
        client.get(address(name, world))
    assert rows_of_everything() == before


def test_a_change_without_a_csrf_token_is_refused_a47(cast, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.admin)
    before = rows_of_everything()
    for name in ROWS:
        answer = client.post(address(name, world))
        assert answer.status_code in (403, 404, 405), (name, answer.status_code)
    assert rows_of_everything() == before


@pytest.mark.parametrize(
    "path",
    [
        "/requests/../requests/MTS-1001/", "/requests/%2e%2e/requests/MTS-1001/", "//requests/MTS-1001/", "/requests//MTS-1001/",
        "/requests/MTS-1001;x=1/", "/requests/MTS-1001%2f", "/requests/MTS-1001%00/", "/requests/MTS-1001/%2e/", "/REQUESTS/MTS-1001/",
        "/requests/MTS%2D1001/", "/requests/mts-1001/", "/requests/MTS-01001/", "/requests/MTS-1001", "/agent/tickets/mts-1001/",
        "/agent/tickets/MTS-1001/..;/", "/attachments/../requests/MTS-1001/", "/requests/ＭＴＳ-1001/", "/requests/MTS-１００１/",
    ],
)  # fmt: skip
def test_no_spelling_of_an_address_leads_past_the_door_a7(cast, ticket, path):
    client = client_of("stranger", cast)
    answer = client.get(path, follow=True)
    assert answer.status_code in (400, 404)
    assert b"Cameras go black" not in answer.content


def test_a_wrong_or_missing_password_opens_nothing(cast, world):
    assert PASSWORD
    assert not settings.DEBUG
    assert not {entry.name for entry in demo_urlpatterns} & set(ROUTES)

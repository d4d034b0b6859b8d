"""A house in which every text that somebody can write is a payload, written by the actions that everybody uses."""

from django.core.files.uploadedfile import SimpleUploadedFile

from servicedesk.accounts import actions as accounts
from servicedesk.desks import actions as desks
from servicedesk.desks.actions import OptionSetting
from servicedesk.desks.models import Field, Status
from servicedesk.desks.setup import setup
from servicedesk.organizations.actions import rename_organization
from servicedesk.tickets import actions
from tests.cast import file_request


def fill(cast, request_type, text) -> None:
    """Write `text(place)` everywhere: by administrators, agents and customers."""
    admin, both = cast.admin, lambda place: {"en": text(place), "de": text(place)}
    desks.change_site(by=admin, name=text("site")[:80], hue=210, announcement=both("announcement"))
    desks.change_desk(cast.desk, by=admin, name=both("desk"), description=both("description"), phone=text("phone")[:40])
    desks.change_request_type(request_type, by=admin, name=both("type"), help=both("type help"), group=both("group"))
    for status in Status.objects.filter(desk=cast.desk):
        desks.change_status(
            status, by=admin, name=both(f"{status.slug} inside"), customer_name=both(f"{status.slug} outside")
        )
    for field in Field.objects.filter(request_type=request_type):
        options = {
            "options": [
                OptionSetting(both(f"option {option.value} of {field.key}"), option.value)
                for option in field.options.all()
            ]
        }
        desks.change_field(
            field,
            by=admin,
            label=both(f"label of {field.key}"),
            help=both(f"help of {field.key}"),
            **(options if field.options.exists() else {}),
        )
    for place in ("customer", "colleague", "agent", "admin"):
        person = getattr(cast, place)
        accounts.change_profile(
            person, full_name=text(place)[:150], phone=text("mobile")[:40], language="en", time_zone="UTC"
        )
    rename_organization(cast.acme, name=text("company")[:150], by=admin)
    _write_a_request(cast, setup().types[request_type.pk], text)


def _write_a_request(cast, request_type, text) -> None:
    upload = actions.keep_upload(
        SimpleUploadedFile(text("file").replace("/", "") + ".log", b"x"), by=cast.customer, scope="reply:1"
    )
    ticket = file_request(
        request_type,
        cast.customer,
        organization=cast.acme,
        problem_summary=text("title")[:250],
        description=text("body"),
        end_customer=text("end customer")[:200],
    )
    actions.reply(ticket, by=cast.customer, body=text("reply"), uploads=[upload.pk])
    actions.reply(ticket, by=cast.agent, body=text("answer"))
    actions.note(ticket, by=cast.agent, body=text("note"))
    actions.add_participant(ticket, by=cast.customer, person=cast.colleague)
    actions.assign(ticket, by=cast.agent, to=cast.agent)
    actions.save_draft(f"reply:{ticket.pk}", by=cast.customer, data={"body": text("draft")})

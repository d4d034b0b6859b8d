from django.db import transaction

from servicedesk.audit.record import record
from servicedesk.desks import defaults
from servicedesk.desks.models import Desk, Field, Option, RequestType, Status
from servicedesk.desks.setup import renew_version


def ensure_default_desk() -> Desk | None:
    """Make the desk of a fresh installation (S14); None when there is any desk already, so that a deleted one stays deleted."""
    with transaction.atomic():
        if Desk.objects.exists():
            return None
        desk = Desk.objects.create(**defaults.DESK)
        add_statuses(desk)
        request_type = RequestType.objects.create(desk=desk, **defaults.REQUEST_TYPE)
        for position, spec in enumerate(defaults.FIELDS):
            _add_field(request_type, position, dict(spec))
        record("created", desk, by=None)
        renew_version()
    return desk


def add_statuses(desk: Desk) -> None:
    """Give a new desk one status of every category, and the usual ones beside them."""
    Status.objects.bulk_create(
        Status(desk=desk, slug=slug, category=category, name=name, customer_name=customer_name, position=position)
        for position, (slug, category, name, customer_name) in enumerate(defaults.STATUSES)
    )


def _add_field(request_type: RequestType, position: int, spec: dict) -> None:
    options = spec.pop("options", [])
    field = Field.objects.create(request_type=request_type, position=position, **spec)
    Option.objects.bulk_create(
        Option(field=field, value=value, label=label, position=at) for at, (value, label) in enumerate(options)
    )

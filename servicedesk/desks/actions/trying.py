from collections.abc import Callable
from typing import Any

from django.db import transaction

from servicedesk.desks.forms import RequestForm, form_of
from servicedesk.desks.models import RequestType


def form_after(request_type: RequestType, change: Callable[..., Any], *args: Any, **kwargs: Any) -> type[RequestForm]:
    """Return the form that customers would get after a change, which is made, looked at and taken back; it may be refused as ever."""
    with transaction.atomic():
        change(*args, **kwargs)
        form = form_of(list(request_type.fields.filter(retired_at=None).prefetch_related("options")))
        transaction.set_rollback(True)
    return form

from typing import Any

from django.db.models import Model

from servicedesk.audit.models import AuditEntry


def record(verb: str, thing: Model, *, by: Any, **details: Any) -> None:
    """Note that `by` (None: the operator at the command line) did `verb` to `thing`; call it in the change's transaction."""
    AuditEntry.objects.create(
        by=by,
        verb=verb,
        thing=thing._meta.model_name or "",
        thing_id=str(thing.pk),
        name=str(thing)[:250],
        details=details,
    )

"""What the clock does to tickets, as the system user, and the clearing away of what nobody sent."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from servicedesk.accounts.models import User
from servicedesk.desks.models import Category
from servicedesk.tickets.actions.closing import close
from servicedesk.tickets.events import Kind
from servicedesk.tickets.models import Draft, MessageFile, NoteFile, Ticket, Upload
from servicedesk.tickets.step import step

AT_ONCE = 500
DRAFTS_LIVE = timedelta(days=60)
ORPHANS_LIVE = timedelta(days=1)
LOOKED_BACK = timedelta(days=7)


def close_what_is_over() -> int:
    """Close what was solved long enough ago and what a silent customer left; return how many."""
    over = Ticket.objects.filter(category__in=[Category.RESOLVED, Category.WAITING], due_at__lte=timezone.now())
    system = User.objects.system()
    count = 0
    for ticket in over.order_by("due_at")[:AT_ONCE]:
        _close_if_still_over(ticket, by=system)
        count += 1
    return count


def tell_leads_of_late_answers() -> int:
    """Note on every ticket whose answer is late, once for each deadline, that it is; the leads hear of it as of any event."""
    late = Ticket.objects.filter(category__in=[Category.NEW, Category.OPEN, Category.HOLD], due_at__lte=timezone.now())
    system = User.objects.system()
    count = 0
    for ticket in late.filter(late_told_at=None).order_by("due_at")[:AT_ONCE]:
        _say_late(ticket, by=system)
        count += 1
    return count


def sweep_drafts_and_uploads() -> None:
    """Forget drafts nobody came back to and files nobody sent, and the bytes that no row names."""
    now = timezone.now()
    Draft.objects.filter(saved_at__lt=now - DRAFTS_LIVE).delete()
    Draft.objects.filter(expires_at__lt=now).delete()
    Upload.objects.filter(created_at__lt=now - ORPHANS_LIVE).delete()
    _remove_orphaned_bytes(now - ORPHANS_LIVE)


def _close_if_still_over(ticket: Ticket, *, by: User) -> None:
    with step(ticket, by=by) as s:
        if ticket.category in (Category.RESOLVED, Category.WAITING) and ticket.due_at and ticket.due_at <= s.at:
            close(ticket, by=by)


def _say_late(ticket: Ticket, *, by: User) -> None:
    with step(ticket, by=by) as s:
        if ticket.is_open and ticket.due_at and ticket.due_at <= s.at and ticket.late_told_at is None:
            s.event(ticket, Kind.LATE, internal={"due": ticket.due_at.isoformat()})
            s.change(ticket, late_told_at=s.at)


def _remove_orphaned_bytes(before: datetime) -> None:
    """Only what came in the days before `before` is looked at: older bytes were looked at when it was their time."""
    for folder in _folders():
        keys = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        due = {key for key in keys if before - LOOKED_BACK < default_storage.get_modified_time(key) < before}
        for key in due - _named(due):
            default_storage.delete(key)


def _folders() -> list[str]:
    """The folders that hold files: names begin with two pairs of letters (`core.files.new_key`)."""
    if not default_storage.exists(""):
        return []
    return [
        f"{first}/{second}" for first in default_storage.listdir("")[0] for second in default_storage.listdir(first)[0]
    ]


def _named(keys: set[str]) -> set[str]:
    """Those of `keys` that a row names."""
    if not keys:
        return set()
    columns = [(Upload, "storage_key"), *((model, column) for model in (MessageFile, NoteFile) for column in _COLUMNS)]
    first, *others = (model.objects.filter(**{f"{column}__in": keys}).values_list(column) for model, column in columns)
    return {key for (key,) in first.union(*others, all=True)}


_COLUMNS = ("storage_key", "thumbnail_key")

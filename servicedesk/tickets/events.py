"""What can happen to a ticket, who may read of it, and which happenings exclude each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    OPENED = "opened", _("Opened")
    REPLIED = "replied", _("Message")
    NOTED = "noted", _("Note")
    STATUS_CHANGED = "status_changed", _("Status changed")
    RESOLVED = "resolved", _("Resolved")
    REOPENED = "reopened", _("Reopened")
    CANCELLED = "cancelled", _("Cancelled")
    CLOSED = "closed", _("Closed")
    ASSIGNED = "assigned", _("Assigned")
    PRIORITY_CHANGED = "priority_changed", _("Priority changed")
    FIELDS_CHANGED = "fields_changed", _("Details changed")
    SHARED = "shared", _("Sharing changed")
    PARTICIPANT_ADDED = "participant_added", _("Participant added")
    PARTICIPANT_REMOVED = "participant_removed", _("Participant removed")
    LATE = "late", _("Answer is late")


# Customers read these, and of them only what stands in the `public` column; an event whose `public` is empty is internal.
PUBLIC = frozenset(Kind) - {Kind.NOTED, Kind.PRIORITY_CHANGED, Kind.LATE}

# The fact that an event changed. Two people who change the same fact without having seen each other's change are in conflict;
# messages, notes and participants only add, and never are.
FACTS = {
    Kind.STATUS_CHANGED: "status",
    Kind.RESOLVED: "status",
    Kind.REOPENED: "status",
    Kind.CANCELLED: "status",
    Kind.CLOSED: "status",
    Kind.ASSIGNED: "assignee",
    Kind.PRIORITY_CHANGED: "priority",
    Kind.FIELDS_CHANGED: "fields",
    Kind.SHARED: "sharing",
}


def rivals(kinds: set[Kind]) -> set[Kind]:
    """Return the kinds that change a fact which one of `kinds` changes too."""
    facts = {FACTS[kind] for kind in kinds if kind in FACTS}
    return {kind for kind, fact in FACTS.items() if fact in facts}

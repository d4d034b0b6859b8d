"""The only writers of tickets. Each action asks whether it may, does nothing if it is already so, and runs in a Step."""

from servicedesk.tickets.actions.closing import cancel, close, reopen, resolve
from servicedesk.tickets.actions.conversation import note, reply
from servicedesk.tickets.actions.drafts import discard_draft, save_draft
from servicedesk.tickets.actions.opening import open_ticket
from servicedesk.tickets.actions.sharing import add_participant, remove_participant, share
from servicedesk.tickets.actions.triage import assign, change_fields, set_priority, set_status
from servicedesk.tickets.actions.uploading import discard_upload, keep_upload, keep_uploads

__all__ = [
    "add_participant",
    "assign",
    "cancel",
    "change_fields",
    "close",
    "discard_draft",
    "discard_upload",
    "keep_upload",
    "keep_uploads",
    "note",
    "open_ticket",
    "remove_participant",
    "reopen",
    "reply",
    "resolve",
    "save_draft",
    "set_priority",
    "set_status",
    "share",
]

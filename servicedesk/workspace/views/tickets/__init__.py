from servicedesk.workspace.views.tickets.conversation import note, reply
from servicedesk.workspace.views.tickets.facts import assign, close, priority, reopen, resolve, share, status
from servicedesk.workspace.views.tickets.fields import fields
from servicedesk.workspace.views.tickets.index import index, index_live, start
from servicedesk.workspace.views.tickets.mails import mails
from servicedesk.workspace.views.tickets.participants import add_participant, remove_participant
from servicedesk.workspace.views.tickets.show import live, show

__all__ = [
    "add_participant",
    "assign",
    "close",
    "fields",
    "index",
    "index_live",
    "live",
    "mails",
    "note",
    "priority",
    "remove_participant",
    "reopen",
    "reply",
    "resolve",
    "share",
    "show",
    "start",
    "status",
]

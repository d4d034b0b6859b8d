from servicedesk.portal.views.requests.change import (
    add_participant,
    cancel,
    mails,
    remove_participant,
    reopen,
    reply,
    resolve,
    share,
)
from servicedesk.portal.views.requests.index import index
from servicedesk.portal.views.requests.new import new
from servicedesk.portal.views.requests.show import live, show

__all__ = [
    "add_participant",
    "cancel",
    "index",
    "live",
    "mails",
    "new",
    "remove_participant",
    "reopen",
    "reply",
    "resolve",
    "share",
    "show",
]

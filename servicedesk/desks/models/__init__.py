from servicedesk.desks.models.desk import Desk, DeskGuest, DeskRole
from servicedesk.desks.models.field import Field, Option
from servicedesk.desks.models.request_type import RequestType
from servicedesk.desks.models.site import Site
from servicedesk.desks.models.status import Category, Status
from servicedesk.desks.models.version import SetupVersion

__all__ = [
    "Category",
    "Desk",
    "DeskGuest",
    "DeskRole",
    "Field",
    "Option",
    "RequestType",
    "SetupVersion",
    "Site",
    "Status",
]

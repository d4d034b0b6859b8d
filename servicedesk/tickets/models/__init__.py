from servicedesk.tickets.models.alias import TicketAlias
from servicedesk.tickets.models.draft import Draft
from servicedesk.tickets.models.event import TicketEvent
from servicedesk.tickets.models.field_value import FieldValue
from servicedesk.tickets.models.files import MessageFile, NoteFile, Upload
from servicedesk.tickets.models.message import Message
from servicedesk.tickets.models.note import Note
from servicedesk.tickets.models.participant import Participant
from servicedesk.tickets.models.step import TicketStep
from servicedesk.tickets.models.ticket import Channel, Priority, Ticket

__all__ = [
    "Channel",
    "Draft",
    "FieldValue",
    "Message",
    "MessageFile",
    "Note",
    "NoteFile",
    "Participant",
    "Priority",
    "Ticket",
    "TicketAlias",
    "TicketEvent",
    "TicketStep",
    "Upload",
]

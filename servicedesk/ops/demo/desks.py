"""The two desks of the demonstration, their forms, and who works on them."""

from datetime import timedelta
from typing import Any

from servicedesk.accounts.models import User
from servicedesk.desks import actions
from servicedesk.desks.actions import OptionSetting
from servicedesk.desks.models import Desk, DeskRole, Field

SITE: dict[str, Any] = {
    "name": "Kuvalinna Service Desk",
    "hue": 255,
    "announcement": {
        "en": "Version 9.8.2 is out. It mends the export of long 4K clips and the client's start on new workstations.",
        "de": "Version 9.8.2 ist da. Sie behebt den Export langer 4K-Filme und den Start des Clients auf neuen Rechnern.",
    },
}

TECHNICAL_SUPPORT = {
    # Ofcom keeps 020 7946 0000 to 0999 free for drama.
    "phone": "+44 20 7946 0136",
    "hours": {str(day): ["08:00", "17:00"] for day in range(5)},
    "time_zone": "Europe/Helsinki",
}

RETURNS = {
    "key": "RMA",
    "slug": "returns",
    "name": {"en": "Returns and repairs", "de": "Rücksendungen und Reparaturen"},
    "description": {
        "en": "Send in a unit, and see how its repair goes.",
        "de": "Geräte einsenden und die Reparatur verfolgen.",
    },
    "hours": {str(day): ["09:00", "15:00"] for day in range(5)},
    "time_zone": "Europe/Helsinki",
    "hue": 215,
    "audience": Desk.Audience.ACCOUNTS,
    "next_answer_within": timedelta(hours=30),
}

SUMMARY: dict[str, Any] = {
    "label": {"en": "Summary in one line", "de": "Zusammenfassung in einer Zeile"},
    "kind": Field.Kind.TEXT,
    "use": Field.Use.TITLE,
    "required": True,
}
DETAILS: dict[str, Any] = {
    "label": {"en": "Tell us more", "de": "Erzählen Sie mehr"},
    "kind": Field.Kind.LONG_TEXT,
    "use": Field.Use.DESCRIPTION,
}
SERIAL_NUMBER: dict[str, Any] = {
    "label": {"en": "Serial number", "de": "Seriennummer"},
    "help": {
        "en": "On the label at the back, like R4-20731.",
        "de": "Auf dem Etikett an der Rückseite, etwa R4-20731.",
    },
    "kind": Field.Kind.TEXT,
    "required": True,
    "pattern": "[A-Z][0-9A-Z]{0,2}-[0-9]{4,6}",
    "pattern_hint": {
        "en": "A letter, perhaps a digit, a hyphen and four to six digits, like R4-20731.",
        "de": "Ein Buchstabe, vielleicht eine Ziffer, ein Bindestrich und vier bis sechs Ziffern, etwa R4-20731.",
    },
    "half_width": True,
}
LICENCE_NUMBER: dict[str, Any] = {
    "label": {"en": "VMS license number", "de": "VMS-Lizenznummer"},
    "kind": Field.Kind.TEXT,
    "required": True,
}

PRODUCT_QUESTION = {
    "slug": "product-question",
    "name": {"en": "Ask about a product", "de": "Frage zu einem Produkt"},
    "description": {
        "en": "How to set up, size or extend a system.",
        "de": "Ein System einrichten, planen oder erweitern.",
    },
    "icon": "circle-help",
}
PRODUCT_QUESTION_FIELDS = [
    SUMMARY,
    {
        "label": {"en": "What is it about", "de": "Worum geht es"},
        "kind": Field.Kind.CHOICE,
        "required": True,
        "options": [
            {"en": "Installation", "de": "Installation"},
            {"en": "Operation", "de": "Bedienung"},
            {"en": "Sizing", "de": "Planung"},
            {"en": "Licences", "de": "Lizenzen"},
        ],
    },
    DETAILS,
]

MOVE_LICENCE = {
    "slug": "move-licence",
    "name": {"en": "Move a licence", "de": "Lizenz umziehen"},
    "description": {
        "en": "To other hardware, or from one site to another.",
        "de": "Auf andere Hardware oder von einem Standort zum anderen.",
    },
    "icon": "key-round",
}
MOVE_LICENCE_FIELDS = [
    LICENCE_NUMBER,
    {
        "label": {"en": "Why does it move", "de": "Warum zieht sie um"},
        "kind": Field.Kind.CHOICE,
        "required": True,
        "options": [
            {"en": "New hardware", "de": "Neue Hardware"},
            {"en": "Split between sites", "de": "Aufteilung auf Standorte"},
        ],
    },
    {
        "label": {"en": "Is the old server off", "de": "Ist der alte Server aus"},
        "kind": Field.Kind.YES_NO,
        "required": True,
    },
    SUMMARY,
    DETAILS,
]

RETURN_HARDWARE = {
    "slug": "return-hardware",
    "name": {"en": "Return hardware", "de": "Gerät einsenden"},
    "description": {
        "en": "Send in a unit for repair or replacement.",
        "de": "Ein Gerät zur Reparatur oder zum Austausch einsenden.",
    },
    "icon": "package",
}
RETURN_HARDWARE_FIELDS = [
    SUMMARY,
    SERIAL_NUMBER,
    {
        "label": {"en": "Under warranty", "de": "Noch in der Garantie"},
        "kind": Field.Kind.CHOICE,
        "half_width": True,
        "options": [
            {"en": "Yes", "de": "Ja"},
            {"en": "No", "de": "Nein"},
            {"en": "I do not know", "de": "Weiß ich nicht"},
        ],
    },
    {
        "label": {"en": "Why do you return it", "de": "Warum senden Sie es ein"},
        "kind": Field.Kind.CHOICE,
        "required": True,
        "options": [
            {"en": "It is broken", "de": "Es ist defekt"},
            {"en": "It was damaged", "de": "Es wurde beschädigt"},
            {"en": "Exchange", "de": "Tausch"},
        ],
    },
    DETAILS,
]

REPAIR_STATUS = {
    "slug": "repair-status",
    "name": {"en": "Ask about a repair", "de": "Frage zu einer Reparatur"},
    "description": {
        "en": "Where your unit is and when it comes back.",
        "de": "Wo Ihr Gerät ist und wann es zurückkommt.",
    },
    "icon": "hammer",
}
REPAIR_STATUS_FIELDS = [SUMMARY, SERIAL_NUMBER, DETAILS]


def set_up(everybody: dict[str, User]) -> None:
    admin = everybody["aino"]
    actions.change_site(by=admin, **SITE)
    support = actions.change_desk(Desk.objects.get(key="MTS"), by=admin, **TECHNICAL_SUPPORT)
    returns = actions.add_desk(by=admin, **RETURNS)
    _add_form(support, PRODUCT_QUESTION, PRODUCT_QUESTION_FIELDS, by=admin)
    _add_form(support, MOVE_LICENCE, MOVE_LICENCE_FIELDS, by=admin)
    _add_form(returns, RETURN_HARDWARE, RETURN_HARDWARE_FIELDS, by=admin)
    _add_form(returns, REPAIR_STATUS, REPAIR_STATUS_FIELDS, by=admin)
    _staff(support, lead=everybody["sara"], agents=[everybody["mikael"], everybody["priya"]], by=admin)
    _staff(returns, lead=everybody["elisa"], agents=[everybody["tom"]], by=admin)


def _add_form(desk: Desk, settings: dict[str, Any], fields: list[dict[str, Any]], *, by: User) -> None:
    kind = actions.add_request_type(desk, by=by, **settings)
    for field in fields:
        options = [OptionSetting(label) for label in field.get("options", [])]
        actions.add_field(kind, by=by, **{**field, "options": options})
    actions.offer_request_type(kind, by=by)


def _staff(desk: Desk, *, lead: User, agents: list[User], by: User) -> None:
    actions.join_desk(desk, lead, by=by, role=DeskRole.Role.LEAD)
    for agent in agents:
        actions.join_desk(desk, agent, by=by)

"""What a fresh installation begins with: data in the shape that the console edits, nothing that code relies on (S14, S41)."""

from servicedesk.desks.models import Category, Desk, Field

STATUSES = [
    ("new", Category.NEW, {"en": "New", "de": "Neu"}, {"en": "With our team", "de": "Bei unserem Team"}),
    (
        "waiting-for-us",
        Category.OPEN,
        {"en": "Waiting for us", "de": "Wartet auf uns"},
        {"en": "With our team", "de": "Bei unserem Team"},
    ),
    (
        "in-progress",
        Category.OPEN,
        {"en": "In progress", "de": "In Arbeit"},
        {"en": "With our team", "de": "Bei unserem Team"},
    ),
    (
        "waiting-for-customer",
        Category.WAITING,
        {"en": "Waiting for customer", "de": "Wartet auf Kunden"},
        {"en": "Waiting for you", "de": "Wartet auf Sie"},
    ),
    ("on-hold", Category.HOLD, {"en": "On hold", "de": "Zurückgestellt"}, {"en": "On hold", "de": "Zurückgestellt"}),
    ("resolved", Category.RESOLVED, {"en": "Resolved", "de": "Gelöst"}, {"en": "Resolved", "de": "Gelöst"}),
    ("closed", Category.CLOSED, {"en": "Closed", "de": "Geschlossen"}, {"en": "Closed", "de": "Geschlossen"}),
]

DESK = {
    "key": "MTS",
    "slug": "technical-support",
    "audience": Desk.Audience.EVERYONE,
    "name": {"en": "Technical Support", "de": "Technischer Support"},
    "description": {
        "en": "Help with everything that does not work as it should.",
        "de": "Hilfe bei allem, was nicht so funktioniert, wie es soll.",
    },
}

REQUEST_TYPE = {
    "slug": "technical-support-request",
    "name": {"en": "New Technical Support Request", "de": "Neue technische Support-Anfrage"},
    "description": {
        "en": "Something does not work as it should: servers, cameras, licences, clients.",
        "de": "Etwas funktioniert nicht, wie es soll: Server, Kameras, Lizenzen, Clients.",
    },
    "help": {
        "en": "The more we know, the faster we can answer. You can add files and details later.",
        "de": "Je mehr wir wissen, desto schneller können wir antworten. Dateien und Einzelheiten können Sie später ergänzen.",
    },
    "icon": "wrench",
}

SMA_STATUS = [
    ("valid", {"en": "Valid", "de": "Gültig"}),
    ("expired", {"en": "Expired", "de": "Abgelaufen"}),
    ("none", {"en": "None", "de": "Keiner"}),
    ("unknown", {"en": "I do not know", "de": "Weiß ich nicht"}),
]

PRODUCTS = [
    ("vms-server", {"en": "VMS server", "de": "VMS-Server"}),
    ("vms-client", {"en": "VMS client", "de": "VMS-Client"}),
    ("recorder", {"en": "Recorder", "de": "Rekorder"}),
    ("camera", {"en": "Camera or encoder", "de": "Kamera oder Encoder"}),
    ("mobile", {"en": "Mobile app or web client", "de": "Mobile App oder Web-Client"}),
    ("other", {"en": "Something else", "de": "Etwas anderes"}),
]

# The questions of S33 to S39, in the manual's order.
FIELDS = [
    {
        "key": "customer-country",
        "kind": Field.Kind.COUNTRY,
        "label": {"en": "Customer Country", "de": "Land des Kunden"},
        "required": True,
    },
    {
        "key": "end-customer",
        "kind": Field.Kind.TEXT,
        "label": {"en": "End Customer", "de": "Endkunde"},
        "help": {
            "en": "Who uses the system? Earlier customers of yours are suggested.",
            "de": "Wer nutzt das System? Ihre früheren Kunden werden vorgeschlagen.",
        },
        "suggests_earlier": True,
    },
    {
        "key": "sma-status",
        "kind": Field.Kind.CHOICE,
        "label": {"en": "SMA status", "de": "SMA-Status"},
        "help": {
            "en": "The software maintenance agreement of this system.",
            "de": "Der Software-Wartungsvertrag dieses Systems.",
        },
        "required": True,
        "half_width": True,
        "options": SMA_STATUS,
    },
    {
        "key": "vms-license-number",
        "kind": Field.Kind.TEXT,
        "label": {"en": "VMS license number", "de": "VMS-Lizenznummer"},
        "help": {
            "en": "You find it in the client under Help, About.",
            "de": "Sie finden sie im Client unter Hilfe, Info.",
        },
        "half_width": True,
    },
    {
        "key": "problem-summary",
        "kind": Field.Kind.TEXT,
        "use": Field.Use.TITLE,
        "label": {"en": "Problem summary", "de": "Zusammenfassung des Problems"},
        "help": {"en": "One line that says what is wrong.", "de": "Eine Zeile, die sagt, was nicht stimmt."},
        "required": True,
    },
    {
        "key": "product",
        "kind": Field.Kind.CHOICE,
        "label": {"en": "Which product is the problem related to", "de": "Welches Produkt ist betroffen"},
        "required": True,
        "options": PRODUCTS,
    },
    {
        "key": "description",
        "kind": Field.Kind.LONG_TEXT,
        "use": Field.Use.DESCRIPTION,
        "label": {"en": "Detailed description of the problem", "de": "Ausführliche Beschreibung des Problems"},
        "help": {
            "en": "What did you do, what did you expect, what happened instead?",
            "de": "Was haben Sie getan, was haben Sie erwartet, was ist stattdessen geschehen?",
        },
        "required": True,
    },
]

"""Believable words: what customers of a video system write about, and how a team answers."""

from random import Random

# Stands in so many titles, however many tickets there are; and one that stands in most.
RARE, RARE_IN = "gyrocompass", 50
COMMON = "camera"

THINGS = (
    "recorder", "recording server", "live view", "archive", "licence key", "motion detection", "export", "mobile app", "web client", "user login", "time server",
    "storage array", "failover", "audio channel", "alarm list", "map view", "firmware update", "encoder", "playback", "backup",
)  # fmt: skip
TROUBLES = (
    "goes black at midnight", "stops after the upgrade", "is slow since Monday", "shows the wrong time", "loses the connection", "asks for the password again",
    "cannot be opened", "restarts by itself", "fills the disk", "reports an unknown error", "is missing from the list", "freezes during export",
)  # fmt: skip
PLACES = (
    "Harbour of Turku", "Northern Mall", "City Hospital", "Arena South", "Airport Terminal 2", "Tram Depot", "Museum Quarter", "Riverside School", "Central Bank Hall",
    "Paper Mill 4", "University Library", "Logistics Park", "Hotel Astoria", "Water Works", "Old Town Garage",
)  # fmt: skip
OPENINGS = (
    "Since the update",
    "Every night",
    "Since this morning",
    "On two of our servers",
    "At the customer's second site",
    "After a power failure",
)
DETAILS = (
    "We restarted the service twice, and it came back for an hour.",
    "The log says **connection reset by peer** again and again.",
    "All other sites work as they should.",
    "- version 9.8.2\n- 32 cameras\n- two recorders",
    "The customer needs the pictures of last week, so it is urgent for them.",
    "Nothing was changed in the network.",
)
ANSWERS = (
    "Thank you for the clear description.",
    "Could you send us **recorder.log** of last night?",
    "You find it under *Settings → Diagnostics → Logs*.",
    "This is mended in 9.8.3, which is out since yesterday.",
    "Please check whether the time server answers from that machine.",
    "We could reproduce it here and are on it.",
)
VARIANTS = 150


def title(random: Random) -> str:
    thing, trouble, place = random.choice(THINGS), random.choice(TROUBLES), random.choice(PLACES)
    return (
        f"{COMMON.capitalize()} {random.randint(1, 64)}: {thing} {trouble} ({place})"
        if random.random() < 0.7
        else f"{thing.capitalize()} {trouble} ({place})"
    )


def questions(random: Random) -> list[str]:
    """Some texts of customers, each a few sentences."""
    return [_question(random) for _variant in range(VARIANTS)]


def answers(random: Random) -> list[str]:
    return [" ".join(random.sample(ANSWERS, 3)) for _variant in range(VARIANTS)]


def _question(random: Random) -> str:
    first = f"{random.choice(OPENINGS)} the {random.choice(THINGS)} {random.choice(TROUBLES)}."
    return "\n\n".join([first, *random.sample(DETAILS, 3)])


# The ticket with ten messages; its requester is `people.CUSTOMER`.
LONG_REFERENCE = "MTS-1001"

# What is typed into the form of the default desk.
FORM = {
    "customer-country": "FI",
    "end-customer": "Harbour of Turku",
    "sma-status": "valid",
    "vms-license-number": "VMS-2291-AX",
    "problem-summary": "Cameras go black at midnight",
    "product": "recorder",
    "description": "Every night at 00:00 all 32 cameras go **black** for about ten minutes.",
}

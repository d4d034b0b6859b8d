"""How often somebody may try to come in. Counted before the work is done, in rows, so that parallel tries pass no more (A41)."""

from collections.abc import Iterable

from servicedesk.core.limits import Limit, take, wait

QUARTER = 15 * 60
HOUR = 3600

# A device that signed in to the account before has a count of its own: nobody else can use it up.
LOG_IN_FROM_DEVICE = Limit("log in from a known device", 10, QUARTER)
LOG_IN_PAIR = Limit("log in to an account from a network", 10, QUARTER)
LOG_IN_NETWORK = Limit("log in from a network", 100, QUARTER)
LOG_IN_ACCOUNT = Limit("log in to an account", 100, HOUR)

LINK_ADDRESS = Limit("link to an address", 5, HOUR)
LINK_NETWORK = Limit("link from a network", 50, HOUR)

# The current password, guessed in a session that was left open.
CONFIRM_PASSWORD = Limit("confirm the password", 10, QUARTER)

Tries = Iterable[tuple[Limit, tuple[str, ...]]]


class TooMany(Exception):
    """One try too many; the next is free in `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def count(tries: Tries) -> None:
    """Count one try under each limit, or raise TooMany at the first that is used up, leaving those after it untouched."""
    for limit, who in tries:
        if not take(limit, *who):
            raise TooMany(wait(limit, *who))

"""What a change of the set-up can answer besides being made."""

from collections.abc import Mapping

from servicedesk.core.errors import Refused


class WrongSettings(Refused):
    """Refused, with the messages by the name of the setting that each is about."""

    def __init__(self, messages: Mapping[str, list[str]]) -> None:
        super().__init__(" ".join(message for those in messages.values() for message in those))
        self.messages = dict(messages)

"""How our headers are written on the wire.

The standard library's own folding (CPython 3.11) loses spaces between encoded words, and encodes message ids that are
longer than a line; so the two kinds of header that this concerns are folded here.
"""

import re
from email import policy
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import Policy
from typing import Any

from django.conf import settings

from servicedesk.core.cleaning import clean_line

LONGEST_NAME = 60
LONGEST_LINE = 76
# What has a meaning of its own in an address header; a name does well without (A59).
SPECIALS = str.maketrans(dict.fromkeys('()<>[]:;@\\,."=', " "))
MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,300}>")


class Words(UnstructuredHeader, BaseHeader):
    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Take the text as it stands: what looks like an encoded word in it is none, and may hide a line end (A58)."""
        super().parse(value, kwds)
        kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        words = str(self)
        charset = "us-ascii" if _is_plain(words) else "utf-8"
        return _line(self, Header(words, charset, LONGEST_LINE, self.name).encode(linesep=policy.linesep), policy)


class MessageIds(UnstructuredHeader, BaseHeader):
    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        ids = filter(MESSAGE_ID.fullmatch, str(self).split())
        return _line(self, f"{policy.linesep} ".join(ids), policy)


def sender() -> Address:
    """The one address that all mail comes from, with its display name."""
    name, _opening, address = settings.DEFAULT_FROM_EMAIL.rpartition("<")
    return recipient(name, address.rstrip(">"))


def recipient(name: str, address: str) -> Address:
    return Address(_phrase(name), addr_spec=_ascii(address))


def _is_plain(words: str) -> bool:
    return words.isascii() and "=?" not in words and all(len(word) < LONGEST_LINE - 16 for word in words.split())


def _line(header: BaseHeader, folded: str, policy: Policy) -> str:
    return f"{header.name}: {folded}{policy.linesep}"


def _phrase(name: str) -> str:
    return clean_line(name.translate(SPECIALS))[:LONGEST_NAME].strip()


def _ascii(address: str) -> str:
    """Domains with other letters travel in their ASCII form (RFC 5891)."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


_registry = HeaderRegistry()
_registry.map_to_type("subject", Words)
for _name in ("references", "in-reply-to"):
    _registry.map_to_type(_name, MessageIds)

# 7-bit bodies, because not every server offers more.
POLICY = policy.SMTP.clone(cte_type="7bit", header_factory=_registry)

"""The ID of a ticket as people write it, and as it stands in addresses."""

import re

# A key that ends in a digit needs its hyphen; others are understood without.
_WRITTEN = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9]{1,7})[\s\-–#]+|([A-Za-z]{2,8}))([0-9]{1,10})\s*")


def normal_reference(text: str) -> str | None:
    """Return `MTS-1042` for what means it (`mts 1042`, `MTS1042`), None for anything else."""
    match = _WRITTEN.fullmatch(text)
    return f"{(match[1] or match[2]).upper()}-{int(match[3])}" if match else None


class ReferenceConverter:
    """In an address: any case, so that a typed one works; the view redirects to the one spelling."""

    regex = r"[A-Za-z][A-Za-z0-9]{1,7}-[0-9]{1,10}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value

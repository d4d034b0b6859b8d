"""Text from outside, made harmless where it comes in: control characters, lone surrogates, bidirectional overrides."""

import re
import unicodedata

# Bidirectional controls reorder what stands around them (A65); they carry nothing in a name or a title.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_INVISIBLE = dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0x00AD])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_RESERVED = re.compile(r'[/\\:*?"<>|]')


def clean_line(text: str) -> str:
    """Return `text` as one line: every control character and run of white space becomes one space."""
    return " ".join(_CONTROL.sub(" ", text).translate(_BIDI).translate(_INVISIBLE).split())


def clean_text(text: str) -> str:
    """Return `text` with its lines kept, line ends as `\\n` and without control characters but the tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", lines).translate(_BIDI).strip()


def clean_filename(name: str) -> str:
    """Return a name that is safe to show and to offer for saving; never part of a path here (A53, A54)."""
    name = _RESERVED.sub("_", clean_line(unicodedata.normalize("NFC", _CONTROL.sub(" ", name))))
    name = name.strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 16:
        return f"{stem[: 120 - len(ending)]}.{ending}"
    return name[:120] or "file"

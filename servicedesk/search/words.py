"""Texts as words for the index, alike on both databases: folded, without diacritics, ß as ss. Every word is matched by its beginning."""

import re
import unicodedata

MOST_WORDS = 12
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.replace("ẞ", "ss").casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]

import pytest
from django.utils.translation import override

from servicedesk.core.texts import say


@pytest.mark.parametrize(
    ("texts", "language", "said"),
    [
        ({"en": "New", "de": "Neu"}, "de", "Neu"),
        ({"en": "New", "de": "Neu"}, "de-at", "Neu"),
        ({"en": "New"}, "de", "New"),
        ({"en": "New", "de": ""}, "de", "New"),
        ({"de": "Neu"}, "en", "Neu"),
        ({}, "en", ""),
        (None, "en", ""),
    ],
)
def test_a_text_is_said_in_the_readers_language_or_the_next_best_s61(texts, language, said):
    with override(language):
        assert say(texts) == said

import pytest

from servicedesk.outbox.rendering import Rendered
from tests.outbox import letters


@pytest.fixture
def say(settings):
    """Set the words that the mails of kind "letter" are made of; None is what a renderer answers when nobody may read them."""

    def set_words(words: Rendered | None) -> None:
        letters.words["all"] = words

    settings.OUTBOX_MAILS = {"letter": "tests.outbox.letters.letter"}
    set_words(Rendered(subject="Good news", text="It works again.", html="<p>It <b>works</b> again.</p>"))
    return set_words

import pytest

from servicedesk.core.tasks.errors import describe


@pytest.mark.parametrize(
    "secret",
    [
        "hunter2-hunter2",
        "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg",
        "4f1c0a6be2d74c0c9d0be6a2f7c81e55",
        "sk_live_8a7b6c5d4e3f2a1b0c9d8e7f",
    ],
)
@pytest.mark.parametrize(
    "message",
    [
        "535 refused: password={}",
        "could not reach smtp://mailer:{}@mail.example:25",
        "Authorization: Bearer {}",
        '{{"api_key": "{}"}}',
        "Cookie: sessionid={}; path=/",
        "refused\nDETAIL: Failing row contains ({}).",
    ],
)
def test_the_kept_text_of_an_error_holds_no_secret_a76(message, secret):
    assert secret not in describe(ValueError(message.format(secret)))


def test_the_settings_own_secrets_are_cut_wherever_they_stand_a76(settings):
    settings.EMAIL_HOST_PASSWORD = "plain words"

    assert describe(OSError("said plain words to the server")) == "OSError: said … to the server"


@pytest.mark.parametrize("text", ["Connection refused by mail.example:25", "There is no task servicedesk.mail.fetch."])
def test_the_cause_stays_readable(text):
    assert describe(OSError(text)) == f"OSError: {text}"


def test_an_error_without_words_is_named():
    assert describe(KeyError()) == "KeyError"

"""Nobody is led elsewhere by a link of ours. A66: sixty spellings of elsewhere."""

import pytest

from servicedesk.entrance.addresses import HOME, safe_address
from tests.cast import PASSWORD

HOST = "evil.example"
ELSEWHERE = [
    *(
        f"{start}{HOST}"
        for start in (
            "http://",
            "https://",
            "//",
            "///",
            "////",
            "/\\",
            "\\\\",
            "\\/",
            "/\\/",
            "//\\",
            "/\\\\",
            "ftp://",
            "HTTP://",
            "hTtPs://",
        )
    ),
    *(
        f"{scheme}{HOST}"
        for scheme in (
            "http:",
            "https:",
            "http:/",
            "https:/",
            "http:///",
            "https:///",
            "http:\\\\",
            "https:\\",
            "file://",
            "ws://",
        )
    ),
    *(
        f"{blank}//{HOST}"
        for blank in (" ", "\t", "\n", "\r", "\x00", "\x0b", "\x1f", "\u00a0", "\u2028", "\ufeff", "\u200b")
    ),
    *(f"/{blank}/{HOST}" for blank in ("\t", "\n", "\r", "\x00", "\x0b", "\x1f", "\u2028", "\u200b")),
    *(
        f"{start}{HOST}"
        for start in ("//user@", "//user:pass@", "https://127.0.0.1@", "https://127.0.0.1:8000@", "//127.0.0.1:80\\@")
    ),
    *(
        f"{scheme}:alert(1)"
        for scheme in ("javascript", "JavaScript", "java\tscript", " javascript", "data", "vbscript", "blob")
    ),
    f"//{HOST}/%2f..",
    f"https://127.0.0.1.{HOST}",
    f"//[{HOST}]",
    "//\u24d4vil.example",
    HOST,
    f"?next=//{HOST}",
    f"./\\{HOST}",
    "/" + "x" * 501,
]


def test_there_are_sixty_spellings():
    assert len(set(ELSEWHERE)) >= 60


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_a_spelling_of_elsewhere_leads_home_a66(wanted):
    assert safe_address(wanted) == HOME


@pytest.mark.parametrize(
    "wanted",
    [
        "/",
        "/requests/?whose=mine&status=open",
        "/requests/MTS-1042/#message-3",
        "/help/ä/",
        "/desks/a/new/b/?x=http://y",
    ],
)
def test_a_page_of_this_site_is_kept(wanted):
    assert safe_address(wanted) == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ELSEWHERE[::6])
def test_no_form_leads_elsewhere_a66(wanted, client, member):
    assert client.post("/language/", {"language": "de", "next": wanted}).headers["Location"] == HOME
    assert (
        client.post("/login/", {"email": member.email, "password": PASSWORD, "next": wanted}).headers["Location"]
        == HOME
    )

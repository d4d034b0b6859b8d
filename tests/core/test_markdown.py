import pytest

from servicedesk.core.markdown import render


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<li>a</li>"),
        ("`code`", "<code>code</code>"),
        ("# Title", "<h3>Title</h3>"),
        ("see https://example.com/x", 'href="https://example.com/x"'),
        ("[call](tel:+358)", 'href="tel:+358"'),
    ],
)
def test_what_people_write_is_shown_as_they_mean_it(text, html):
    assert html in render(text)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:msgbox)",
        "[x](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/beacon.png)",
        "![x](javascript:alert(1))",
        "<style>*{display:none}</style>",
        "<iframe src=//evil.example></iframe>",
        '<a href="x" onclick="alert(1)">x</a>',
        "<svg/onload=alert(1)>",
        "[x](//evil.example)",
    ],
)
def test_nothing_that_runs_loads_or_leads_elsewhere_by_stealth_survives_a48_a50_a56(text):
    html = render(text)
    for word in (
        "<script",
        "<img",
        "<style",
        "<iframe",
        "<svg",
        'href="javascript',
        'href="data',
        'href="vbscript',
        'href="//',
    ):
        assert word not in html.lower()
    assert "<a" not in html or " on" not in html.split("<a", 1)[1].split(">", 1)[0]


def test_links_tell_the_other_side_nothing():
    assert 'rel="noopener noreferrer nofollow"' in render("https://example.com")


def test_deep_nesting_is_answered_in_reasonable_time_a62():
    assert render("> " * 3000 + "x")
    assert render("*" * 20_000)
    assert render("[" * 20_000)

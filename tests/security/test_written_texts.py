"""What people write stays text: it makes no element and no attribute of a page or mail (A48, A59), and is no template (A64)."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from django.db import transaction

from servicedesk.core.tasks.inline import run_due_jobs
from tests.architecture.test_walk import ROWS, address, client_of
from tests.security.payloads import fill
from tests.smtp import Received

MARKUP = [
    "<script>alert(1)</script>", '"><script>alert(1)</script>', "'><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>', "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<body onload=alert(1)>", "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><script>alert(1)</script>", "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>", '" onmouseover="alert(1)', "' onmouseover='alert(1)", '" autofocus onfocus=alert(1) x="', "x onfocus=alert(1) autofocus",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "<a href=javascript:alert(1)>x</a>",
    "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=x>", "<embed src=x>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>a{background:url(//evil.example)}</style>",
    "<form action=//evil.example><input name=x>", "<button formaction=//evil.example>x", "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>", "<math><mtext><script>alert(1)</script>", "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<input autofocus onfocus=alert(1)>", "<select onfocus=alert(1) autofocus>",
    "<x onclick=alert(1)>x", "<x style=behavior:url(1)>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;", "&quot; onclick=&quot;alert(1)", "\\u003cscript\\u003ealert(1)", "\\x3cscript\\x3e", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "＜script＞alert(1)＜/script＞", "<!--><script>alert(1)</script>-->", "<?xml version='1.0'?><x/>", "<!DOCTYPE x [<!ENTITY e 'x'>]>&e;", "<div hx-get=/logout/ hx-trigger=load>",
    "<p data-live=/logout/ is=x>", "<p id=live-region class=dialog hidden>", "';alert(1);'", '";alert(1);"', "<a x='&#x22;' href=//evil.example>",
]  # fmt: skip
TEMPLATES = [
    "{{7*7}}", "{{ 7*7 }}", "{% if 1 %}{% endif %}", "{# c #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%(name)s", "{0.__class__}",
    "{{request.user}}", "{{config}}", "{{''.__class__.__mro__}}", "{% include 'ui/page.html' %}", "$(id)", "%s", "{name}", "${T(java)}",
]  # fmt: skip
ROUNDS = 2
# Bodies are Markdown, in which some of these mean something harmless.
IN_A_BODY = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
BODIES = ("body", "reply", "answer", "note", "draft")
WRITERS = ("customer", "agent", "admin")


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.texts: list[str] = []
        self.values: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, *(name for name, _value in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction")]
        self.values += [value or "" for _name, value in attrs]

    def handle_data(self, data) -> None:
        self.texts.append(data)


def everything(cast, world, smtp_sink) -> dict[str, Structure]:
    """Every page of three people, and every mail, as they are read."""
    pages = {}
    for who, name in itertools.product(WRITERS, sorted(ROWS)):
        answer = client_of(who, cast).get(address(name, world))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            pages[f"{name} of {who}"] = Structure(answer.content.decode())
    run_due_jobs()
    for number, mail in enumerate(smtp_sink.received):
        pages[f"mail {number} to {mail.rcpt_tos}"] = Structure(mail.html)
    return pages


def test_there_are_sixty_payloads():
    assert len(set(MARKUP)) >= 60


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_no_text_makes_an_element_or_an_attribute_a48_a59(turn, cast, world, request_type, smtp_sink):
    places = itertools.count(turn * len(MARKUP) // ROUNDS)
    fill(cast, request_type, lambda _place: MARKUP[next(places) % len(MARKUP)])
    pages = everything(cast, world, smtp_sink)
    assert len(pages) > 80
    for name, page in pages.items():
        attributes = {attribute for _tag, *names in page.elements for attribute in names}
        assert not {
            attribute for attribute in attributes if attribute.startswith(("on", "hx-on", "srcdoc", "formaction"))
        }, name
        assert not [
            link for link in page.links if link.lower().startswith(("javascript:", "data:text", "vbscript:", "//"))
        ], name
        foreign = {
            "iframe",
            "object",
            "embed",
            "base",
            "marquee",
            "math",
            "video",
            "audio",
            "x",
            "scr<script",
            "noscript",
        }
        assert not foreign & {tag for tag, *_names in page.elements}, name


def test_pages_are_built_alike_whatever_is_written_a48_a58_a59(cast, world, request_type, smtp_sink):
    """The same house twice, once of plain words: element for element, attribute for attribute, header for header."""
    with transaction.atomic():
        fill(cast, request_type, lambda place: f"word {place}")
        plain, headers = everything(cast, world, smtp_sink), headers_of(smtp_sink.received)
        transaction.set_rollback(True)
    smtp_sink.received.clear()
    places = itertools.count()
    fill(cast, request_type, lambda place: IN_A_BODY if place in BODIES else MARKUP[next(places) % len(MARKUP)])
    hostile = everything(cast, world, smtp_sink)
    assert hostile.keys() == plain.keys()
    for name, page in hostile.items():
        assert page.elements == plain[name].elements, name
    assert headers
    assert headers_of(smtp_sink.received) == headers


def test_what_looks_like_a_template_stays_as_it_was_written_a64(cast, world, request_type, smtp_sink):
    places = itertools.count()
    fill(cast, request_type, lambda _place: f"zzfrom{TEMPLATES[next(places) % len(TEMPLATES)]}zzto")
    pages = everything(cast, world, smtp_sink)
    texts = {name: "\n".join(["".join(page.texts), *page.values]) for name, page in pages.items()}
    texts |= {f"text of mail {number}": mail.text for number, mail in enumerate(smtp_sink.received)}
    read = set()
    for name, text in texts.items():
        for found in re.findall("zzfrom(.*?)zzto", text):
            assert bare(found) in {bare(template) for template in TEMPLATES}, name
            read.add(bare(found))
    assert read == {bare(template) for template in TEMPLATES}


def bare(text: str) -> str:
    """Without what Markdown reads as emphasis."""
    return re.sub(r"[_*]", "", text)


def headers_of(mails: list[Received]) -> list[list[str]]:
    return sorted(sorted(mail.message.keys()) for mail in mails)

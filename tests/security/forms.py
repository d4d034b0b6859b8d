"""The forms of a page, read as a browser without JavaScript reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Tags without an end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class SentForm:
    """Where a form goes and what it sends when nothing is changed; of several buttons, the first counts."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


def forms_of(page: str, address: str) -> list[SentForm]:
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[SentForm] = []
        self.form: SentForm | None = None
        self.select = self.area = ""
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        said = dict(attrs)
        if tag == "form":
            self.form = SentForm(said.get("action") or self.address, (said.get("method") or "get").upper())
            self.forms.append(self.form)
        if self.form is None:
            return
        name, kind, value = said.get("name", ""), said.get("type", ""), said.get("value")
        if (tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in said)) or (
            tag == "button" and name and name not in dict(self.form.fields)
        ):
            self.form.fields.append((name, value or ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in said or self.select not in dict(self.form.fields)):
            self.form.fields = [pair for pair in self.form.fields if pair[0] != self.select]
            self.form.fields.append((self.select, value or ""))
        elif tag == "textarea":
            self.area, self.text = name, ""

    def handle_data(self, data) -> None:
        self.text += data if self.area else ""

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.form is not None and self.area:
            self.form.fields.append((self.area, self.text.removeprefix("\n")))
            self.area = ""

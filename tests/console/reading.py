"""Reading a page as a browser without JavaScript does: what its form would send."""

from html.parser import HTMLParser

from django.utils.datastructures import MultiValueDict


class Sent(MultiValueDict):
    """Several values of one name go out as several, which the test client does not do with a plain one."""

    def items(self):
        return self.lists()


def form_of(page: bytes, id: str = "settings") -> Sent:
    """What the form with this id sends when nothing is changed, buttons left out."""
    reader = _Reader(id)
    reader.feed(page.decode())
    assert reader.found, f"no form {id}"
    return reader.sent


class _Reader(HTMLParser):
    def __init__(self, id: str) -> None:
        super().__init__()
        self.id, self.inside, self.found = id, False, False
        self.select = self.area = ""
        self.sent = Sent()

    def handle_starttag(self, tag, attrs) -> None:
        said = dict(attrs)
        if tag == "form":
            self.inside = said.get("id") == self.id
            self.found = self.found or self.inside
        if not self.inside:
            return
        if tag == "input" and said.get("name") and "disabled" not in said:
            if said.get("type") not in ("checkbox", "radio") or "checked" in said:
                self.sent.appendlist(
                    said["name"], said.get("value") or ("on" if said.get("type") == "checkbox" else "")
                )
        elif tag == "select":
            self.select = said["name"]
        elif tag == "option" and self.select and "selected" in said:
            self.sent.appendlist(self.select, said.get("value", ""))
        elif tag == "textarea":
            self.area = said["name"]
            self.sent.appendlist(self.area, "")

    def handle_data(self, data) -> None:
        if self.area:
            *before, last = self.sent.getlist(self.area)
            self.sent.setlist(self.area, [*before, last + data])

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            # A browser drops the line end right after the tag.
            *before, last = self.sent.getlist(self.area) if self.area else [""]
            if self.area:
                self.sent.setlist(self.area, [*before, last.removeprefix("\r\n").removeprefix("\n")])
            self.area = ""

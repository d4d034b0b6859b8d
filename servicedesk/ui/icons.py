"""The Lucide icons in use, and the sprite that holds them.

`npm pack lucide-static`, unpack it, then `python -m servicedesk.ui.icons package/icons` writes the sprite anew.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

SPRITE = Path(__file__).parent / "static/ui/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"

# fmt: off
NAMES = (
    "arrow-left", "arrow-right", "bell", "bell-off", "bold", "book-open", "box", "building-2", "calendar", "camera", "check", "chevron-down", "chevron-left",
    "chevron-right", "circle-alert", "circle-check", "circle-help", "clock", "code", "cpu", "credit-card", "download", "ellipsis", "external-link", "eye", "file",
    "flag", "globe", "hammer", "hard-drive", "history", "house", "image", "inbox", "info", "italic", "key-round", "layout-list", "life-buoy", "link", "list", "list-ordered",
    "lock", "log-in", "log-out", "mail", "map-pin", "menu", "merge", "message-square", "monitor", "moon", "package", "paperclip", "pencil", "phone", "plug", "plus", "quote",
    "refresh-cw", "search", "send", "server", "settings", "shield", "sliders-horizontal", "star", "sticky-note", "sun", "tag", "trash-2", "triangle-alert", "undo-2",
    "user", "user-plus", "users", "wifi", "wrench", "x", "zap",
)
# fmt: on


def write_sprite(folder: Path) -> None:
    ElementTree.register_namespace("", SVG.strip("{}"))
    sprite = ElementTree.Element(f"{SVG}svg")
    for name in NAMES:
        symbol = ElementTree.SubElement(sprite, f"{SVG}symbol", id=name, viewBox="0 0 24 24")
        drawing = ElementTree.parse(folder / f"{name}.svg").getroot()  # noqa: S314  # files of a pinned package
        symbol.extend(drawing)
        for shape in symbol:
            shape.tail = None
    licence = "<!-- Icons by Lucide, https://lucide.dev, ISC licence. Copyright (c) Lucide Icons and Contributors. -->"
    symbols = (
        ElementTree.tostring(sprite, encoding="unicode").replace("<symbol", "\n<symbol").replace("</svg>", "\n</svg>")
    )
    SPRITE.write_text(f"{licence}\n{symbols}\n")


if __name__ == "__main__":
    write_sprite(Path(sys.argv[1]))

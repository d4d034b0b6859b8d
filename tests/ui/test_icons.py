import re
from pathlib import Path
from xml.etree import ElementTree

import servicedesk
from servicedesk.ui import icons

PACKAGE = Path(servicedesk.__file__).parent
USES = re.compile(
    r"""(?:ui\.icon\(|\bicon=|"icon": ?|ui\.event\()\s*["']([a-z0-9-]+)["']|ui\.(?:tile|empty)\((?:[^()]*,\s*)"([a-z]+[a-z0-9-]*)"\)"""
)


def in_sprite() -> set[str]:
    return {symbol.attrib["id"] for symbol in ElementTree.parse(icons.SPRITE).getroot()}


def test_the_sprite_holds_exactly_the_listed_icons():
    assert in_sprite() == set(icons.NAMES)


def test_every_icon_that_a_template_or_view_names_is_in_the_sprite():
    files = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]
    named = {(name, file.name) for file in files for match in USES.findall(file.read_text()) for name in match if name}
    assert ("search", "search_box.html") in named
    assert {use for use in named if use[0] not in in_sprite()} == set()


def test_the_sprite_names_its_makers():
    assert "Lucide" in icons.SPRITE.read_text().splitlines()[0]

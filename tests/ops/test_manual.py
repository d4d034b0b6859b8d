"""The operators' manual names what there is."""

import re
from pathlib import Path

from servicedesk import settings
from tests.ops.test_cli import COMMANDS

MANUAL = (Path(__file__).parents[2] / "docs" / "operators.md").read_text()
READ = re.compile(r'(?:\bread|\benv\.\w+)\(\s*"([A-Z_]+)"')


def test_the_manual_describes_every_setting_and_no_other():
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", MANUAL, re.MULTILINE))

    assert described == set(READ.findall(Path(settings.__file__).read_text())) | {"PORT"}


def test_the_manual_describes_every_command():
    described = re.findall(r"^\| `servicedesk (\w+)", MANUAL, re.MULTILINE)

    assert sorted(described) == sorted(COMMANDS)

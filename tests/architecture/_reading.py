"""Reading the program's own source for the guards."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "servicedesk"
SURFACES = ("entrance", "portal", "workspace", "console", "api")


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of these packages (default: all) with its syntax tree, migrations left out."""
    for folder in [PACKAGE / package for package in packages] or [PACKAGE]:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text())


def guarded_models() -> set[str]:
    """The models that ARCHITECTURE.md lists under "Guarded models"."""
    section = (ROOT / "ARCHITECTURE.md").read_text().split("### Guarded models")[1].split("##")[0]
    return set(re.findall(r"`([A-Z]\w+)`", section))


def at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]

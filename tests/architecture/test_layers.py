"""The order of the floors, held by the import-linter contract in pyproject.toml."""

import subprocess
import sys
import textwrap

from tests.architecture._reading import ROOT

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]


def test_every_package_imports_only_from_the_floors_below():
    result = subprocess.run(LINT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


def test_the_contract_can_fail(tmp_path):
    """The same contract over a house whose lower floor reaches up."""
    for name, source in {"upper": "", "lower": "import house.upper"}.items():
        (tmp_path / "house" / name).mkdir(parents=True)
        (tmp_path / "house" / name / "__init__.py").write_text(source)
    (tmp_path / "house" / "__init__.py").touch()
    contract = """
        [importlinter]
        root_package = house
        [importlinter:contract:floors]
        name = floors
        type = layers
        containers = house
        exhaustive = true
        layers =
            upper
            lower
    """
    (tmp_path / ".importlinter").write_text(textwrap.dedent(contract))
    result = subprocess.run(
        LINT, cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(tmp_path)}
    )
    assert result.returncode != 0
    assert "1 broken" in result.stdout

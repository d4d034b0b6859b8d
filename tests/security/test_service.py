"""The program on its machine: as little power as the work needs, and nothing that people write is ever run (A78)."""

import ast
import configparser
import re
from pathlib import Path

import pytest

import servicedesk

PROGRAM = Path(servicedesk.__file__).parent
MANUAL = PROGRAM.parent / "docs" / "operators.md"

HARDENED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes",
    "ProtectControlGroups": "yes",
    "RestrictSUIDSGID": "yes",
    "RestrictNamespaces": "yes",
    "LockPersonality": "yes",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
}
# What would run a text as a program, or make objects of it.
RUNS_TEXT = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "pickle",
    "marshal",
    "shelve",
    "yaml",
    "system",
    "popen",
    "from_string",
}


@pytest.fixture(scope="module")
def unit() -> configparser.ConfigParser:
    (text,) = re.findall(r"```ini\n(\[Unit\].*?)```", MANUAL.read_text(), re.DOTALL)
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


@pytest.mark.parametrize(("setting", "value"), HARDENED.items())
def test_the_unit_of_the_manual_is_hardened_a78(unit, setting, value):
    assert unit["Service"][setting] == value


def test_the_service_is_not_root_and_cannot_write_its_own_program_a78(unit):
    service = unit["Service"]
    assert service["User"] not in ("", "root")
    assert service["ExecStart"].startswith("/opt/")
    assert "ReadWritePaths" not in service
    assert service["Environment"] == "SERVICEDESK_DATA=/var/lib/" + service["StateDirectory"]
    assert "sudo" not in MANUAL.read_text()


def test_no_text_is_ever_run_a78():
    found = [
        f"{file.relative_to(PROGRAM)}:{node.lineno} {word}"
        for file in sorted(PROGRAM.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if (word := runs_text(node))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["eval(x)", "import pickle", "from yaml import load", "os.system(x)", "env.from_string(x)", "run(x, shell=True)"],
)
def test_the_reader_finds_what_would_run_a_text(line):
    assert any(runs_text(node) for node in ast.walk(ast.parse(line)))


def runs_text(node: ast.AST) -> str:
    match node:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            words = {alias.name for alias in names} | {getattr(node, "module", None) or ""}
        case ast.Call(func=ast.Name(id=word)):
            words = {word}
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=word)) if module != "re":
            words = {word}
        case ast.keyword(arg="shell", value=ast.Constant(value=True)):
            return "shell"
        case _:
            return ""
    return next(iter(words & RUNS_TEXT), "")

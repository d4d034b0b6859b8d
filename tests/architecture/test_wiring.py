"""No hidden wiring: no signals, no save hooks, no imports inside functions; every dotted path in the settings leads somewhere."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from servicedesk.core.tasks.loading import load_task
from tests.architecture._reading import PACKAGE, ROOT, at, modules

SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals"}


def hidden_wiring(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS:
            yield node
        if isinstance(node, ast.ClassDef):
            hooks = (
                inner
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name in {"save", "delete", "full_clean"}
            )
            yield from (hook for hook in hooks if _is_model(node) and hook)


def imports_inside_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (inner for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom))


def _is_model(node: ast.ClassDef) -> bool:
    return any(
        (isinstance(base, ast.Attribute) and base.attr == "Model") or getattr(base, "id", "").endswith("File")
        for base in node.bases
    )


def test_nothing_is_wired_by_signals_or_save_hooks():
    assert [at(path, node) for path, tree in modules() for node in hidden_wiring(tree)] == []


def test_no_function_imports():
    assert [at(path, node) for path, tree in modules() for node in imports_inside_functions(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.db.models.signals import post_save",
        "from django.dispatch import receiver",
        "class A(models.Model):\n  def save(self): pass",
    ],
)
def test_the_guard_of_wiring_can_fail(source):
    assert [*hidden_wiring(ast.parse(source))]


def test_the_guard_of_imports_can_fail():
    assert [*imports_inside_functions(ast.parse("def f():\n  import os"))]


@pytest.mark.parametrize("path", [*settings.TICKET_REACTIONS, *(path for path, _seconds in settings.PERIODIC_TASKS)])
def test_every_task_that_the_settings_name_exists(path):
    assert load_task(path)


@pytest.mark.parametrize("path", settings.OUTBOX_MAILS.values())
def test_every_mail_that_the_settings_name_exists(path):
    assert callable(import_string(path))


def test_the_map_names_every_package():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    drawn = set(re.findall(r"^  (\w+)/ ", text.split("## The map")[1], re.MULTILINE))
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} <= drawn


def test_the_map_draws_no_package_that_is_not_there():
    drawn = set(
        re.findall(r"^  (\w+)/ ", (ROOT / "ARCHITECTURE.md").read_text().split("Inside the heart")[0], re.MULTILINE)
    )
    assert drawn - {"locale"} <= {path.name for path in PACKAGE.iterdir()}

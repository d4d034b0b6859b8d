"""Surfaces hold no rules: they read guarded models through `visible_to` and write nothing themselves (architecture rule 6)."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture._reading import SURFACES, at, guarded_models, modules

WRITES = {
    "save", "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate", "raw", "_base_manager", "_default_manager",
}  # fmt: skip
# Sessions and cookies are no rows of the domain, and a plain dict has an `update`.
NOT_ROWS = {
    "session",
    "headers",
    "COOKIES",
    "GET",
    "context",
    "attrs",
    "initial",
    "data",
    "widget",
    "fields",
    "errors",
    "errorlist",
}
GUARDED_RELATIONS = {"messages", "notes", "events", "requests", "tickets", "files", "message_set", "note_set"}


def reads_past_visible_to(tree: ast.Module, guarded: set[str]) -> Iterator[ast.Attribute]:
    """`Ticket.objects.<anything but visible_to>`, and `ticket.notes.<anything>`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
            continue
        manager = node.value
        if (
            manager.attr == "objects"
            and isinstance(manager.value, ast.Name)
            and manager.value.id in guarded
            and node.attr != "visible_to"
        ):
            yield node
        if manager.attr in GUARDED_RELATIONS and node.attr in {
            "all",
            "filter",
            "get",
            "exclude",
            "first",
            "last",
            "count",
            "exists",
            "values",
            "order_by",
        }:
            yield node


def managers_passed_on(tree: ast.Module, guarded: set[str]) -> Iterator[ast.AST]:
    """`get_object_or_404(Ticket, …)` and `Ticket.objects` without a call on it: the whole table in somebody else's hands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (
                arg
                for arg in node.args
                if isinstance(arg, ast.Name) and arg.id in guarded and _name(node.func).startswith("get_")
            )
            yield from (
                arg
                for arg in node.args
                if isinstance(arg, ast.Attribute) and arg.attr == "objects" and _name(arg.value) in guarded
            )


def writes(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=attr, value=owner)) if attr in WRITES:
                if _name(owner) not in NOT_ROWS and not isinstance(owner, ast.Dict):
                    yield node


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_surfaces_read_guarded_models_only_through_visible_to():
    guarded = guarded_models()
    assert {"Ticket", "Note", "MessageFile"} <= guarded
    found = [
        at(path, node)
        for path, tree in modules(*SURFACES)
        for node in [*reads_past_visible_to(tree, guarded), *managers_passed_on(tree, guarded)]
    ]
    assert found == []


def test_surfaces_write_no_rows():
    assert [at(path, node) for path, tree in modules(*SURFACES) for node in writes(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "Ticket.objects.filter(pk=1)",
        "Ticket.objects.all()",
        "Note.objects.select_related('author').visible_to(user)",
        "ticket.notes.all()",
        "get_object_or_404(Ticket, pk=1)",
        "get_object_or_404(Ticket.objects, pk=1)",
    ],
)
def test_the_guard_of_reads_can_fail(source):
    tree, guarded = ast.parse(source), guarded_models()
    assert [*reads_past_visible_to(tree, guarded), *managers_passed_on(tree, guarded)]


@pytest.mark.parametrize(
    "source",
    [
        "ticket.save()",
        "Ticket.objects.create(a=1)",
        "form.save()",
        "Desk.objects.filter(pk=1).update(a=1)",
        "x.delete()",
    ],
)
def test_the_guard_of_writes_can_fail(source):
    assert [*writes(ast.parse(source))]


def test_the_guards_find_the_surfaces():
    assert len([*modules(*SURFACES)]) > 20

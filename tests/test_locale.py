"""Every word that a person sees has a German one, and stands where it can be translated (S61)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from jinja2 import nodes

from servicedesk.ui.jinja import environment
from tests.architecture._reading import PACKAGE, ROOT, at, modules

# As bin/words names them.
KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# Attributes whose values are read by people.
READ_BY_PEOPLE = {"alt", "aria-description", "aria-label", "placeholder", "title"}
# Words that are the same in every language: a name of a key, and the kinds of a document.
SAME_EVERYWHERE = {"Ctrl"}
TELLING_PEOPLE = re.compile(r"(forms\.)?ValidationError|Refused|messages\.(success|info|warning|error)")
WORDS_OF_A_FIELD = {"label", "help_text"}
TEMPLATES = sorted(path for kind in ("html", "txt") for path in PACKAGE.glob(f"*/templates/**/*.{kind}"))


def test_every_text_of_the_program_has_its_german_words_s61():
    translated = {(message.context, message.id) for message in german() if all(strings(message))}
    assert sorted(in_the_program() - translated, key=str) == []


def test_no_german_words_are_a_guess_of_the_tool():
    assert [message.id for message in german() if message.id and message.fuzzy] == []


def test_the_german_catalogue_compiles_without_a_complaint():
    assert [(message.id, errors) for message, errors in german().check()] == []


def test_german_words_keep_what_is_filled_in_and_marked_up():
    for message in german():
        if message.id:
            for english, words in zip(ids(message), strings(message), strict=True):
                assert filled_in(words) == filled_in(english), words


def test_german_quotations_stand_in_german_marks():
    for message in german():
        for words in strings(message) if message.id else ():
            assert not re.search('["”]', words), words
            assert re.sub("[^„“]", "", words).replace("„“", "") == "", words


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_word_of_a_template_can_be_translated_s61(path):
    tree = environment().parse(path.read_text("utf-8"))
    text = "x".join(plain_texts(tree))  # in place of each expression, which may be the name of a tag
    found = words_of_a_page(text) if path.suffix == ".html" else words_in(text)
    assert [*found, *sentences_in_expressions(tree)] == []


def test_what_is_told_to_a_person_is_never_a_plain_text_s61():
    assert [at(path, node) for path, tree in modules() for node in ast.walk(tree) if is_plainly_told(node)] == []


@pytest.mark.parametrize("name", forms.fields.__all__)
def test_an_error_of_a_field_is_told_in_german_s61(name):
    messages = getattr(forms, name).default_error_messages.values()
    with translation.override("en"):
        english = {text for message in messages if (text := str(message))}
    with translation.override("de"):
        assert not {str(message) for message in messages} & english


def test_what_is_wrong_with_a_password_is_told_in_german_s61():
    with translation.override("de"):
        for validator in get_default_password_validators():
            assert not re.search(r"\b(your|the|password)\b", validator.get_help_text()), validator


def test_an_incomplete_form_comes_back_in_german_s61(browse, db):
    answer = browse().post(reverse("login"), {}, headers={"accept-language": "de"})
    with translation.override("de"):
        assert gettext(str(forms.Field.default_error_messages["required"])) in answer.content.decode()


@cache
def german() -> Catalog:
    with (PACKAGE / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="de")


@cache
def in_the_program() -> set[tuple[str | None, str | tuple[str, ...]]]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {(context, message) for _file, _line, message, _comments, context in found}


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def filled_in(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)\w|\{\w+\}|</?\w+>", text))


class Reader(HTMLParser):
    """Collects what a person reads on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in READ_BY_PEOPLE and value]

    def handle_data(self, data: str) -> None:
        if self.lasttag not in self.CDATA_CONTENT_ELEMENTS:
            self.texts.append(data)


def plain_texts(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Block) and node.name.endswith("_class"):
        return
    if isinstance(node, nodes.TemplateData):
        yield node.data
    for child in node.iter_child_nodes():
        yield from plain_texts(child)


def words_of_a_page(text: str) -> list[str]:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return [word for piece in reader.texts for word in words_in(piece)]


def words_in(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in SAME_EVERYWHERE]


def sentences_in_expressions(node: nodes.Node) -> Iterator[str]:
    """What looks like words in the expressions of a template, outside a translation: it begins with a capital letter."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATING:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and re.match(r"[A-Z][a-z]", node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from sentences_in_expressions(child)


def is_plainly_told(node: ast.AST) -> bool:
    """Whether a call tells a person something, or names a field of a form, in words of its own."""
    if not isinstance(node, ast.Call) or (name := ast.unparse(node.func)).startswith("models."):
        return False
    told = node.args if TELLING_PEOPLE.fullmatch(name) else []
    told = told + [keyword.value for keyword in node.keywords if keyword.arg in WORDS_OF_A_FIELD]
    return any(has_words(part) for text in told for part in [text, *getattr(text, "values", ())])


def has_words(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))

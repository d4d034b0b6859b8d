import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

import servicedesk.ui
from servicedesk.ui.storage import in_one_piece

STATIC = Path(servicedesk.ui.__file__).parent / "static/ui"


def test_the_entry_file_imports_every_style_sheet():
    entry = (STATIC / "css/app.css").read_text()
    others = {file.relative_to(STATIC / "css").as_posix() for file in (STATIC / "css").rglob("*.css")} - {"app.css"}
    assert set(re.findall(r'@import "(.*?)"', entry)) == others


def test_one_piece_holds_every_rule_in_its_layer():
    sheet = in_one_piece(STATIC / "css/app.css")
    assert "@import" not in sheet
    assert sheet.index("@layer reset, tokens, base, layout, components, utilities;") == 0
    assert sheet.count("{") == sheet.count("}")
    assert re.search(r"@layer components \{\n\.pill \{", sheet)


@pytest.fixture
def collected(tmp_path):
    storages = {"staticfiles": {"BACKEND": "servicedesk.ui.storage.StaticStorage"}}
    with override_settings(
        STATIC_ROOT=tmp_path,
        STORAGES=storages,
        INSTALLED_APPS=["django.contrib.staticfiles", "servicedesk.ui"],
        WHITENOISE_KEEP_ONLY_HASHED_FILES=True,
    ):
        finders.get_finder.cache_clear()
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path / "ui"
    finders.get_finder.cache_clear()


def test_a_served_page_waits_for_one_style_sheet_and_hashed_modules(collected):
    (sheet,) = (collected / "css").glob("app.*.css")
    assert "@import" not in sheet.read_text()
    (script,) = (collected / "js").glob("app.*.js")
    for name in re.findall(r'"(\./.*?)"', script.read_text()):
        assert (collected / "js" / name).is_file(), name


@pytest.mark.parametrize("folder", ["css", "js"])
def test_no_source_file_is_longer_than_a_screenful_of_thought(folder):
    assert [file.name for file in (STATIC / folder).rglob("*.*") if len(file.read_text().splitlines()) > 220] == []

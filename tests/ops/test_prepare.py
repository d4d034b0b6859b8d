from pathlib import Path

import pytest

from servicedesk.cli import main
from servicedesk.desks.models import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def static_root(settings, tmp_path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    return settings.STATIC_ROOT


def test_a_fresh_installation_gets_its_desk_and_says_how_to_make_an_administrator_s14(capsys):
    assert main(["prepare"]) == 0

    assert Desk.objects.get().key == "MTS"
    assert "servicedesk createadmin" in capsys.readouterr().out


def test_an_installation_with_an_administrator_is_told_nothing(admin, capsys):
    main(["prepare"])

    assert capsys.readouterr().out == ""


def test_static_files_are_collected_once_for_the_same_sources(static_root):
    main(["prepare"])
    sheet = next(static_root.rglob("app*.css"))
    before = sheet.stat().st_mtime_ns

    main(["prepare"])
    assert sheet.stat().st_mtime_ns == before

    (static_root / ".sources").write_text("others")
    main(["prepare"])
    assert next(static_root.rglob("app*.css")).stat().st_mtime_ns != before

"""Static files as they are served: hashed names, compressed, and the style sheet in one piece."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "ui/css/app.css"
IMPORT = re.compile(r'@import "(?P<path>[^"]+)" layer\((?P<layer>[a-z]+)\);')


class StaticStorage(CompressedManifestStaticFilesStorage):
    """In development the browser follows the imports of `app.css`; here each is replaced by its file, so that a page waits for one."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run and STYLE_SHEET in paths:
            storage, path = paths[STYLE_SHEET]
            sheet = in_one_piece(Path(storage.path(path)))
            self.delete(STYLE_SHEET)
            self._save(STYLE_SHEET, ContentFile(sheet.encode()))
            paths[STYLE_SHEET] = (self, STYLE_SHEET)
        yield from super().post_process(paths, dry_run, **options)


def in_one_piece(sheet: Path) -> str:
    def layered(match: re.Match[str]) -> str:
        return f"@layer {match['layer']} {{\n{(sheet.parent / match['path']).read_text()}}}\n"

    return IMPORT.sub(layered, sheet.read_text())

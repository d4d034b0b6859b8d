from hashlib import sha256
from pathlib import Path

import servicedesk.ui

VENDOR = Path(servicedesk.ui.__file__).parent / "static/ui/vendor"


def test_vendored_code_is_what_its_maker_published():
    for line in (VENDOR / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_every_vendored_script_has_a_checksum_and_a_licence():
    listed = {line.split()[1] for line in (VENDOR / "SHA256SUMS").read_text().splitlines()}
    assert {file.name for file in VENDOR.glob("*.js")} == listed
    assert all((VENDOR / f"{name.split('.')[0]}.LICENSE").is_file() for name in listed)

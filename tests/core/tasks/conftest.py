import pytest

from tests.databases import process_environment

LEASE_SECONDS = 2


@pytest.fixture
def worker_environment() -> dict[str, str]:
    """Of a worker on the test's database, whose jobs run again soon after it has vanished."""
    return process_environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.core.tasks.worker_settings",
        "TASK_LEASE_SECONDS": str(LEASE_SECONDS),
    }

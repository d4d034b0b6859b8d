"""The real product for journeys: web and worker as processes of their own, on a database of their own, with a real mail server."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.databases import fresh_database
from tests.eventually import eventually
from tests.smtp import Received, Sink, free_port

COMMAND = [sys.executable, "-m", "servicedesk.cli"]


class Product:
    def __init__(self, folder: Path, database: str, mails: Sink) -> None:
        self.mails = mails
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []
        self.environment = os.environ | {
            "SERVICEDESK_DATA": str(folder),
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://127.0.0.1:{mails.port}",
            "BASE_URL": self.url,
        }

    def start(self) -> None:
        subprocess.run([*COMMAND, "prepare"], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        self.fill("tests.browser.world")
        for arguments in (["web", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"], ["worker"]):
            process = subprocess.Popen([*COMMAND, *arguments], env=self.environment, start_new_session=True)
            self.processes.append(process)
        eventually(self._answers)

    def fill(self, module: str) -> None:
        """Run a module that fills the product's database, in a process of its own with the product's settings."""
        subprocess.run([sys.executable, "-m", module], env=self.environment, check=True)

    def stop(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def mail_to(self, address: str, words: str) -> Received:
        """The first mail to the address with these words in its subject or text, as soon as it is there."""
        found: list[Received] = []

        def has_come() -> bool:
            found[:] = [mail for mail in self.mails.to(address) if words in mail.message["Subject"] + mail.text]
            return bool(found)

        eventually(has_come)
        return found[0]

    def link_in(self, mail: Received) -> str:
        """The first address of the product in a mail."""
        match = re.search(rf"{re.escape(self.url)}/\S+", mail.text)
        assert match, mail.text
        return match[0]

    def _answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        return False


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    mails = Sink()
    mails.start()
    try:
        with fresh_database(folder) as database:
            product = Product(folder / "data", database, mails)
            try:
                product.start()
                yield product
            finally:
                product.stop()
    finally:
        mails.stop()

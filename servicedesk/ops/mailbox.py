"""The mail server of the demonstration: takes whatever is sent and keeps each mail as a file.

Started as `python -m servicedesk.ops.mailbox PORT DATA`; the pages under `/demo/mail/` read what it keeps.
"""

import asyncio
import os
import secrets
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from servicedesk.ops.parent import end_with_supervisor

FOLDER = "mail"


class Keeper:
    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        self.folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Names sort by time; a name without a dot in front is a whole mail."""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}.eml"
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        partial = self.folder / f".{name}"
        partial.write_bytes(content)
        os.replace(partial, self.folder / name)
        return "250 OK"


async def serve(port: int, data: Path) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with await listen(port, data):
        await stopped.wait()


async def listen(port: int, data: Path) -> asyncio.Server:
    keeper, loop = Keeper(data), asyncio.get_running_loop()

    def session() -> SMTP:
        return SMTP(keeper, hostname="localhost", enable_SMTPUTF8=True, loop=loop)

    return await loop.create_server(session, "127.0.0.1", port)


if __name__ == "__main__":
    end_with_supervisor()
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))

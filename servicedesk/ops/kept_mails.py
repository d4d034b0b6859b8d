"""Reading what the demonstration's mail server kept."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from django.conf import settings

from servicedesk.ops.mailbox import FOLDER


@dataclass(frozen=True)
class KeptMail:
    SHOWN: ClassVar[int] = 200

    path: Path

    @classmethod
    def latest(cls) -> list["KeptMail"]:
        """Newest first."""
        names = sorted((path for path in cls._folder().glob("*.eml") if not path.name.startswith(".")), reverse=True)
        return [cls(path) for path in names[: cls.SHOWN]]

    @classmethod
    def find(cls, name: str) -> "KeptMail | None":
        path = cls._folder() / f"{name}.eml"
        return cls(path) if path.is_file() else None

    @staticmethod
    def _folder() -> Path:
        return settings.DATA / FOLDER

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, UTC)

    @property
    def subject(self) -> str:
        return str(self._message["Subject"] or "")

    @property
    def sender(self) -> str:
        return str(self._message["From"] or "")

    @property
    def recipient(self) -> str:
        return str(self._message["To"] or "")

    @property
    def text(self) -> str:
        return self._part("plain") or ""

    @property
    def html(self) -> str | None:
        return self._part("html")

    @cached_property
    def _message(self) -> EmailMessage:
        message = email.message_from_bytes(self.path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def _part(self, kind: str) -> str | None:
        part = self._message.get_body((kind,))
        return str(part.get_content()) if part else None

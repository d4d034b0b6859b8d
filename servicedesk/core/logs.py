"""One line per event on standard error, as text or JSON, with everything cut out that would let somebody in (A76)."""

import logging
import logging.config
import re
from typing import Any

import structlog

# Addresses that carry a token: sign-up, reset, change of address, invitation.
_TOKEN_IN_PATH = re.compile(r"(/(?:signup|password/reset|profile/email|join|unsubscribe)/)[^/\s\"'?]{8,}")


def configure(options: dict) -> None:
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    as_json = options["format"] == "json"
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"without_tokens": {"()": WithoutTokens}},
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.format_exc_info,
                        renderer,
                    ],
                    "foreign_pre_chain": shared,
                }
            },
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_tokens"]}
            },
            "root": {"handlers": ["stderr"], "level": "INFO"},
            "loggers": {
                "django": {"level": "WARNING"},
                # Bad requests and missing pages are answers, not events.
                "django.request": {"level": "ERROR"},
                "django.security": {"level": "CRITICAL"},
                # aiosmtpd tells of every connection.
                "mail.log": {"level": "WARNING"},
            },
        }
    )


class WithoutTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = cut_tokens(record.msg) if isinstance(record.msg, str) else record.msg
        if isinstance(record.args, tuple):
            record.args = tuple(cut_tokens(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def cut_tokens(text: str) -> str:
    """Return `text` with the token of every address that carries one replaced by an ellipsis."""
    return _TOKEN_IN_PATH.sub(r"\1…", text)

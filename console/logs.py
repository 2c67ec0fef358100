"""Log lines with fields, on stderr: logfmt for people, JSON for machines."""

import json
import logging
import sys
import time
from typing import Any

_ORDINARY = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_QUIET = (
    "kafka",
    "trafilatura",
    "htmldate",
    "httpx",
    "httpcore",
    "alembic",
    "uvicorn.access",
    "charset_normalizer",
    "courlan",
    "justext",
)


class FieldFormatter(logging.Formatter):
    """One line a record: time (UTC), level, logger, message, then what was given as `extra`."""

    def __init__(self, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line end; an exception's text goes into `error`."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"
        fields: dict[str, Any] = {
            "time": moment,
            "level": record.levelname.lower(),
            "logger": record.name,
            "msg": record.getMessage(),
        }
        fields |= {name: value for name, value in sorted(record.__dict__.items()) if name not in _ORDINARY}
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        if self.as_json:
            return json.dumps(fields, ensure_ascii=False, default=str)
        return " ".join(f"{name}={_logfmt(value)}" for name, value in fields.items())


def _logfmt(value: Any) -> str:
    text = str(value)
    return text if text and text.isprintable() and not set(text) & set(' "=') else json.dumps(text, ensure_ascii=False)


def configure(level: str, form: str) -> None:
    """Sets up the root logger; what chats in libraries speaks from warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FieldFormatter(form == "json"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    # It warns of every topic of a group whose member reads another one, which here is how groups are meant.
    logging.getLogger("kafka.coordinator.assignors").setLevel(logging.ERROR)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))

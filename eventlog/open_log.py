"""From a URL to a log."""

from collections.abc import Mapping
from pathlib import Path

from eventlog.log import Log
from eventlog.sqlite_log import SqliteLog
from events.errors import ConfigError

NO_OPTIONS: Mapping[str, str] = {}


def open_log(url: str, options: Mapping[str, str] = NO_OPTIONS) -> Log:
    """Opens `sqlite:///PATH` (absolute with a fourth slash) or `kafka://HOST:PORT[,HOST:PORT]`.

    `options` go to the Kafka client as they are (`security_protocol`, `sasl_mechanism`, `ssl_cafile` …). Raises ConfigError for
    a URL or option that can't be used, LogUnavailable when the log can't be reached. Open one for each thread or process.
    """
    kind, _, rest = url.partition("://")
    if kind == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return SqliteLog(Path(rest[1:]))
    if kind == "kafka" and rest.strip("/,"):
        from eventlog.kafka_log import KafkaLog  # who uses SQLite need not load the Kafka client

        return KafkaLog(rest.rstrip("/"), options)
    raise ConfigError(f"{url!r} is no log: use sqlite:///PATH (sqlite:////absolute/PATH) or kafka://HOST:PORT[,HOST:PORT]")

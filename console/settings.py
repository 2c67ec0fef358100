"""What can be set, read from sitrep.toml and SITREP_* variables: the only reader of the environment.

A variable wins over the file, the file over the default. SITREP_HTTP_PORT is `port` under `[http]`; SITREP_DATABASE_URL_FILE
names a file that holds the value (for container secrets). An unknown key or variable is an error, never ignored.
"""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit, urlunsplit

import msgspec
from msgspec import Meta

from events.errors import ConfigError

PREFIX = "SITREP_"
DEFAULT_FILE = "sitrep.toml"


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of sitrep.toml."""


class LogSettings(Section, frozen=True, kw_only=True):
    """`url`: "" is SQLite in the data folder. `partitions`: of raw and articles, fixed when they are created."""

    url: str = ""
    partitions: Annotated[int, Meta(ge=1, le=1000)] = 4


class KafkaSettings(Section, frozen=True, kw_only=True):
    """Client settings of kafka-python, passed through where not ""."""

    security_protocol: str = ""
    ssl_cafile: str = ""
    ssl_certfile: str = ""
    ssl_keyfile: str = ""
    ssl_password: str = ""
    sasl_mechanism: str = ""
    sasl_plain_username: str = ""
    sasl_plain_password: str = ""


class DatabaseSettings(Section, frozen=True, kw_only=True):
    """`url`: an SQLAlchemy URL; "" starts a PostgreSQL of `version` inside the data folder."""

    url: str = ""
    version: Literal["16", "18"] = "18"


class IngestSettings(Section, frozen=True, kw_only=True):
    """`sources`: file of sources. `contact`: mail or URL put into the User-Agent. `allow`: private networks that may be fetched
    from, e.g. "10.0.0.0/8, 127.0.0.0/8". `every`: seconds between two looks at folders. Limits: `seconds` for a fetch in all,
    `megabytes` of its decoded body, `redirects`; `parse_seconds` and `parse_megabytes` of memory for taking one feed apart.
    Manners: `shortest` and `longest`: minutes between two polls of a source, where it has no `poll_minutes`; `requests`: at a
    time in all; `per_host`: at a time to one host; `rest`: seconds between two requests to one host; `crawl_delay`: seconds
    that a robots.txt may ask for instead."""

    sources: str = "sources.toml"
    contact: str = ""
    allow: str = ""
    every: Annotated[float, Meta(ge=1)] = 30.0
    seconds: Annotated[float, Meta(gt=0, le=600)] = 20.0
    megabytes: Annotated[int, Meta(ge=1, le=1024)] = 15
    redirects: Annotated[int, Meta(ge=0, le=20)] = 5
    parse_seconds: Annotated[float, Meta(gt=0, le=600)] = 5.0
    parse_megabytes: Annotated[int, Meta(ge=1)] = 512
    shortest: Annotated[float, Meta(ge=1, le=10080)] = 5.0
    longest: Annotated[float, Meta(ge=1, le=10080)] = 360.0
    requests: Annotated[int, Meta(ge=1, le=32)] = 16
    per_host: Annotated[int, Meta(ge=1, le=8)] = 1
    rest: Annotated[float, Meta(ge=0, le=3600)] = 1.0
    crawl_delay: Annotated[float, Meta(ge=0, le=3600)] = 30.0


class ReadSettings(Section, frozen=True, kw_only=True):
    """`workers`: processes that extract articles. `deadline` and `megabytes`: seconds and memory that one document may take."""

    workers: Annotated[int, Meta(ge=1, le=256)] = 2
    deadline: Annotated[float, Meta(gt=0)] = 5.0
    megabytes: Annotated[int, Meta(ge=1)] = 512


class ClusterSettings(Section, frozen=True, kw_only=True):
    """`families`: a file of outlets that are of one owner, added to the table that comes with sitrep; "" for none."""

    families: str = ""


class HttpSettings(Section, frozen=True, kw_only=True):
    """Where the page and the API listen."""

    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8300


class LoggingSettings(Section, frozen=True, kw_only=True):
    """Log lines on stderr."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["logfmt", "json"] = "logfmt"


class Settings(Section, frozen=True, kw_only=True):
    """All settings. `data`: the folder for everything that sitrep writes."""

    data: str = "var"
    log: LogSettings = LogSettings()
    kafka: KafkaSettings = KafkaSettings()
    database: DatabaseSettings = DatabaseSettings()
    ingest: IngestSettings = IngestSettings()
    read: ReadSettings = ReadSettings()
    cluster: ClusterSettings = ClusterSettings()
    http: HttpSettings = HttpSettings()
    logging: LoggingSettings = LoggingSettings()

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return Path(self.data).expanduser().absolute()

    @property
    def log_url(self) -> str:
        """The log's URL, the default filled in."""
        return self.log.url or f"sqlite:///{self.folder / 'log.db'}"

    @property
    def kafka_options(self) -> dict[str, str]:
        """Kafka client settings that are set."""
        values: dict[str, str] = msgspec.structs.asdict(self.kafka)
        return {name: value for name, value in values.items() if value}


SECRETS = frozenset({"kafka.ssl_password", "kafka.sasl_plain_password"})
PATHS = frozenset({"data", "ingest.sources", "cluster.families"})


def option_types() -> dict[str, Any]:
    """Every option by its dotted name ("http.port") with its type."""
    options: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        if isinstance(field.default, Section):
            options |= {f"{field.name}.{inner.name}": inner.type for inner in msgspec.structs.fields(field.default)}
        else:
            options[field.name] = field.type
    return options


def variable_of(option: str) -> str:
    """ "http.port" -> "SITREP_HTTP_PORT"."""
    return PREFIX + option.replace(".", "_").upper()


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from a file (default: SITREP_CONFIG, else ./sitrep.toml where there is one) and the environment.

    Raises ConfigError naming the file or variable, the key, and the nearest right one."""
    env = dict(os.environ if environment is None else environment)
    named = file or (Path(env[PREFIX + "CONFIG"]) if env.get(PREFIX + "CONFIG") else None)
    found = _from_file(named) if named or Path(DEFAULT_FILE).exists() else {}
    found = _checked(found, str(named or DEFAULT_FILE))
    merged = found | _from_environment(env)
    tree: dict[str, Any] = {}
    for option, value in merged.items():
        section, _, name = option.rpartition(".")
        (tree.setdefault(section, {}) if section else tree)[name] = value
    return msgspec.convert(tree, Settings)


def _from_file(named: Path | None) -> dict[str, Any]:
    path = named or Path(DEFAULT_FILE)
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror}); name another file with --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        flat |= {f"{key}.{name}": inner for name, inner in value.items()} if isinstance(value, dict) else {key: value}
    return {key: _beside(path, value) if key in PATHS else value for key, value in flat.items()}


def _beside(file: Path, value: Any) -> Any:
    """A path in a file is relative to that file, wherever sitrep is started."""
    return str(file.parent / Path(value).expanduser()) if isinstance(value, str) and value else value


def _checked(found: Mapping[str, Any], where: str) -> dict[str, Any]:
    types = option_types()
    for option, value in found.items():
        if option not in types:
            raise ConfigError(f"{where}: there is no setting {option!r}{_nearest(option, types)}")
        _convert(value, types[option], f"{where}: {option}", strict=True)
    return dict(found)


def _from_environment(env: Mapping[str, str]) -> dict[str, Any]:
    types = option_types()
    options = {variable_of(option): option for option in types}
    found: dict[str, Any] = {}
    for variable in sorted(name for name in env if name.startswith(PREFIX) and name != PREFIX + "CONFIG"):
        name = variable.removesuffix("_FILE")
        option = options.get(variable) or options.get(name)
        if option is None:
            raise ConfigError(f"environment: there is no variable {variable}{_nearest(variable, options)}")
        text = env[variable] if variable in options else _secret_of(variable, env[variable])
        found[option] = _convert(text, types[option], f"environment: {variable}", strict=False)
    return found


def _secret_of(variable: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"environment: {variable} names {path}, which can't be read ({error.strerror})") from error


def _convert(value: Any, kind: Any, where: str, *, strict: bool) -> Any:
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}") from error


def _nearest(name: str, right: Mapping[str, Any]) -> str:
    close = get_close_matches(name, list(right), n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(right))}"


def masked_url(url: str) -> str:
    """A URL that may be shown: its password is hidden."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:***@{host}"))


def shown(settings: Settings) -> dict[str, str]:
    """Every option and its value as it may be printed: no secret in it."""
    tree = msgspec.to_builtins(settings)
    values = {o: tree[o] if "." not in o else tree[o.split(".")[0]][o.split(".")[1]] for o in option_types()}
    return {o: "***" if o in SECRETS and v else masked_url(str(v)) if o.endswith("url") else str(v) for o, v in values.items()}

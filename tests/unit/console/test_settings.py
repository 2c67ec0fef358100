"""Settings: what wins over what, and that every mistake is named."""

import tomllib
from pathlib import Path

import pytest

from console.settings import Settings, load_settings, option_types, shown, variable_of
from events.errors import ConfigError

ROOT = Path(__file__).parents[3]


def written(folder: Path, text: str) -> Path:
    path = folder / "sitrep.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = written(tmp_path, "[http]\nport = 9000\nhost = '::1'\n")
    settings = load_settings(file, {"SITREP_HTTP_PORT": "9001"})
    assert (settings.http.port, settings.http.host, settings.log.partitions) == (9001, "::1", 4)


def test_every_option_has_a_variable_and_can_be_set_by_it() -> None:
    texts = {str: "x", int: "7", float: "7.5"}
    for option, kind in option_types().items():
        base = getattr(kind, "__origin__", kind)
        value = texts.get(base) or str(kind.__args__[0])
        section, _, name = option.rpartition(".")
        settings = load_settings(environment={variable_of(option): value})
        found = getattr(getattr(settings, section) if section else settings, name)
        assert str(found) == value, option


def test_paths_of_a_file_are_relative_to_it_and_those_of_variables_are_not(tmp_path: Path) -> None:
    file = written(tmp_path, "data = 'here'\n[ingest]\nsources = 's.toml'\n")
    assert load_settings(file, {}).data == str(tmp_path / "here")
    assert load_settings(file, {}).ingest.sources == str(tmp_path / "s.toml")
    assert load_settings(file, {"SITREP_DATA": "there"}).data == "there"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[http]\nprot = 1\n", ["http.prot", "http.port"]),
        ("dta = 'x'\n", ["'dta'", "'data'"]),
        ("[http]\nport = 'many'\n", ["http.port", "int"]),
        ("[http]\nport = 70000\n", ["http.port", "65535"]),
        ("[log]\npartitions = 0\n", ["log.partitions", "1"]),
        ("[database]\nversion = '15'\n", ["database.version"]),
        ("http = 3\n", ["'http'"]),
        ("data = \n", ["not TOML"]),
    ],
)
def test_a_mistake_in_the_file_is_named_with_file_and_key(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(tmp_path, text), {})
    for word in ["sitrep.toml", *words]:
        assert word in str(caught.value)


def test_an_unknown_or_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigError, match=r"SITREP_HTTP_PROT.*SITREP_HTTP_PORT"):
        load_settings(environment={"SITREP_HTTP_PROT": "1"})
    with pytest.raises(ConfigError, match="SITREP_HTTP_PORT"):
        load_settings(environment={"SITREP_HTTP_PORT": "many"})


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        load_settings(tmp_path / "nowhere.toml", {})
    with pytest.raises(ConfigError, match="nowhere"):
        load_settings(environment={"SITREP_CONFIG": str(tmp_path / "nowhere.toml")})


def test_a_secret_can_come_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://sitrep:hunter2@db/sitrep\n")
    settings = load_settings(environment={"SITREP_DATABASE_URL_FILE": str(secret), "SITREP_KAFKA_SASL_PLAIN_PASSWORD": "hunter2"})
    assert settings.database.url == "postgresql://sitrep:hunter2@db/sitrep"
    assert settings.kafka_options == {"sasl_plain_password": "hunter2"}
    assert "hunter2" not in str(shown(settings))
    assert shown(settings)["database.url"] == "postgresql://sitrep:***@db/sitrep"


def test_the_commented_file_names_every_option_with_its_default() -> None:
    lines = (ROOT / "sitrep.toml").read_text(encoding="utf-8").splitlines()
    live = "\n".join(line.removeprefix("# ") if " = " in line and line.startswith("# ") else line for line in lines)
    assert tomllib.loads("\n".join(lines)) == {name: {} for name in tomllib.loads(live) if name != "data"}
    options: dict[str, object] = {}
    for key, value in tomllib.loads(live).items():
        options |= {f"{key}.{name}": inner for name, inner in value.items()} if isinstance(value, dict) else {key: value}
    assert list(options) == list(option_types())
    defaults = Settings()
    for option, value in options.items():
        section, _, name = option.rpartition(".")
        assert getattr(getattr(defaults, section) if section else defaults, name) == value, option


def test_the_file_of_the_project_changes_nothing() -> None:
    settings = load_settings(ROOT / "sitrep.toml", {})
    assert settings == Settings()

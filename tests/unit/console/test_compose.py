"""docker-compose.yml and the Dockerfile name only what sitrep has. (No engine is needed: the files are read.)"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.main import get_command

from console.cli import app
from console.settings import load_settings

ROOT = Path(__file__).parents[3]
OURS = ("ingest", "read", "report", "dedupe", "cluster", "sink", "serve")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = msgspec.yaml.decode((ROOT / "docker-compose.yml").read_bytes())
    return found


def check(arguments: list[str]) -> None:
    """Parses a sitrep command line down to its last option, without running it."""
    command: Any = get_command(app)
    context = command.make_context("sitrep", list(arguments), resilient_parsing=False)
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, rest, parent=context)


def commands(compose: dict[str, Any]) -> Iterator[list[str]]:
    for name in OURS:
        service = compose["services"][name]
        yield service["command"]
        assert service["healthcheck"]["test"][:2] == ["CMD", "sitrep"]
        yield service["healthcheck"]["test"][2:]


def test_the_file_is_a_compose_file() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        str(ROOT / "docker-compose.yml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_and_health_check_is_one_of_sitrep(compose: dict[str, Any]) -> None:
    for arguments in commands(compose):
        check(arguments)


def test_the_check_of_commands_can_fail() -> None:
    for wrong in ("proces read", "process raed", "doctor --onyl log", "doctor --only lgo"):
        with pytest.raises(Exception, match=r"proces|raed|--onyl|lgo"):
            check(wrong.split())


def test_every_step_and_role_has_a_service_that_waits_for_what_it_needs(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"kafka", "postgres", *OURS}
    for name in OURS:
        needs = compose["services"][name]["depends_on"]
        assert needs == {"kafka": {"condition": "service_healthy"}, "postgres": {"condition": "service_healthy"}}
    assert all("healthcheck" in service for service in compose["services"].values())


def test_every_variable_is_a_setting_with_a_fitting_value(compose: dict[str, Any]) -> None:
    for name in OURS:
        environment = compose["services"][name]["environment"]
        assert all(variable.startswith("SITREP_") for variable in environment), name
        settings = load_settings(environment=environment)
        assert settings.log_url.startswith("kafka://")
        assert settings.database.url.startswith("postgresql")


def test_images_are_pinned_and_no_secret_stands_in_the_file(compose: dict[str, Any]) -> None:
    assert all(":" in service["image"] and not service["image"].endswith(":latest") for service in compose["services"].values())
    password = compose["services"]["postgres"]["environment"]["POSTGRES_PASSWORD"]
    assert password.startswith("${POSTGRES_PASSWORD:?")
    example = (ROOT / ".env.example").read_text()
    assert example.rstrip().endswith("POSTGRES_PASSWORD=")
    assert ".env" in (ROOT / ".gitignore").read_text().split()
    assert ".env" in (ROOT / ".dockerignore").read_text().split()


def test_named_volumes_are_declared_and_ports_stay_on_this_machine(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        for volume in service.get("volumes", []):
            first, _, rest = volume.partition(":")
            assert not rest or first.startswith("./") or first in compose["volumes"], (name, volume)
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_the_image_installs_from_the_lock_and_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert any("--require-hashes -r requirements/run.txt" in line for line in lines)
    assert [line for line in lines if line.startswith("USER")] == ["USER sitrep"]
    ignored = (ROOT / ".dockerignore").read_text().split()
    copied = [line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert all((ROOT / source).exists() and source not in ignored for source in copied)

"""Every command and option teaches; mistakes end with a message and a code, never a traceback."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from console import __version__
from console.cli import app
from console.output import harmless

ROOT = Path(__file__).parents[3]


def tree(command: Any = None, path: tuple[str, ...] = ("sitrep",)) -> Iterator[tuple[tuple[str, ...], Any]]:
    command = command or get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from tree(inner, (*path, name))


COMMANDS = dict(tree())


def sitrep(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SITREP_")}
    return subprocess.run(
        [sys.executable, "-m", "console", *arguments], cwd=cwd, env=plain | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_says_what_it_does_with_an_example(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert re.search(r"[a-z].*\.", command.help or ""), "a sentence"
    example = re.search(r"Example: (sitrep.*)", command.help)
    assert example, "an example"
    assert example[1].startswith(" ".join(path)), "an example of this very command"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_and_argument_has_help(path: tuple[str, ...]) -> None:
    for parameter in COMMANDS[path].params:
        if parameter.name != "help":
            assert len(getattr(parameter, "help", None) or "") >= 10, f"{' '.join(path)}: {parameter.name}"


def test_what_reads_speaks_json_and_what_changes_asks_for_execute() -> None:
    reading = [
        "status", "topics", "incidents list", "incidents show", "incidents why", "incidents history", "sources list",
        "sources check", "sources health",
        "dead list", "dead show", "generations list", "doctor", "evaluate", "diff",
    ]  # fmt: skip
    changing = [
        "sources add", "sources remove", "sources pause", "sources resume", "sources import",
        "dead redrive", "dead drop", "replay", "promote", "rollback", "generations drop",
        "correct same", "correct different", "correct set", "correct retract",
    ]  # fmt: skip
    options = {" ".join(path[1:]): {o for p in command.params for o in p.opts} for path, command in COMMANDS.items()}
    assert [name for name in reading if "--json" not in options[name]] == []
    assert [name for name in changing if "--execute" not in options[name]] == []


def test_the_version_and_the_project_agree(tmp_path: Path) -> None:
    assert sitrep("--version", cwd=tmp_path).stdout == f"sitrep {__version__}\n"
    assert f'\nversion = "{__version__}"\n' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (["stauts"], {}, 2, "status"),
        (["tail", "nope"], {}, 2, "nope"),
        (["topics"], {"SITREP_LOG_URL": "redis://x"}, 2, "redis://x"),
        (["topics"], {"SITREP_LOG_URL": "kafka://127.0.0.1:1"}, 3, "127.0.0.1:1"),
        (["topics"], {"SITREP_HTTP_PROT": "1"}, 2, "SITREP_HTTP_PORT"),
        (["--config", "missing.toml", "topics"], {}, 2, "missing.toml"),
        (["sources", "list"], {}, 2, "sources.toml"),
        (["evaluate", "missing.jsonl", "--out", "x"], {}, 1, "missing.jsonl"),
        (["evaluate", "missing.jsonl", "--out", "x", "--kinds", "bombing,quake"], {}, 2, "no kind is called quake"),
        (["evaluate", "missing.jsonl", "--out", "x", "--kinds", ","], {}, 2, "it names no kind"),
        (["topics"], {"SITREP_DATA": "/dev/null/x"}, 2, "/dev/null/x"),
    ],
)
def test_a_mistake_ends_with_its_code_and_one_clear_message(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], code: int, words: str
) -> None:
    done = sitrep(*arguments, cwd=tmp_path, **environment)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    code = 'sitrep() { "$0" -m console "$@"; }; sitrep --help | true; echo ${PIPESTATUS[0]}'
    done = subprocess.run(
        ["bash", "-c", code, sys.executable], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.stdout.strip() in {"0", "1"}


def test_ctrl_c_ends_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("")
    assert sitrep("ingest", "--once", cwd=tmp_path).returncode == 0
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs, and what they start, ignore it
    tailing = subprocess.Popen(
        [sys.executable, "-m", "console", "tail", "generations", "--follow"], cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    assert tailing.stdout
    assert "GenerationCreated" in tailing.stdout.readline()
    tailing.send_signal(signal.SIGINT)
    _, errors = tailing.communicate(timeout=20)
    assert tailing.returncode == 130
    assert "Traceback" not in errors


def test_nothing_from_outside_can_steer_a_terminal() -> None:
    assert harmless("a\x1b[31mb\x07\u202e\u200bc\td\né") == "a [31mb   c\td\né"

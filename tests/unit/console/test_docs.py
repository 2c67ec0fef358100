"""What the documentation says to type exists, its links lead somewhere, and the settings that it names are settings."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.settings import PREFIX, load_settings, option_types, variable_of
from tests.unit.console.test_compose import check

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`((?:sitrep|make) [^`]+)`")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def commands(page: Path) -> Iterator[str]:
    """The lines of the shell blocks, and `sitrep …` and `make …` within sentences."""
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.findall(text):
        yield from (line for line in block.splitlines() if line.strip())
    yield from (found for found in INLINE.findall(BLOCK.sub("", text)) if "…" not in found)


def words_of(line: str) -> list[str]:
    """A command line without its variables, comment and redirection. Variables must be settings."""
    words = shlex.split(line, comments=True)
    while "=" in words[0]:
        variable, _, value = words.pop(0).partition("=")
        load_settings(environment={variable: value})
    return words[: words.index(">")] if ">" in words else words


def verify(line: str, mentioned: bool = False) -> None:
    """Raises where a command line can't be right. One that is only `mentioned` in a sentence may leave out what it needs."""
    words = words_of(line)
    if words[0] == "sitrep":
        try:
            if "--help" not in words:
                check(words[1:])
        except Exception as error:
            if not (mentioned and "Missing" in str(error)):
                raise
    elif words[0] == "make":
        assert words[1] in TARGETS, line
    elif words[0] == "cp":
        assert (ROOT / words[1]).exists(), line
    else:
        assert words[0] in {"docker", "sqlite3", "pre-commit", "python", "curl", "psql"}, line


CASES = [(page, line) for page in PAGES for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), CASES, ids=[f"{page.name}: {line}" for page, line in CASES])
def test_every_command_of_the_documentation_exists(page: Path, line: str) -> None:
    verify(line, mentioned=line not in "".join(BLOCK.findall(page.read_text(encoding="utf-8"))))


def test_the_check_of_commands_can_fail() -> None:
    for wrong in (
        "sitrep incidents lst",
        "make runn",
        "cp nothing .env",
        "SITREP_LOG_URI=x sitrep run",
        "sitrep run --twice",
        "rm -rf /",
    ):
        with pytest.raises(Exception, match=r"(?s)."):
            verify(wrong)


def test_the_readme_begins_with_the_two_commands() -> None:
    first = BLOCK.findall((ROOT / "README.md").read_text())[0]
    assert [words_of(line) for line in first.splitlines()] == [["make", "run"], ["make", "test"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_settings_are_settings(page: Path) -> None:
    known = {variable_of(option) for option in option_types()} | {PREFIX + "CONFIG"}
    named = set(re.findall(r"SITREP_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))
    assert {name for name in named if name.removesuffix("_FILE") not in known} <= {"SITREP_SETTING"}


def test_make_alone_lists_every_target() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    assert TARGETS - {"help"} == set(re.findall(r"^make (\w+)", done.stdout, re.MULTILINE))


def test_the_locks_hold_hashes_and_name_no_host() -> None:
    for name in ("run", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert "://" not in lock
        assert not re.search(r"^\s*(-i|--index|--extra-index|--find-links)", lock, re.MULTILINE)
        hashed = re.findall(r"^[a-z0-9-]+==.*\\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
        assert len(hashed) == len([line for line in lock.splitlines() if not line.startswith(" ")])


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    import tomllib

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {"run": project["dependencies"], "dev": project["dependencies"] + project["optional-dependencies"]["dev"]}
    for name, requirements in wanted.items():
        lock = (ROOT / "requirements" / f"{name}.txt").read_text()
        pinned = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))
        for requirement in map(Requirement, requirements):
            assert pinned.get(canonicalize_name(requirement.name)) in requirement.specifier, requirement


def test_the_program_runs_as_the_readme_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "console", "--help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert "sitrep run --once" in done.stdout

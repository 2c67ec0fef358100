"""What commands print: tables for people, JSON for programs, progress on a terminal. Everything from outside is made harmless."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any, Protocol

import msgspec

WIDTH = 160
WHOLE = frozenset({"id", "report", "date", "kind", "score"})
_KEPT = frozenset("\n\t")


def harmless(value: object) -> str:
    """Text without control or direction-changing characters: a title must not steer a terminal."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() or c in _KEPT else " " for c in text)


def say(text: str = "") -> None:
    """A line for people on stdout."""
    sys.stdout.write(harmless(text) + "\n")


def note(text: str) -> None:
    """A line on stderr: what happens, never a result."""
    sys.stderr.write(harmless(text) + "\n")


def print_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def print_lines(values: Iterable[Any]) -> None:
    """One JSON document a line on stdout."""
    for value in values:
        sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table as wide as the terminal, or as its content where there is none."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(file=None if terminal else StringIO(), highlight=False, width=None if terminal else WIDTH)
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in WHOLE)
    for row in rows:
        table.add_row(*(Text(harmless(value)) for value in row))
    console.print(table)
    if isinstance(console.file, StringIO):  # no spaces at the ends of lines
        sys.stdout.write("".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines()))


class Advance(Protocol):
    """Tells how far long work is: `done` of `total` (0: not known)."""

    def __call__(self, done: int, total: int) -> None: ...


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """A bar with the time left on stderr; nothing where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)

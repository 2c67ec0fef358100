"""Which outlets are of one owner, and so one witness: a table that comes with the package, and what an operator adds to it.

Ownership is what counts as independence of sources: who shares owners shares copy and desks (cf. Noam, "Who Owns the World's
Media?", 2016, which counts voices by owner). An outlet that no table knows is a family of its own, named by its site.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from events.errors import ConfigError

ALONE = "independent"  # a section whose members are families of their own, whatever the shipped table says
_MOST_LABELS = 8
_VIEWS = ("www.", "m.", "amp.", "mobile.")


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`hosts`: sites, separated by blanks, each with all that stands below it. `names`: what outlets are called otherwise."""

    hosts: str = ""
    names: tuple[str, ...] = ()


class Families:
    """Outlet -> family. `version` is a hash of all that is in the table, so that a generation can name it."""

    def __init__(self, *tables: Mapping[str, Family]) -> None:
        """Of several tables a later one wins."""
        self._of: dict[str, str] = {}
        for table in tables:
            for family, members in table.items():
                for member in (*members.hosts.split(), *members.names):
                    plain = _plain(member)
                    self._of[plain] = plain if family == ALONE else family
        lines = "\n".join(f"{outlet}\t{family}" for outlet, family in sorted(self._of.items()))
        self.version = hashlib.sha256(lines.encode()).hexdigest()[:8]
        self.of = lru_cache(maxsize=10_000)(self._find)

    def _find(self, publisher: str) -> str:
        """The family of a publisher, which is named by its host or by its own name."""
        plain = _plain(publisher)
        if plain in self._of or "." not in plain or " " in plain:
            return self._of.get(plain, plain)
        labels = plain.split(".")[-_MOST_LABELS:]
        above = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self._of[host] for host in above if host in self._of), plain)


def _plain(publisher: str) -> str:
    """Case, an English article, the view of a site and blanks don't make another outlet."""
    plain = " ".join(publisher.casefold().split()).removeprefix("the ").removesuffix(".")
    if "." in plain and " " not in plain:
        plain = next((plain[len(view) :] for view in _VIEWS if plain.startswith(view)), plain)
    return plain


def read_families(path: Path) -> dict[str, Family]:
    """The families of a file. Raises ConfigError saying what is wrong with it."""
    try:
        return _table(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror}); `families` below [cluster] names this file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f'{path}: expected sections like [owner] with hosts = "a.com b.com" and names = ["A"]: {error}'
        ) from error


def _table(text: str) -> dict[str, Family]:
    return msgspec.convert(tomllib.loads(text), dict[str, Family])


@lru_cache(maxsize=1)
def shipped_table() -> dict[str, Family]:
    """The table that comes with the package."""
    return _table(files("processors.cluster").joinpath("data/families.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def families(extra: Path | None = None) -> Families:
    """The shipped families, and those of an operator's file."""
    return Families(shipped_table(), read_families(extra)) if extra else Families(shipped_table())

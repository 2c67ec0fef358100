"""What `sitrep doctor` looks at: each check says ok, warn or fail, what it found, and what to do."""

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from console.settings import masked_url
from console.wiring.wire import Wiring
from events.errors import GenerationMismatch, SitrepError
from events.topics import GENERATIONS

MEGABYTE = 1_000_000


class Finding(NamedTuple):
    """What one check found; `advice` says what to do where it isn't ok."""

    check: str
    state: Literal["ok", "warn", "fail"]
    what: str
    advice: str = ""


Answer = tuple[Literal["ok", "warn", "fail"], str, str]


def examine(wiring: Wiring, only: Sequence[str] = ()) -> Iterator[Finding]:
    """Runs the checks named in `only`, or all. A check that meets an error of sitrep fails with its message."""
    for name, check in CHECKS.items():
        if only and name not in only:
            continue
        try:
            yield Finding(name, *check(wiring))
        except SitrepError as error:
            yield Finding(name, "fail", str(error), "")


def _python(wiring: Wiring) -> Answer:
    found = sys.version.split()[0]
    return ("ok", found, "") if sys.version_info >= (3, 11) else ("fail", found, "install Python 3.11 or newer")


def _disk(wiring: Wiring) -> Answer:
    free = shutil.disk_usage(wiring.folder).free // MEGABYTE
    what = f"{free} MB free for {wiring.folder}"
    if free < 100:
        return "fail", what, "make room, or set `data` to a folder on a larger disk"
    return ("warn", what, "make room soon: nothing on the log expires") if free < 1000 else ("ok", what, "")


def _clock(wiring: Wiring) -> Answer:
    now = wiring.clock()
    log = wiring.log
    width = log.topics().get(GENERATIONS, 0)
    records = [
        r for p in range(width) if log.end(GENERATIONS, p) for r in log.read(GENERATIONS, p, log.end(GENERATIONS, p) - 1, 1)
    ]
    latest = max((r.timestamp for r in records), default=0) / 1000
    if latest > now.timestamp() + 60:
        return "fail", f"{now.isoformat()} is before the log's latest record", "set the clock (NTP): fetch times order versions"
    return "ok", now.isoformat(timespec="seconds"), ""


def _log(wiring: Wiring) -> Answer:
    where = masked_url(wiring.settings.log_url)
    topics = wiring.log.topics()
    if not topics:
        return "warn", f"{where}: reachable, no topics yet", "`sitrep run --once` makes them"
    wrong = [f for f in wiring.log.check(sorted(topics)) if not f.ok]
    if wrong:
        found = "; ".join(f"{f.subject}: {f.setting} is {f.found}" for f in wrong)
        return "fail", f"{where}: {found}", "; ".join(f"{f.subject}: set {f.setting} to {f.expected}" for f in wrong)
    return "ok", f"{where}: {len(topics)} topics", ""


def _database(wiring: Wiring) -> Answer:
    engine = wiring.engine
    where = engine.url.render_as_string(hide_password=True)
    return "ok", f"{where}: reachable, tables as they should be", ""


def _gazetteer(wiring: Wiring) -> Answer:
    path = wiring.gazetteer_path
    if not path.exists():
        return "warn", f"{path} isn't there yet", "the first `sitrep run` or `sitrep process report` builds it"
    _ = wiring.gazetteer
    return "ok", str(path), ""


def _model(wiring: Wiring) -> Answer:
    return "ok", ", ".join(f"{name} {version}" for name, version in wiring.steps.versions.items()), ""


def _generation(wiring: Wiring) -> Answer:
    generations = wiring.generations()
    if not generations.live:
        return "warn", "there is none yet", "`sitrep run --once` makes the first"
    for name in generations.live:
        try:
            generations.require(name, wiring.steps.versions)
        except GenerationMismatch as error:
            return "warn", str(error), "`sitrep replay --from raw --into NEW` works everything out anew with this code"
    return "ok", f"{', '.join(generations.live)}; public: {generations.promoted or 'none'}", ""


def _sources(wiring: Wiring) -> Answer:
    path = Path(wiring.settings.ingest.sources)
    if not path.exists():
        return "fail", f"{path} isn't there", "`sitrep sources add` makes it, or set `sources` below [ingest]"
    sources = wiring.intake.sources()
    if not sources:
        return "warn", f"{path}: no source", "`sitrep sources add` adds one"
    found = f"{path}: {len(sources)} sources"
    if any(source.kind not in ("folder", "articles") for source in sources) and not wiring.settings.ingest.contact:
        return "warn", f"{found}; no contact in the User-Agent", "set `contact` below [ingest]: a mail address or URL"
    states = Counter(each.state for each in wiring.intake.healths() if each.state in ("failing", "ended"))
    if states:
        told = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        return "warn", f"{found}; {told}", "`sitrep sources health` says why"
    return "ok", found, ""


CHECKS: dict[str, Callable[[Wiring], Answer]] = {
    "python": _python,
    "disk": _disk,
    "log": _log,
    "clock": _clock,
    "database": _database,
    "generation": _generation,
    "gazetteer": _gazetteer,
    "model": _model,
    "sources": _sources,
}

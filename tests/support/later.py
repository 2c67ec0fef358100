"""Runs a module with a clock that is three years ahead: `python -m tests.support.later console run --once`.

The clock is changed where steps and the libraries that they use would look for today, once all of them are loaded.
"""

import datetime
import importlib
import pkgutil
import runpy
import sys
import time

AHEAD = datetime.timedelta(days=3 * 365 + 17, hours=5)
ROOMS = ("events", "eventlog", "ingest", "processors")
LIBRARIES = ("babel", "courlan", "feedparser", "htmldate", "py3langid", "text_to_num", "trafilatura")
_time, _date, _datetime = time.time, datetime.date, datetime.datetime


class Later(_datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "Later":
        return cls.fromtimestamp(later_time(), tz)

    @classmethod
    def utcnow(cls) -> "Later":
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> "Later":
        return cls.now()


class LaterDate(_date):
    @classmethod
    def today(cls) -> "LaterDate":
        now = Later.now()
        return cls(now.year, now.month, now.day)


def later_time() -> float:
    return _time() + AHEAD.total_seconds()


def _load(name: str) -> None:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(package, "__path__", ()), name + "."):
        if not module.name.rpartition(".")[2].startswith("_"):
            importlib.import_module(module.name)


def _change_clocks() -> None:
    time.time = later_time
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in (*ROOMS, *LIBRARIES):
            for attribute, real, later in (
                ("datetime", _datetime, Later),
                ("date", _date, LaterDate),
                ("time", _time, later_time),
            ):
                if getattr(module, attribute, None) is real:
                    setattr(module, attribute, later)


if __name__ == "__main__":
    for room in (*ROOMS, "feedparser", "htmldate", "trafilatura"):
        _load(room)
    _change_clocks()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=False)

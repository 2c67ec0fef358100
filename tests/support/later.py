"""Runs a module with a clock that is three years ahead: `python -m tests.support.later console run --once`."""

import datetime
import runpy
import sys
import time

AHEAD = datetime.timedelta(days=3 * 365 + 17, hours=5)
_time, _datetime = time.time, datetime.datetime


class Later(_datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "Later":
        return cls.fromtimestamp(_time() + AHEAD.total_seconds(), tz)

    @classmethod
    def utcnow(cls) -> "Later":
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> "Later":
        return cls.now()


class LaterDate(datetime.date):
    @classmethod
    def today(cls) -> "LaterDate":
        now = Later.now()
        return cls(now.year, now.month, now.day)


if __name__ == "__main__":
    time.time = lambda: _time() + AHEAD.total_seconds()
    datetime.datetime, datetime.date = Later, LaterDate  # type: ignore[misc]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=False)

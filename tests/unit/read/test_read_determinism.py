"""The same documents give the same bytes in another zone, locale, hash seed and three years later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from events.codec import encode
from events.documents import DocumentFetched
from processors.read.step import read_document
from tests.unit.read.test_read_pages import NAMES, fetched

ROOT = Path(__file__).parents[3]
LATER = """
import datetime, sys, time
really, three_years = time.time, 3 * 365.25 * 86400
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(really() + three_years, tz)
    @classmethod
    def today(cls): return cls.now()
    @classmethod
    def utcnow(cls): return cls.now(datetime.UTC).replace(tzinfo=None)
class LaterDate(datetime.date):
    @classmethod
    def today(cls): return Later.now().date()
datetime.datetime, datetime.date, time.time = Later, LaterDate, lambda: really() + three_years
assert datetime.datetime.now().year >= 2029
"""
SHOW = """
import locale, sys
try: locale.setlocale(locale.LC_ALL, "")
except locale.Error: pass
from tests.unit.read.test_read_determinism import show
sys.stdout.buffer.write(show())
"""
ELSEWHERE = {
    "another zone, locale, hash seed": ({"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"}, ""),
    "the far side of the date line, three years later": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX"}, LATER),
}


def show() -> bytes:
    """Every golden page and both seeds, read: one line each."""
    seeds = [
        DocumentFetched(
            id=p.stem, key=p.name, source="s", publisher="p", fetched_at="2025-01-01T00:00:00.000Z", text=p.read_text("utf-8")
        )
        for p in sorted((ROOT / "seeds").glob("*.txt"))
    ]
    return b"\n".join(encode(read_document(d)) for d in [*map(fetched, NAMES), *seeds])


@pytest.mark.parametrize("where", ELSEWHERE)
def test_same_bytes_elsewhere(where: str) -> None:
    changed, first = ELSEWHERE[where]
    environment = {**os.environ, "PYTHONHASHSEED": "1", **changed}
    done = subprocess.run(
        [sys.executable, "-c", first + SHOW], cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == show()


def test_what_was_read_before_changes_nothing() -> None:
    assert show() == show()

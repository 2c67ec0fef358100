"""Where an outlet is at home: evidence for which places its articles mean.

`data/outlets.tsv` names outlets by host ("khou.com", "chicago.cbslocal.com") or, in capitals, by call sign ("KHOU", which also
stands for "khou11.com"). An outlet without a town reports on its whole region or country; one of several towns stands with each.
A host that the table doesn't know may name its town ("chicagotribune.com") or, by its top-level domain, its country.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from events.reports import Place
from events.urls import host_of
from processors.report.gazetteer.gazetteer import Entry, Gazetteer
from processors.report.gazetteer.names import key_of
from processors.report.gazetteer.nearby import km
from processors.report.places.words import COMMON, OUTLET_WORDS

_TABLE = Path(__file__).parent.parent / "data" / "outlets.tsv"
_CALL_SIGN = re.compile(r"([kw][a-z]{2,3})(?:\d|tv|fm|am|radio|dt|(?:action|channel|eyewitness)news|news?|local|now){0,6}")
_SIGNED = frozenset({"com", "tv", "net", "org"})
_COUNTRY = {"uk": "GB", "gov": "US", "mil": "US", "su": "RU"}
_ANYBODYS = frozenset(
    {"tv", "io", "co", "me", "ai", "fm", "cc", "ly", "to", "eu", "ws", "gg", "ac", "am", "la", "vc", "sc", "st", "nu"}
)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "gob", "go", "ac", "or", "ne"})
_SMALLEST, _MOST = 5_000, 8
FAR = 1_000_000
_REACH = 2  # degrees of latitude, more than 200 km: what is beyond is far, and that is soon told


class Home(NamedTuple):
    """`towns`: one; none where an outlet reports on all of a region or country; several that it reports from, or that its own
    name may name where the table doesn't know it (`guessed`)."""

    country: str
    admin1: str = ""
    towns: tuple[Entry, ...] = ()
    guessed: bool = False

    @property
    def town(self) -> Entry | None:
        """The one town where it is at home."""
        return self.towns[0] if len(self.towns) == 1 and not self.guessed else None

    def away(self, place: Entry | Place) -> int:
        """Kilometres from the nearest of its towns, if that isn't FAR."""
        lat, lon, nearest = place.lat, place.lon, FAR
        for town in self.towns:
            if -_REACH <= lat - town.lat <= _REACH:
                nearest = min(nearest, km(lat, lon, town.lat, town.lon))
        return nearest


_Row = tuple[str, str, str]


def _rows() -> Iterator[tuple[_Row, list[str]]]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        country, admin1, town, _, outlets = line.split("\t")
        yield (country, admin1, town), outlets.split(" ")


def _label(host: str) -> str:
    """What a host is called by: "bbc" of "bbc.co.uk"."""
    parts = host.split(".")
    return parts[-3] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2] if len(parts) > 1 else host


_Rows = tuple[_Row, ...]


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, _Rows], dict[str, _Rows]]:
    """By host or call sign; and by what hosts are called, where the hosts called so have one home."""
    hosts: dict[str, _Rows] = {}
    for row, names in _rows():
        for name in names:
            hosts[name] = (*hosts.get(name, ()), row)
    labels = Counter(label for label, _ in {(_label(host), rows) for host, rows in hosts.items()})
    called = {_label(host): rows for host, rows in hosts.items() if labels[_label(host)] == 1 and "." in host}
    return hosts, called


def _known(name: str) -> _Rows | None:
    """The homes of an outlet by host or by name."""
    hosts, called = _index()
    if "." in name and " " not in name:
        parts = name.split(".")
        for i in range(len(parts) - 1):
            if rows := hosts.get(".".join(parts[i:])):
                return rows
        sign = _CALL_SIGN.fullmatch(_label(name)) if parts[-1] in _SIGNED else None
        return hosts.get(sign[1].upper()) if sign else None
    signs = (rows for word in name.split() if word.isupper() and (rows := hosts.get(word)))
    together = key_of(name).replace(" ", "")
    for word in (together, together.removeprefix("the"), _stripped(together)):
        if rows := called.get(word) or hosts.get(f"{word}.com"):
            return rows
    return next(signs, None)


def _country(host: str) -> str:
    """The country of a host's top-level domain; "" where anybody may have it."""
    last = host.rsplit(".", 1)[-1] if "." in host and " " not in host else ""
    return _COUNTRY.get(last) or (last.upper() if len(last) == 2 and last not in _ANYBODYS else "")


def _stripped(label: str) -> str:
    """Without the words that outlets are called by: "detroit" of "detroitnews", "mysanantonio" of "mysanantonio"."""
    kept = label
    for _ in range(4):
        end = next((w for w in OUTLET_WORDS if kept.endswith(w) and len(kept) - len(w) >= 4), "")
        begin = next((w for w in OUTLET_WORDS if kept.startswith(w) and len(kept) - len(w) >= 4), "") if not end else ""
        kept = kept[len(begin) : len(kept) - len(end)]
        if not end and not begin:
            break
    return kept.strip("-0123456789")


class Outlets:
    """`Outlets(gazetteer).home(publisher, url)`, remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._of = lru_cache(maxsize=4096)(self._find)

    def home(self, publisher: str, url: str = "") -> Home | None:
        """The home of who published it: by the URL's host, else by the publisher's name or host. None: nothing is known."""
        return self._of(publisher.strip(), host_of(url) if url else "")

    def _find(self, publisher: str, host: str) -> Home | None:
        names = [n for n in (host, publisher.lower().removeprefix("www.") if "." in publisher else publisher) if n]
        for name in names:
            if rows := _known(name):
                homes = [self._home(*row) for row in rows]
                towns = tuple(town for home in homes for town in home.towns)
                return homes[0] if len(homes) == 1 else Home(homes[0].country, towns=towns)
        for name in names:
            country = _country(name)
            if named := self._named(name, country):
                return Home(country, towns=named, guessed=True)
            if country:
                return Home(country)
        return None

    def _home(self, country: str, admin1: str, town: str) -> Home:
        found = [
            e
            for e, _ in (self._gazetteer.find(town) if town else ())
            if e.level == 0 and e.country == country and (not admin1 or e.admin1 == admin1)
        ]
        best = max(found, key=lambda e: (e.population, -e.number), default=None)
        return Home(country, best.admin1 if best else admin1, (best,) if best else ())

    def _named(self, name: str, country: str) -> tuple[Entry, ...]:
        """The largest towns that a host or name may be called after."""
        host = "." in name and " " not in name
        word = _stripped(_label(name) if host else "".join(key_of(name).split()))[:40]
        keys = (word.replace("-", " "), *(f"{word[:i]} {word[i:]}" for i in range(3, len(word) - 2)))
        for key in keys if len(word) >= 4 and word not in COMMON else ():
            found = [
                e
                for e, main in self._gazetteer.under(key)
                if main and e.level == 0 and e.population >= _SMALLEST and (not country or e.country == country)
            ]
            if found:
                return tuple(found[:_MOST])
        return ()

"""Short news of one incident each, in seven languages, by writers who knew no table: what of it is read right.

`python -m tests.support.flashes [--wrong]` prints, for each language, how many of the kinds, days, towns and figures are right,
and how many items wholly; with `--wrong` each that isn't. The items stand in tests/unit/report/flashes, a JSON object a line:
`kinds` that are accepted, `date` and `town` (null where the text gives none), `claims` that the text states as totals.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from events.reports import Report
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.gazetteer.names import key_of
from processors.report.step import Reporter
from tests.support.gazetteer import cached_gazetteer
from tests.support.read_articles import read_article

FOLDER = Path(__file__).parents[1] / "unit/report/flashes"
_SLOTS = ("all", "kind", "date", "town", "figures")
_NEAR = 0.2  # degrees: a town under another name


class Flash(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item."""

    id: str
    lang: str
    published: str
    title: str
    text: str
    kinds: list[str]
    date: str | None = None
    town: str | None = None
    claims: dict[str, int] = {}


def flashes() -> Iterator[Flash]:
    """All items, in the order of their files."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        yield from map(msgspec.json.Decoder(Flash).decode, path.read_bytes().splitlines())


def slots(flash: Flash, report: Report, gazetteer: Gazetteer) -> dict[str, bool]:
    """What a report has right, by slot."""
    right = {"kind": report.event_type in flash.kinds}
    if flash.date:
        right["date"] = report.when.date_from <= flash.date <= report.when.date_to and report.when.precision <= 2
    if flash.town:
        right["town"] = _is_there(flash.town, report, gazetteer)
    told = _told(report)
    for role, number in flash.claims.items():
        right[role] = number in told.get(role, {0} if number == 0 else set())
    return right


def _told(report: Report) -> Mapping[str, set[int | None]]:
    told: dict[str, set[int | None]] = {}
    for claim in report.claims:
        told.setdefault(claim.field, set()).update((claim.best, claim.low))
    return told


def _is_there(town: str, report: Report, gazetteer: Gazetteer) -> bool:
    """Whether the place is a town that is called so, in any spelling of the gazetteer."""
    place = report.place
    if place is None or not place.kind.startswith("P"):
        return False
    named = key_of(place.name) == key_of(town)
    close = (abs(e.lat - place.lat) + abs(e.lon - place.lon) < _NEAR for e, _ in gazetteer.find(town))
    return named or any(close)


def measured(gazetteer: Gazetteer) -> tuple[dict[str, Counter[str]], list[str]]:
    """By language, how many of each slot there are and are right (`kind`, `kind right`); and a line for each wrong item."""
    reporter, counts, wrong = Reporter(gazetteer), dict[str, Counter[str]](), list[str]()
    for flash in flashes():
        article = read_article(flash.text, flash.title, flash.published, flash.lang)
        reports = reporter(article).reports
        right = slots(flash, reports[0], gazetteer) if reports else {"kind": False}
        count = counts.setdefault(flash.lang, Counter())
        for slot, good in (*right.items(), ("all", all(right.values()))):
            of = slot if slot in _SLOTS else "figures"
            count.update((of, f"{of} right") if good else (of,))
        if not all(right.values()):
            wrong.append(f"{flash.id}: {', '.join(slot for slot, good in right.items() if not good)}: {flash.text}")
    return counts, wrong


def main() -> None:
    """Prints a line for each language."""
    counts, wrong = measured(Gazetteer.open(cached_gazetteer()))
    for language, count in counts.items():
        print(f"{language}: " + ", ".join(f"{slot} {count[f'{slot} right']} of {count[slot]}" for slot in _SLOTS))
    if "--wrong" in sys.argv:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()

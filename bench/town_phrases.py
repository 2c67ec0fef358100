"""How well towns are known by the words that news puts beside them: `python -m bench.town_phrases GAZETTEER`.

Phrases of ten countries (`bench/labels/town_phrases.toml`), each with 24 of the country's towns that are drawn from those of
4,000 to 80,000 people by a fixed seed; and towns of two countries as German, French and Spanish news spells them. Prints, for
each, of how many the report of such a news item has the place, and the phrases that find less than four in five. Floor: 0.
"""

import argparse
import random
import sqlite3
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.clustering import reporter
from bench.reports import article
from processors.report.step import Reporter

PHRASES = Path(__file__).parent / "labels/town_phrases.toml"
_LEAST, _MOST, _TOWNS, _SEED = 4_000, 80_000, 24, 5
_WEAK = 0.8
# Letters that tell a name of one Cyrillic language from one of the other's.
_OTHERS = {"uk": frozenset("ыэъё"), "ru": frozenset("іїєґ")}


def towns(gazetteer: sqlite3.Connection, country: str, language: str) -> list[tuple[str, str]]:
    """Towns drawn at random: what they are called in the language, and the gazetteer's name."""
    rows = gazetteer.execute(
        "SELECT number, name FROM place WHERE country = ? AND level = 0 AND population BETWEEN ? AND ? ORDER BY number",
        (country, _LEAST, _MOST),
    ).fetchall()
    random.Random(_SEED).shuffle(rows)
    named = [(_called(gazetteer, number, language) if language in _OTHERS else name, name) for number, name in rows[:_TOWNS]]
    return [(called, name) for called, name in named if called]


def _called(gazetteer: sqlite3.Connection, number: int, language: str) -> str:
    """The first Cyrillic name of one word, without letters of the other language if there is one."""
    keys = [key for (key,) in gazetteer.execute("SELECT key FROM name WHERE number = ? ORDER BY key", (number,))]
    keys = [key for key in keys if "\u0400" <= key[0] <= "\u04ff" and not {"-", " "} & set(key)]
    best = next((key for key in keys if not _OTHERS[language] & set(key)), keys[0] if keys else "")
    return best.capitalize()


def _is_found(report: Reporter, text: str, language: str, country: str, name: str) -> bool:
    row: dict[str, Any] = {
        "id": "t",
        "title": "",
        "text": text,
        "published": "2023-06-10",
        "lang": language,
        "source": "t.example",
    }
    places = [r.place for r in report(article(row)).reports]
    return bool(places and places[0] and (places[0].country, places[0].name) == (country, name))


def _line(what: str, right: int, of: int, weak: Sequence[str] = ()) -> None:
    print(f"{what}: {right} of {of}")
    for text in weak:
        print(f"    less than {_WEAK:.0%}: {text}")


def main() -> None:
    """Prints a line for each country and each list of names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gazetteer", type=Path, help="the file that `python -m processors.report.gazetteer.build` makes")
    args = parser.parse_args()
    report, connection = reporter(args.gazetteer), sqlite3.connect(args.gazetteer)
    table = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    for of in table["phrases"]:
        asked = towns(connection, of["country"], of["language"])
        counts = {
            text: sum(_is_found(report, text.format(called), of["language"], of["country"], name) for called, name in asked)
            for text in of["texts"]
        }
        weak = [text for text, right in counts.items() if right < _WEAK * len(asked)]
        _line(f"{of['country']} in {of['language']}", sum(counts.values()), len(asked) * len(counts), weak)
    for of in table["heard"]:
        found = [_is_found(report, of["text"].format(a), of["language"], of["country"], b) for a, b in of["names"].items()]
        _line(f"names of {of['country']} as {of['language']} spells them", sum(found), len(found))


if __name__ == "__main__":
    main()

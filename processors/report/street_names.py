"""Streets by the names that two texts are compared by: "13500 block of S. Cerise Avenue" is "cerise" and "13500 cerise".

Kind and direction are left out where a name remains: one text has "Cerise Ave.", another "South Cerise". A house number is put
down as the hundred that its block is called by, a numbered road by its number alone. Where the kind stands first ("calle",
"улица") the name is the word behind it, and words that aren't plain ASCII are cut as in `evidence.py`, for their endings.
"""

import re
from collections.abc import Iterable, Iterator

from processors.report.evidence import STEM
from processors.report.places.streets import KINDS, StreetMention, is_district

_BLOCK = re.compile(r"(\d{1,5})(?:st|nd|rd|th)?[\s-](?:hundred )?block\sof\s", re.IGNORECASE)
_HOUSE = re.compile(r"(\d{1,5})\s(?!and\s|&)(?=\D|\d+(?:st|nd|rd|th))", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")  # "in 2015 Oak Street burnt"
_AND = re.compile(r"\s(?:and|&)\s")
_WORD = re.compile(r"[^\W\d]+(?:[’'-][^\W\d]+)*|\d+\w*")
_KINDS_FIRST = (
    "calle avenida carrera plaza rue boulevard place quai улица улице улицы улицу улицей ул проспект проспекте проспекта "
    "переулок переулке переулка переулку площадь площади набережная набережной бульвар бульваре бульвару бульвара "
    "вулиця вулиці вулицю вулицею вул проспекті провулок провулку площа площі شارع ميدان ساحة طريق"
)
_KIND_FIRST = frozenset(_KINDS_FIRST.split())
_KIND = frozenset([*KINDS.casefold().split("|"), "streets", "avenues", "roads", "шоссе", *_KIND_FIRST])
_JOINING = frozenset("de del la las los des du d l the".split())  # noqa: SIM905
_ROAD = frozenset("i interstate u s us route highway hwy state county road fm".split())  # noqa: SIM905
_DIRECTION = frozenset("n s e w ne nw se sw north south east west northeast northwest southeast southwest".split())  # noqa: SIM905
_NUMBERED = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
_ORDINAL = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), _NUMBERED.split(), strict=True))  # noqa: SIM905
_HUNDRED = 100


def street_names(mentions: Iterable[StreetMention]) -> tuple[str, ...]:
    """The names of some streets and of their blocks, each once, sorted; districts are none."""
    return tuple(sorted({name for m in mentions if not is_district(m.surface) for name in _names(m.surface)}))


def _names(surface: str) -> Iterator[str]:
    number = (of := _BLOCK.match(surface)) or _HOUSE.match(surface)
    block = int(number[1]) // _HUNDRED * _HUNDRED if number and (of or not _YEAR.match(number[1])) else 0
    for part in _AND.split(surface[number.end() :] if number else surface):
        name = _name(_WORD.findall(part.casefold()))
        if name:
            yield name
        if name and block:
            yield f"{block} {name}"


def _name(words: list[str]) -> str:
    """The name in the words of one street, "" where it has none."""
    numbers = [w for w in words if w[0].isdigit() and w.rstrip("nsew").isdigit()]
    if numbers and _ROAD.issuperset(w for w in words if w not in numbers):
        return numbers[-1].rstrip("nsew")
    first = bool(words) and words[0] in _KIND_FIRST
    rest = [w for w in words if w not in _KIND and not (first and w in _JOINING)]
    if not first and len(rest) > 1 and rest[-1].isdigit():
        rest.pop()  # "Hauptstraße 15"
    named = [_ORDINAL.get(w, w) for w in rest if w not in _DIRECTION] or rest
    return " ".join([w if w.isascii() else w[:STEM] for w in (named[:1] if first else named)])

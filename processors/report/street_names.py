"""Streets by the names that two texts are compared by: "13500 block of S. Cerise Avenue" is "cerise" and "13500 cerise".

Kind and direction are left out where a name remains: one text has "Cerise Ave.", another "South Cerise". A house number is put
down as the hundred that its block is called by.
"""

import re
from collections.abc import Iterable, Iterator

from processors.report.streets import KINDS, StreetMention, is_district

_NUMBER = re.compile(r"(\d{1,5})(?:st|nd|rd|th)?[\s-](?:(?:hundred )?block\sof\s)?(?=\D|\d+(?:st|nd|rd|th))", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_OTHER_KINDS = (
    "avenues roads calle avenida carrera rue quai улица улице улицы улицу улицей ул проспект проспекте проспекта шоссе переулок "
    "переулке площадь площади набережная набережной бульвар бульваре вулиця вулиці вулицю вулицею вул проспекті площа площі "
    "شارع ميدان ساحة طريق"
)
_KIND = frozenset([*KINDS.casefold().split("|"), *_OTHER_KINDS.split()])
_DIRECTION = frozenset("n s e w ne nw se sw north south east west northeast northwest southeast southwest".split())  # noqa: SIM905
_NUMBERED = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th"
_ORDINAL = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), _NUMBERED.split(), strict=True))  # noqa: SIM905
_HUNDRED = 100


def street_names(mentions: Iterable[StreetMention]) -> tuple[str, ...]:
    """The names of some streets and of their blocks, each once, sorted; districts are none."""
    return tuple(sorted({name for m in mentions if not is_district(m.surface) for name in _names(m.surface)}))


def _names(surface: str) -> Iterator[str]:
    number = _NUMBER.match(surface)
    block = int(number[1]) // _HUNDRED * _HUNDRED if number else 0
    for part in _AND.split(surface[number.end() :] if number else surface):
        words = [w for w in _WORD.findall(part.casefold()) if w not in _KIND]
        name = " ".join([_ORDINAL.get(w, w) for w in words if w not in _DIRECTION] or words)
        if name:
            yield name
        if name and block:
            yield f"{block} {name}"

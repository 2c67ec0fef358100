"""Named persons with age and role."""

import re
from collections.abc import Sequence

from events.reports import Person
from processors.report.telling import Read

_NAMED_AGE = re.compile(r"(?P<name>n{2,4}),(?P<age>[Ng])(?=,|\.|$)")
_AGE_NAMED = re.compile(r"(?P<age>g)x{0,2}(?P<name>n{2,4})")
_OFFICIAL = frozenset(
    [
        "chief",
        "sheriff",
        "mayor",
        "governor",
        "detective",
        "captain",
        "lieutenant",
        "sgt",
        "lt",
        "col",
        "gen",
        "president",
        "minister",
        "spokesman",
        "spokeswoman",
    ]
)
_SUSPECT = frozenset(
    [
        "suspect",
        "arrested",
        "charged",
        "accused",
        "shooter",
        "gunman",
        "defendant",
        "jailed",
        "bail",
        "bond",
        "convicted",
        "sentenced",
    ]
)
_MOST = 12
_OLDEST = 110


def people_of(text: str, reads: Sequence[Read]) -> tuple[Person, ...]:
    """The persons whom the sentences name with an age, in order of appearance."""
    found: dict[str, Person] = {}
    for read in reads:
        s = read.sentence
        if "n" not in s.codes or ("g" not in s.codes and "N" not in s.codes):
            continue
        for match in (*_NAMED_AGE.finditer(s.codes), *_AGE_NAMED.finditer(s.codes)):
            words = s.words[match.start("name") : match.end("name")]
            age_word = s.words[match.start("age")]
            age = age_word.low if age_word.code == "N" else age_word.word.number
            if age is None or age > _OLDEST:
                continue
            name = text[words[0].start : words[-1].end]
            found.setdefault(name, Person(name=name, role=_role(read), age=age))
    return tuple(found.values())[:_MOST]


def _role(read: Read) -> str:
    words = {w.text for w in read.sentence.words}
    if words & _SUSPECT:
        return "suspect"
    if any(f.role in ("killed", "injured", "shot") for f in read.figures):
        return "victim"
    return "official" if words & _OFFICIAL else ""

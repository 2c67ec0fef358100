"""The parts of the French patterns: who is counted, and whom something befell."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from processors.report.claims.lists import NUMBERS, ROLES, unreal
from processors.report.sentences.split import Sentence

COUNTED = rf"(?:{NUMBERS}[oxgn]{{0,3}}?[Pp]o?|{NUMBERS}we[xgn]{{0,2}}?P|{NUMBERS}o?(?![xn$]{{0,5}}y))"
ONE = rf"(?:{COUNTED}|a[xgn]{{0,2}}[pP](?:x(?=&))?)"
HIS = rf"e?(?:{ONE}|p)"
WHO = rf"(?:{ONE}|e[xgn]{{0,2}}p|p|h)"
# "Un homme de 41 ans, sa compagne et leurs enfants", "le chauffeur du car et deux passagers".
LIST = rf"{WHO}(?:[wxet]{{1,4}}(?=&|,[ae]|,N))?(?:(?:,|,?&)(?:e(?=N))?{WHO}){{0,4}}"


class Form(NamedTuple):
    """Whom (`who`, words) something befell. `number`: "a" or "ont" as the verb is, "" without one; words up to `end` taken."""

    role: str
    who: tuple[int, int]
    end: int
    until: int
    number: str = ""


def real(s: Sentence, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What is neither threatened, asked for nor denied."""
    for pattern in patterns:
        for m in pattern.finditer(s.codes):
            if not unreal(s, m):
                yield m


def form_of(m: re.Match[str]) -> Form:
    return Form(ROLES[m["what"]], m.span("who"), m.end(), m.end())

"""Those hurt in German, told by the wounds that they bear: "überlebte mit schweren Verletzungen"."""

import re
from collections.abc import Iterator

from processors.report.claims_german_groups import BEHIND, FREE, LISTED, One, count_of
from processors.report.sentences import Sentence

_WITH, _FOR = "mit", "für"
_BEARING = (
    re.compile(rf"(?:^|(?<=[.,&c:]))x?{LISTED}[xenatmsgw]{{0,6}}?[bxf][xsea]{{0,4}}?(?P<mit>s)[xea&]{{0,5}}?(?P<what>j)"),
    re.compile(rf"b[xenatmsgw]{{0,6}}?{FREE}{BEHIND}[xsea]{{0,5}}?(?P<mit>s)[xea]{{0,3}}?(?P<what>j)"),
)
# "Mit einer Platzwunde endete der Abend für einen 31-Jährigen".
_ENDED = re.compile(rf"(?:^|(?<=[.,&c:]))(?P<mit>s)[xea]{{0,3}}?(?P<what>j)[xsea]{{0,9}}?(?P<for>s){LISTED}")


_WHO = re.compile(rf"(?:^|(?<=[.,&c:]))x?{LISTED},e[ae]?x{{0,2}}(?P<what>j)[xenatmsgw]{{0,6}}?A")  # "…, der Prellungen erlitt"


def hurt_of(s: Sentence, codes: str) -> Iterator[One]:
    """Each count of those who are told to come away with wounds."""
    if "j" not in codes:
        return
    for pattern in _BEARING:
        for m in pattern.finditer(codes):
            if s.words[m.start("mit")].text == _WITH:
                yield from count_of(s, codes, "injured", m)
    for m in _WHO.finditer(codes) if "A" in codes else ():
        yield from count_of(s, codes, "injured", m)
    for m in _ENDED.finditer(codes):
        if s.words[m.start("mit")].text == _WITH and s.words[m.start("for")].text == _FOR:
            yield from count_of(s, codes, "injured", m, oblique=True)

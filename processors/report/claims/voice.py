"""Whether an English verb behind "have" tells what somebody did: "floods have killed three"."""

import re

from processors.report.sentences.split import Sentence

ACTS = tuple("KRWHEIV")  # what somebody may do to others; not what tells of those who died
_HAVING = frozenset({"has", "have", "had"})


def is_perfect(s: Sentence, m: re.Match[str]) -> bool:
    """ "Floods have killed three", "who had held his wife hostage": what somebody did, not what befell him."""
    return s.language == "en" and m["what"] in ACTS and s.words[m.start("what") - 1].text in _HAVING


def having(s: Sentence, m: re.Match[str]) -> bool:
    """ "Police have arrested the engineer"; not "he was arrested the next day", nor "claims to have killed him"."""
    at = m.start() - 1
    return at >= 0 and s.words[at].text in _HAVING and s.codes[m.end() - 1] in "pP" and s.words[at - 1].text != "to"

"""Deaths of age and illness, which no incident caused: "died peacefully at home aged 91"."""

import re

from processors.report.sentences.split import Sentence

_LANGUAGES = frozenset({"en"})  # those whose tables know illnesses for this
_OLD, _OLDEST = 60, 120  # years at which a death that tells of nothing but an age is one of age
_EVENT = 2  # weight of a kind
# "Died on Tuesday aged 88", "who died in London at the age of 88", "dies at 91".
_AT_AGE = re.compile(r"D[^.DKIS]{0,12}?[<@](?:ex>)?(?P<age>[xNg])(?=[^xnP$]|$)")
# "Died after a short illness", "a cancer patient died"; not "a man with diabetes died after being tasered".
_OF_ILLNESS = re.compile(r"D[^.KIS]{0,8}?%|%[^.KIS]{0,4}?D(?![^.]{0,5}c)")
_VICTIM = frozenset({"scene", "spot", "instantly", "injuries", "wounds", "later", "crash", "accident", "hit", "trapped"})


def is_natural(s: Sentence) -> bool:
    """Whether a sentence tells of a death by an illness or of old age, and of no event."""
    if "D" not in s.codes or s.language not in _LANGUAGES or max(s.kinds.values(), default=0) >= _EVENT:
        return False
    if not _VICTIM.isdisjoint([w.text for w in s.words]):
        return False
    ill = "".join(["%" if "L" in w.word.flags else w.code for w in s.words])
    return bool(_OF_ILLNESS.search(ill)) or _is_old(s)


def _is_old(s: Sentence) -> bool:
    marked = "".join(
        ["<" if "y" in w.word.flags else "@" if w.text == "at" else ">" if "f" in w.word.flags else w.code for w in s.words]
    ).replace("e<>", "ex>")
    ages = (s.words[m.start("age")] for m in _AT_AGE.finditer(marked))
    return any(_OLD <= (w.low or w.word.number or 0) <= _OLDEST for w in ages)

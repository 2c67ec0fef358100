"""Days on which something was said: they are no days of an incident, and part none."""

from bisect import bisect_right

from processors.report.dates.words import WORD_LISTS
from processors.report.sentences.split import Sentence

_SAYING = frozenset(WORD_LISTS["saying"].split())
_SMALL, _BESIDE = frozenset({"am", "ce", "er", "sie", "в", "во", "у"}), 3
_ENGLISH = frozenset({"said", "says", "told"})
_TO_WHOM, _TOLD = "neaPp", 7  # codes and number of words of who is told


def is_of_saying(sentence: Sentence, start: int, end: int) -> bool:
    """ "Sagte er am Montag", "am Montag mitteilte", "a-t-on appris lundi", "told the Monitor yesterday". `start`, `end`: offsets
    of the day."""
    if "said" not in sentence.phrases:
        return False
    words = sentence.words
    before = bisect_right(words, start, key=lambda w: w.end)
    if sentence.language == "en":
        return _said(sentence, before)
    after = bisect_right(words, end, key=lambda w: w.start)
    last = next((w for w in reversed(words[max(0, before - _BESIDE) : before]) if w.text not in _SMALL), None)
    return any(w is not None and w.text in _SAYING for w in (last, *words[after : after + 1]))


def _said(sentence: Sentence, before: int) -> bool:
    """Whether the words before it, but for whom it was told, are of saying."""
    for word in reversed(sentence.words[max(0, before - _TOLD) : before]):
        if word.text in _ENGLISH:
            return True
        if word.code not in _TO_WHOM and word.text != "on":
            return False
    return False

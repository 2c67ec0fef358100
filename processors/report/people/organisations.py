"""Organisations that a passage names: around a word such as "ministry" or "hospital", and acronyms that a table knows."""

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

from processors.report.people.words import PeopleWords, people_words
from processors.report.sentences.split import Sentence
from processors.report.telling.reading import Read
from processors.report.words.tokens import Token

_MOST = 12
_LONGEST = 7  # words
_ARTICLES = "ae"  # codes of articles and determiners


def organisations_of(text: str, reads: Sequence[Read]) -> tuple[str, ...]:
    """The names as the text has them, each once, in order of appearance. A head word in small letters alone ("the police") names
    none; where a script has no capitals, the word after the head belongs to it."""
    found: dict[str, None] = {}
    for read in reads:
        for start, end in _spans(text, read.sentence, people_words(read.sentence.language)):
            found.setdefault(" ".join(text[start:end].split()))
    return tuple(found)[:_MOST]


def _spans(text: str, s: Sentence, words: PeopleWords) -> Iterator[tuple[int, int]]:
    until = 0
    classes_of = words.elided
    telling = map(classes_of.__getitem__, [word.text for word in s.words])
    for i in compress(range(len(s.words)), telling):
        if i < until:
            continue
        word = s.words[i]
        classes = classes_of[word.text]
        if "acronym" in classes and text[word.start : word.end].isupper():
            yield word.start, word.end
        elif "organisation" in classes:
            low, high = _low(text, s.words, i), _high(text, s.words, i, words)
            if high - low > 1 and any(_capital(text, w) for w in s.words[low:high]):
                first, end = s.words[low], s.words[high - 1].end
                yield first.start + first.text.rfind("'", 0, 3) + 1, end  # behind an elided article
                until = high


def _capital(text: str, word: Token) -> bool:
    """Whether a word is written like a name: with a capital ("l'Intérieur" too), or in a script without."""
    surface = text[word.start : word.end]
    first = (surface.rpartition("'")[2] or surface)[0] if "'" in surface else surface[0]
    return first.isupper() or (first.isalpha() and not first.islower())


def _low(text: str, words: Sequence[Token], head: int) -> int:
    """From where on capitals lead up to the head, without an article."""
    low = head
    if "'" in words[head].text:  # an elided article begins the name
        return head
    while low and head - low < _LONGEST and text[words[low - 1].start].isupper() and _beside(text, words[low - 1], words[low]):
        low -= 1
    while low < head and words[low].code in _ARTICLES:
        low += 1
    return low


def _high(text: str, tokens: Sequence[Token], head: int, words: PeopleWords) -> int:
    """Up to where the name goes on: capitals, with linking words only between; or the one word after a capital head."""
    high = head + 1
    for n, (before, word) in enumerate(pairwise(tokens[head : head + _LONGEST])):
        if not _beside(text, before, word) or not word.text[0].isalpha():
            break
        if not text[word.start].isupper() and not text[word.start].islower():
            return head + 2
        if _capital(text, word):
            high = head + n + 2
        elif "within" not in words.of[word.text]:
            return head + 2 if n == 0 and _goes_on(text, tokens[head]) else high
    return high


def _goes_on(text: str, head: Token) -> bool:
    """Slavic languages write only the first word of such a name with a capital: "Министерство обороны"."""
    surface = text[head.start : head.end]
    return surface[0].isupper() and not surface.isascii()


def _beside(text: str, before: Token, after: Token) -> bool:
    return text[before.end : after.start] == " "

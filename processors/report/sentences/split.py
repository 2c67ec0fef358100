"""Sentences, quotations and words of an article, with offsets into its text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from processors.report.sentences.crashes import add_beside_victims, add_collapses, add_crashes, crashes_of
from processors.report.sentences.ends import MARK, ends
from processors.report.words.arabic import reread
from processors.report.words.lexicon import TRIGGER, Lexicon
from processors.report.words.reading import read_words
from processors.report.words.tokens import Token
from processors.report.words.word import PLAIN, Phrase

_QUOTE = re.compile('[“”«»„"]')
_OPENING, _CLOSING = "“«„", "”»"
_LONGEST, _UNCLOSED = 2_000, 600
_TITLE = 20  # letters of the shortest title that is known again


class Sentence(msgspec.Struct):
    """[`start`, `end`) of the text. `codes`: one letter a word (lexicon.CODES).

    `quoted`: the sentence, or most of it, stands within quotation marks. `phrases`: phrases of the lexicon and the word where
    each stands first. `kinds`: score of each kind of incident. `anchors`: offsets of the words that tell of one. `verbs`: where
    somebody is said to say something (first word, first word after). `quotes`: quotations that touch it. `language`: of the
    tables that it was read with. `item`: of a list of news, from 1 on, and `head`, where that item's head stands (items.py).
    """

    index: int
    start: int
    end: int
    paragraph: int
    quoted: bool = False
    codes: str = ""
    phrases: dict[str, int] = {}
    kinds: dict[str, int] = {}
    anchors: list[int] = []
    verbs: list[tuple[int, int]] = []
    quotes: list[tuple[int, int]] = []
    language: str = ""
    words: list[Token] = []
    item: int = 0
    head: tuple[int, int] | None = None


def split(text: str, lexicon: Lexicon, title: str = "") -> list[Sentence]:
    """All sentences of the text. A new line ends one, unless the text goes on in lower case (hard-wrapped mail and wire); so
    does the end of the title, where the text begins with it."""
    sentences: list[Sentence] = []
    start = paragraph = 0
    if len(title) >= _TITLE and text.startswith(title):
        _add(sentences, text, 0, len(title), 0)
        start = len(title)
    for mark in MARK.finditer(text, start):
        if not ends(text, start, mark, lexicon):
            continue
        new_line = mark.group()[0] == "\n"
        _add(sentences, text, start, mark.start() if new_line else mark.end(), paragraph)
        start = mark.end()
        paragraph += new_line
    _add(sentences, text, start, len(text), paragraph)
    _mark_quotes(text, sentences)
    for sentence in sentences:
        sentence.language = lexicon.language
        sentence.words = read_words(text, sentence.start, sentence.end, lexicon)
        if lexicon.language == "ar":
            sentence.words = reread(sentence.words, lexicon)
    _name_first_words(text, sentences)
    crashes = crashes_of(lexicon.language)
    for sentence in sentences:
        _read_meaning(sentence)
        if crashes is not None:
            add_crashes(sentence.kinds, sentence.words, crashes)
            add_collapses(sentence.kinds, sentence.words, crashes)
            add_beside_victims(sentence.kinds, sentence.words, crashes)
    return sentences


def _name_first_words(text: str, sentences: list[Sentence]) -> None:
    """A sentence's first word is a name where it is one elsewhere in the text."""
    names: set[str] = set()
    for sentence in sentences:
        sentence.codes = "".join([t.code for t in sentence.words])
        if "n" in sentence.codes:
            names.update([t.text for t in sentence.words if t.code == "n"])
    for sentence in sentences:
        at = _first_word(sentence.words)
        first = sentence.words[at] if sentence.words else None
        if first is not None and first.code == "x" and first.text in names and text[first.start].isupper():
            first.code = "n"
            sentence.codes = f"{sentence.codes[:at]}n{sentence.codes[at + 1 :]}"


def _first_word(tokens: Sequence[Token]) -> int:
    """Which of them is the first that is no mark; 0 where all are."""
    for i, token in enumerate(tokens):
        if token.text[0].isalnum():
            return i
    return 0


def _add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:  # no sentence: a table, or text without full stops
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        sentences.append(Sentence(len(sentences), start, cut, paragraph))
        start = cut + (text[cut] == " ")
    if end > start:
        sentences.append(Sentence(len(sentences), start, end, paragraph))


def _mark_quotes(text: str, sentences: list[Sentence]) -> None:
    starts = [s.start for s in sentences]
    for a, b in _quotations(text, sentences, starts):
        for i in range(max(0, bisect_right(starts, a) - 1), len(sentences)):
            sentence = sentences[i]
            if sentence.start >= b:
                break
            sentence.quotes.append((a, b))
            covered = min(b, sentence.end) - max(a, sentence.start)
            sentence.quoted |= covered * 2 > sentence.end - sentence.start


def _quotations(text: str, sentences: list[Sentence], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Offsets of what stands within quotation marks; one that is never closed ends with its paragraph."""
    opened = -1
    for mark in _QUOTE.finditer(text):
        sign, at = mark.group(), mark.start()
        if opened >= 0 and _paragraph(sentences, starts, at) != _paragraph(sentences, starts, opened):
            yield opened, at
            opened = -1
        if sign in _CLOSING or (sign not in _OPENING and opened >= 0):
            if opened >= 0:
                yield opened, at + 1
            opened = -1
        elif opened < 0:
            opened = at
    if opened >= 0:
        yield opened, min(len(text), opened + _UNCLOSED)


def _paragraph(sentences: list[Sentence], starts: list[int], at: int) -> int:
    return sentences[max(0, bisect_right(starts, at) - 1)].paragraph if sentences else 0


def _read_meaning(sentence: Sentence) -> None:
    words = [t.text for t in sentence.words]
    start = _first_word(sentence.words)
    following, present = [*words[1:], ""], frozenset(words)
    for i in [i for i, t in enumerate(sentence.words) if t.word is not PLAIN]:
        token = sentence.words[i]
        word = token.word
        if word.kinds and not _none_of(sentence, i):
            sentence.anchors.append(token.start)
            for kind, weight in word.kinds:
                sentence.kinds[kind] = sentence.kinds.get(kind, 0) + weight
        if (phrases := word.phrases) and (may_be := phrases.after.get(following[i], phrases.open)):
            _read_phrases(sentence, words, i, [p for p in may_be if p.needs <= present], i == start)
        if "r" in word.flags and _known(sentence, i) and not _does(sentence.codes, i):
            sentence.phrases.setdefault("reference", i)


def _none_of(sentence: Sentence, at: int) -> bool:
    """ "No trains ran", "no hay pirómano que lo explique"."""
    before = "".join([t.code for t in sentence.words[max(0, at - 2) : at]])
    return before.endswith("Z") or (before == "Zx" and sentence.language == "es")


_GROWN_ARTICLES = frozenset({"del", "al", "du", "au"})


def _known(sentence: Sentence, at: int) -> bool:
    """Whether an article before a word, or grown onto what stands there, tells that it is known: "l'incendie", "del incendio"."""
    if "e" in sentence.codes[max(0, at - 3) : at]:
        return True
    elided = sentence.language == "fr" and sentence.words[at].text.startswith("l'")
    return elided or (at > 0 and sentence.words[at - 1].text in _GROWN_ARTICLES)


def _does(codes: str, at: int) -> bool:
    """ "…, killing the driver": neither the verb nor its object is known from before."""
    return (codes[at] == "k" and codes[at + 1 : at + 2] in tuple("aeNqlmo")) or "ke" in codes[max(0, at - 3) : at]


def _read_phrases(sentence: Sentence, words: list[str], at: int, phrases: Sequence[Phrase], starts: bool) -> None:
    for name, at_start, rest, _, _ in phrases:
        if name[0] == TRIGGER:
            if _follows(words, at + 1, rest):
                kind, _, weight = name[1:].partition(":")
                sentence.kinds[kind] = sentence.kinds.get(kind, 0) + int(weight)
                sentence.anchors.append(sentence.words[at].start)
            continue
        if name in sentence.phrases and name != "said":
            continue
        if (starts or not at_start) and _follows(words, at + 1, rest):
            sentence.phrases.setdefault(name, at)
            if name == "said":
                sentence.verbs.append((at, at + 1 + len(rest)))


def _follows(words: list[str], at: int, rest: tuple[str, ...]) -> bool:
    for n, wanted in enumerate(rest):
        if wanted == "~":
            return any(_follows(words, at + skip, rest[n + 1 :]) for skip in range(4))
        if at >= len(words) or (words[at] != wanted and not (wanted[-1] in "*y#" and _is(words[at], wanted))):
            return False
        at += 1
    return True


def _is(word: str, wanted: str) -> bool:
    if wanted == "#y":
        return len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()
    if wanted == "#":
        return word[0].isdigit()
    return wanted[-1] == "*" and word.startswith(wanted[:-1])

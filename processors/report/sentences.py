"""Sentences, quotations and words of an article, with offsets into its text."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from processors.report.lexicon import Lexicon, Word
from processors.report.numbers import joined, reading

_END = re.compile(r"[.!?…؟。]+[\"'”’»)\]]*(?=\s|$)|(?<=[a-zà-ÿа-я]{2})[.!?](?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я ])|\n+")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:[-–][^\W_]+)*|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_QUOTE = re.compile('[“”«»„"]')
_OPENING, _CLOSING = "“«„", "”»"
_ABBREVIATIONS = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "cpl", "capt", "maj", "cmdr", "adm", "rev", "hon", "st", "ave", "blvd", "rd", "hwy", "no", "jr", "sr", "inc", "co", "corp", "ltd", "vs", "etc", "dept", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "e.g", "i.e", "a.m", "p.m", "d.c", "ind", "ill", "calif", "fla", "tex", "pa", "va", "ga", "tenn", "ky", "mich", "wis", "minn", "ore", "wash", "ariz", "colo", "conn", "del", "mass", "okla", "ala", "ark", "kan", "la", "md", "miss", "mo", "mont", "neb", "nev", "n.c", "n.d", "n.h", "n.j", "n.m", "n.y", "r.i", "s.c", "s.d", "vt", "w.va", "wyo", "cap", "sr", "sra", "dra", "lic", "gral", "cnel", "tte", "bzw", "ca", "nr", "str", "usw", "z.b", "d.h", "m", "mme", "mlle", "г", "ул", "д", "р", "тыс", "млн", "им", "стр", "т.е", "т.д", "чел", "вул", "м", "просп"]
)


@dataclass(slots=True)
class Sentence:
    """[`start`, `end`) of the text and [`first`, `last`) of the words. `codes`: one letter a word (lexicon.CODES).

    `quoted`: the sentence, or most of it, stands within quotation marks. `phrases`: phrases of the lexicon and the word where each
    stands first. `kinds`: score of each kind of incident.
    """

    index: int
    start: int
    end: int
    paragraph: int
    quoted: bool = False
    codes: str = ""
    phrases: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    anchors: list[int] = field(default_factory=list)
    verbs: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    words: list["Token"] = field(default_factory=list)


@dataclass(slots=True)
class Token:
    """A word or a mark. `low`, `high`: the figures that a number means."""

    start: int
    end: int
    text: str
    word: Word
    code: str
    low: int | None = None
    high: int | None = None


def split(text: str, lexicon: Lexicon) -> list[Sentence]:
    """All sentences of the text. A new line ends one, unless the text goes on in lower case (hard-wrapped mail and wire)."""
    sentences: list[Sentence] = []
    start = paragraph = 0
    for mark in _END.finditer(text):
        new_line = mark.group()[0] == "\n"
        if not _ends(text, mark, new_line):
            continue
        _add(sentences, text, start, mark.start() if new_line else mark.end(), paragraph)
        start = mark.end()
        paragraph += new_line
    _add(sentences, text, start, len(text), paragraph)
    _mark_quotes(text, sentences)
    for sentence in sentences:
        _read_words(text, sentence, lexicon)
    _name_first_words(text, sentences)
    for sentence in sentences:
        _read_meaning(sentence)
    return sentences


def _name_first_words(text: str, sentences: list[Sentence]) -> None:
    """A sentence's first word is a name where it is one elsewhere in the text."""
    names = {t.text for s in sentences for t in s.words if t.code == "n"}
    for sentence in sentences:
        first = next((t for t in sentence.words if t.text[0].isalnum()), None)
        if first is not None and first.code == "x" and first.text in names and text[first.start].isupper():
            first.code = "n"
        sentence.codes = "".join([t.code for t in sentence.words])


def _ends(text: str, mark: re.Match[str], new_line: bool) -> bool:
    after = text[mark.end() : mark.end() + 3].lstrip()
    if new_line:
        before = text[max(0, mark.start() - 3) : mark.start()].rstrip()
        return len(mark.group()) > 1 or not after[:1].islower() or before[-1:] in '.!?…"”»'
    if not after:
        return True
    if after[0].islower():
        return False
    if mark.group()[0] != "." or len(mark.group()) > 1:
        return True
    before = text[max(0, mark.start() - 12) : mark.start()].rsplit(None, 1)
    last = before[-1].lower().strip('(["“«') if before else ""
    return last not in _ABBREVIATIONS and not (len(last) == 1 and last.isalpha() and last != "i")


def _add(sentences: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Sentence(len(sentences), start, end, paragraph))


def _mark_quotes(text: str, sentences: list[Sentence]) -> None:
    spans: list[tuple[int, int]] = []
    opened = -1
    ends = [s.start for s in sentences]
    for mark in _QUOTE.finditer(text):
        sign, at = mark.group(), mark.start()
        if opened >= 0 and _paragraph(sentences, ends, at) != _paragraph(sentences, ends, opened):
            spans.append((opened, at))  # an unclosed quotation ends with its paragraph
            opened = -1
        if sign in _CLOSING or (sign not in _OPENING and opened >= 0):
            if opened >= 0:
                spans.append((opened, at + 1))
            opened = -1
        elif opened < 0:
            opened = at
    if opened >= 0:
        spans.append((opened, min(len(text), opened + 600)))
    for a, b in spans:
        for i in range(max(0, bisect_right(ends, a) - 1), len(sentences)):
            sentence = sentences[i]
            if sentence.start >= b:
                break
            sentence.quotes.append((a, b))
            covered = min(b, sentence.end) - max(a, sentence.start)
            sentence.quoted |= covered * 2 > sentence.end - sentence.start


def _paragraph(sentences: list[Sentence], starts: list[int], at: int) -> int:
    return sentences[max(0, bisect_right(starts, at) - 1)].paragraph if sentences else 0


def _read_words(text: str, sentence: Sentence, lexicon: Lexicon) -> None:
    look, tokens = lexicon.word, sentence.words
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        surface = match.group()
        first = surface[0]
        if not first.isalnum():
            _mark(tokens, match.start(), surface)
            continue
        lower = surface.lower()
        word = look(lower)
        token = Token(match.start(), match.end(), lower, word, word.code)
        previous = tokens[-1] if tokens else None
        if previous is not None and previous.text in lexicon.pairs:
            together = lexicon.second(previous.text, lower)
            if together is not None:
                previous.code = together.code if together.code != "x" else previous.code
                previous.word = together if together.kinds else previous.word
                token.code = "x"
                tokens.append(token)
                continue
        if first.isdigit() or word.number is not None:
            if word.code != "g" and not _number(tokens, token, previous):
                continue
        elif previous is not None and previous.code == "N" and ("n" in word.flags or "m" in word.flags):
            previous.code = "x"
        elif word.code == "x" and first.isupper() and len(surface) > 1 and not surface.isupper() and tokens:
            token.code = "n"
        tokens.append(token)
    if len(tokens) > 1 and tokens[1].code == "n" and tokens[0].code == "x":
        tokens[0].code = "n"


def _read_meaning(sentence: Sentence) -> None:
    words = [t.text for t in sentence.words]
    start = next((i for i, w in enumerate(words) if w[0].isalnum()), 0)
    for i, token in enumerate(sentence.words):
        word = token.word
        if word.kinds:
            sentence.anchors.append(token.start)
            for kind, weight in word.kinds:
                sentence.kinds[kind] = sentence.kinds.get(kind, 0) + weight
        for name, at_start, rest in word.phrases:
            if name in sentence.phrases and name != "said":
                continue
            if (not at_start or i == start) and _follows(words, i + 1, rest):
                sentence.phrases.setdefault(name, i)
                if name == "said":
                    sentence.verbs.append((i, i + 1 + len(rest)))
        if "r" in word.flags and "e" in sentence.codes[max(0, i - 3) : i]:
            sentence.phrases.setdefault("reference", i)


def _follows(words: list[str], at: int, rest: tuple[str, ...]) -> bool:
    for n, wanted in enumerate(rest):
        if wanted == "~":
            return any(_follows(words, at + skip, rest[n + 1 :]) for skip in range(4))
        if at >= len(words) or not _is(words[at], wanted):
            return False
        at += 1
    return True


def _is(word: str, wanted: str) -> bool:
    if wanted == "#y":
        return len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()
    if wanted == "#":
        return word[0].isdigit()
    return word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1]))


def _mark(tokens: list[Token], at: int, sign: str) -> None:
    if sign == "%" and tokens and tokens[-1].code == "N":
        tokens[-1].code = "x"
    code = "," if sign == "," else "$" if sign in "$€£₽₴¥#№" else "-" if sign in "-–—" else '"' if sign in "“”«»„\"'’‘" else "."
    tokens.append(Token(at, at + 1, sign, _NOTHING, code))


_NOTHING = Word()


def _number(tokens: list[Token], token: Token, previous: Token | None) -> bool:
    """Reads a number into `token`; false where it was taken up by the number before it ("two hundred")."""
    low, high = reading(token.text, token.word.number)
    token.code = "x"
    if low is None:
        return True
    if previous is not None and previous.code == "N" and previous.low is not None and token.start - previous.end <= 1:
        both = joined(previous.low, low)
        if both is not None:
            previous.low, previous.high = both, both
            previous.end = token.end
            return False
    token.low, token.high = low, high
    dated = previous is not None and ("m" in previous.word.flags or previous.code == "$")
    token.code = "x" if dated or (1900 <= low <= 2100 and token.text.isdigit()) else "N"
    return True

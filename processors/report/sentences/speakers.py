"""Who says what a sentence tells: "according to X", "X said", `"…," X told Y`, and quotations that go on."""

import re
from collections.abc import Sequence

from processors.report.sentences.split import Sentence
from processors.report.words.tokens import Token

_BREAK = frozenset(",;:()\"'—–")
_LONGEST = 10
_LONG = 60  # characters: no name any more


def speakers(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """The speaker of each sentence as the article names them, "" for the article's own account.

    A quoted sentence without a speaker has that of the same quotation's next attribution, else of the one before it.
    "He added" is who spoke last; a surname alone is given with the name it had when first named.
    """
    found: list[str] = []
    named: dict[str, str] = {}  # surname -> the first full name that it ended
    last = ""
    for sentence in sentences:
        raw = _attributed(text, sentence)
        if raw is not None:
            last = named.get(raw, raw) if raw else last
            first, _, surname = last.rpartition(" ")
            if first and surname[:1].isupper() and len(last) < _LONG:
                named.setdefault(surname, last)
        found.append(last if raw is not None else "")
    for i, sentence in enumerate(sentences):
        if sentence.quoted and not found[i]:
            found[i] = _continued(sentences, found, i)
    return found


def _continued(sentences: Sequence[Sentence], found: Sequence[str], i: int) -> str:
    paragraph = sentences[i].paragraph
    for j in range(i + 1, min(i + 6, len(sentences))):
        if sentences[j].paragraph != paragraph or not (sentences[j].quoted or found[j]):
            break
        if found[j]:
            return found[j]
    for j in range(i - 1, max(-1, i - 7), -1):
        if found[j]:
            return found[j]
    return ""


def _attributed(text: str, s: Sentence) -> str | None:
    """The speaker that the sentence itself names, "" for a pronoun, None where it names none."""
    according = s.phrases.get("according")
    if according is not None and not _in_quotes(s, according):
        name = _after(text, s, according + _length(s, "according", according))
        if name:
            return name
    for verb, end in s.verbs:
        if _in_quotes(s, verb):
            continue
        name = _before(text, s, verb)
        if name is None:
            name = _after(text, s, end)
        if name is not None:
            return name
    return None


def _in_quotes(s: Sentence, word: int) -> bool:
    at = s.words[word].start
    return any(a <= at < b for a, b in s.quotes)


def _length(s: Sentence, name: str, at: int) -> int:
    return 1 + max((len(p.rest) for p in s.words[at].word.phrases if p.name == name), default=0)


def _before(text: str, s: Sentence, verb: int) -> str | None:
    start = verb
    while start > 0 and verb - start < _LONGEST and s.words[start - 1].text not in _BREAK and s.words[start - 1].code != "c":
        start -= 1
    while start < verb and (s.words[start].code in "x&v" and not _capital(text, s, start) and s.codes[start] in "&"):
        start += 1
    words = s.words[start:verb]
    while words and (words[-1].code in "bz" or words[-1].text in _ADVERBS):
        words = words[:-1]
    if not words:
        return None
    if words[-1].code == "h" or words[-1].text in _PRONOUNS:
        return ""
    on = next((i for i, w in enumerate(words) if i and w.text in _PREPOSITIONS), len(words))
    return _name(text, words[:on])


_ADVERBS = frozenset(
    [
        "also",
        "later",
        "earlier",
        "further",
        "today",
        "yesterday",
        "did",
        "has",
        "have",
        "had",
        "then",
        "still",
        "reportedly",
        "now",
    ]
)
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "who",
        "which",
        "they",
        "él",
        "ella",
        "ellos",
        "он",
        "она",
        "они",
        "er",
        "sie",
        "il",
        "elle",
        "هو",
        "هي",
        "وأضاف",
    ]
)
_PREPOSITIONS = frozenset(["on", "in", "at", "from", "for", "during", "after", "before"])
_SOURCES = frozenset(
    [
        "police",
        "officials",
        "authorities",
        "investigators",
        "officers",
        "witnesses",
        "residents",
        "prosecutors",
        "sources",
        "source",
        "reports",
        "media",
        "doctors",
        "detectives",
        "deputies",
        "firefighters",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "governor",
        "mayor",
        "minister",
        "ministry",
        "government",
        "army",
        "neighbors",
        "policía",
        "autoridades",
        "fuentes",
        "testigos",
        "полиция",
        "власти",
        "источники",
        "очевидцы",
        "губернатор",
        "polizei",
        "behörden",
        "police",
        "autorités",
    ]
)


def _name(text: str, tokens: Sequence[Token]) -> str | None:
    if not tokens:
        return None
    name = text[tokens[0].start : tokens[-1].end].strip(" ,.;:“”\"'")
    name = re.sub(r"^(?:the|a|an|and|but|that)\s+", "", name, flags=re.IGNORECASE)
    known = (
        any(_is_name(text, t.start) for t in tokens[1:])
        or _is_name(text, tokens[0].start)
        or any(t.text in _SOURCES for t in tokens)
    )
    return name if known and 1 < len(name) <= 90 else None


def _is_name(text: str, at: int) -> bool:
    return text[at : at + 1].isupper()


def _capital(text: str, s: Sentence, i: int) -> bool:
    return _is_name(text, s.words[i].start)


def _after(text: str, s: Sentence, start: int) -> str | None:
    end = start
    while end < len(s.words) and end - start < _LONGEST and s.words[end].text not in _BREAK and s.words[end].code not in "c.b":
        end += 1
    words = s.words[start:end]
    while words and words[0].text in ("to", "by", "the", "a"):
        words = words[1:]
    if not words or words[0].text in ("that", "it"):
        return None
    stop = next((i for i, w in enumerate(words) if i and w.text in _PREPOSITIONS), len(words))
    return _name(text, words[:stop])

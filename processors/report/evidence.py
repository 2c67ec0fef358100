"""What the scorer compares of a passage: its words, names, numbers and explicit days.

No feature needs English: a language without capitals has no names, an unknown script still has words. Words that are not
plain ASCII are cut to six letters, which stands for a stemmer in inflected languages (P. McNamee and J. Mayfield,
"Character N-Gram Tokenization for European Language Text Retrieval", Information Retrieval 7, 2004).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress, islice

from babel import Locale

from events.reports import Evidence
from processors.report.remembered import Remembered
from processors.report.words.capitals import letters

LONGEST = 12_000  # characters that are looked at; what comes later in a long page is seldom about the incident
LEAD_WORDS = 40
STEM = 6
_LONGEST_NUMBER = 11

_TOKEN = re.compile(r"[A-Za-z]+(?= )|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|[.!?…。！？]+|\n+|[“”\"«»„]")
_IDEOGRAMS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ISO = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b|(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
)
_NUMBERS = re.compile(r"[\d月](?:(?<=月)|[-.]\d\d?[-.]\d)")  # stands in all that _ISO finds, and is found sooner
_YEAR = re.compile(r"(?:19[5-9]\d|20[0-4]\d)$")
_DAY = re.compile(r"([12]?\d|3[01]|0[1-9])(?:st|nd|rd|th|er|º|ª)?$")
_MONTH_LANGUAGES = "en ru uk es fr de it pt nl pl tr ar he fa el ro bg sr cs sv da nb fi hu id vi".split()  # noqa: SIM905
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def evidence_of(title: str, text: str, language: str) -> Evidence:
    """The evidence of a passage; `title` is its article's, `language` ISO 639-1 or "". Never fails; an empty text has none."""
    body = _plain(text[:LONGEST])
    tokens = _TOKEN.findall(body)
    head = [w for w in map(_term_of, _TOKEN.findall(_plain(title[:400]))) if w]
    counts = Counter(tokens)  # what follows looks at each word once, however often it stands there
    terms, capitals, tells, number = zip(*map(_WORD.__getitem__, counts), strict=True) if counts else _NOTHING
    telling = set(compress(counts, tells))
    found = list(compress(range(len(tokens)), map(telling.__contains__, tokens))) if telling else []
    opening = islice(filter(None, map(_term_of, tokens)), LEAD_WORDS)
    return Evidence(
        terms=_terms(zip(terms, counts.values(), strict=True), head),
        names={} if _shouts(body) else _names(map(dict(zip(counts, capitals, strict=True)).__getitem__, tokens)),
        lead=tuple(dict.fromkeys([*head, *opening])),
        numbers=tuple(sorted({t.replace(",", "") for t in compress(counts, number)})),
        dates=tuple(sorted(set(_dates(body, tokens, found)))),
    )


def terms_of(text: str) -> dict[str, int]:
    """The comparable words of a text and how often each stands in it: as the evidence of a passage has them."""
    counts = Counter(_TOKEN.findall(_plain(text[:LONGEST])))
    return _terms(zip(map(_term_of, counts), counts.values(), strict=True), [])


def _terms(counts: Iterable[tuple[str, int]], head: list[str]) -> dict[str, int]:
    """How often each word stands in the text and the title."""
    terms = dict(Counter(head))
    for term, count in counts:
        if term:
            terms[term] = terms.get(term, 0) + count
    return terms


def _plain(text: str) -> str:
    if "http" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if text.isascii():
        return text
    return _IDEOGRAMS.sub(lambda m: f" {m[0]} ", unicodedata.normalize("NFC", text)).replace("’", "'").replace("ʼ", "'")


def _term(token: str) -> str:
    """The comparable form of a word; "" for a number, a mark or a single Latin letter."""
    if not token[0].isalpha():
        return ""
    word = token.casefold().removesuffix("'s")
    if len(word) == 1 and word.isascii():
        return ""
    return word if word.isascii() else word[:STEM]


def _shouts(text: str) -> bool:
    """Upper-case wire text, where a capital tells nothing."""
    sample = text[:2000]
    upper, lower = letters(sample)
    return upper > 2 * lower


def _names(capitals: Iterable[str | None]) -> dict[str, int]:
    """Capitalised words and pairs of them; a word that only ever stands at the start of a sentence tells nothing alone.
    `capitals`: of each word what `_capital` says."""
    found: defaultdict[str, int] = defaultdict(int)  # a Counter asks Python for each new word
    start: defaultdict[str, int] = defaultdict(int)
    previous, opening = "", True
    for term in capitals:
        if term is None:
            previous, opening = "", False
        elif term:
            (start if opening else found)[term] += 1
            if previous:
                found[f"{previous} {term}"] += 1
            previous, opening = term, False
        else:
            previous, opening = "", True
    for term, count in start.items():
        if term in found:
            found[term] += count
    return dict(found)


def _capital(token: str) -> str | None:
    """The term of a word in capitals; "" for a mark, which opens a sentence; None for another word."""
    term = _term(token) if token[0].isupper() else ""
    return term or (None if token[0].isalnum() else "")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names of the months, in every language that babel has forms for here."""
    months: dict[str, int] = {}
    for language in _MONTH_LANGUAGES:
        forms = Locale(language).months
        for context, width in (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated")):
            for number, name in forms[context][width].items():
                word = name.casefold().rstrip(".")
                if len(word) > 2 and word.isalpha():
                    months.setdefault(word, number)
    months["sept"] = 9
    return months


def _tells(token: str) -> bool:
    """Whether a day or a year may stand at this word: the few where it is worth looking."""
    word = token.casefold()
    return word in _months() or bool(_YEAR.match(token))


def _counts(token: str) -> bool:
    """Whether a word is a number, and none that only names some thing."""
    return token[0].isdigit() and len(token) <= _LONGEST_NUMBER


def _word(token: str) -> tuple[str, str | None, bool, bool]:
    """All of it at once: a word that no text had before is then looked for in one table."""
    return _term(token), _capital(token), _tells(token), _counts(token)


_WORD = Remembered(_word)
_NOTHING: tuple[tuple[()], ...] = ((), (), (), ())


def _term_of(token: str) -> str:
    return _WORD[token][0]


def _dates(text: str, tokens: list[str], telling: list[int]) -> Iterator[str]:
    """Explicit days: `YYYY-MM-DD`, `MM-DD`; and `YYYY-MM` and `YYYY` where the text says no more."""
    months = _months()
    for i in telling:
        token = tokens[i]
        month = months.get(token.casefold())
        if month:
            yield from _around(tokens, i, month)
        elif _YEAR.match(token):
            yield token
    if _NUMBERS.search(text):
        for year, m, d, day, m2, year2, y3, m3, d3 in _ISO.findall(text):
            found = (year or year2 or y3, int(m or m2 or m3), int(d or day or d3))
            if 1 <= found[1] <= 12 and 1 <= found[2] <= 31:
                yield "-".join(filter(None, (found[0], f"{found[1]:02d}", f"{found[2]:02d}")))


def _around(tokens: list[str], i: int, month: int) -> Iterator[str]:
    """The day that the words beside a month's name make: "May 12, 2024", "12 de mayo", "12th of May"."""
    after = tokens[i + 1 : i + 4]
    before = [t for t in tokens[max(0, i - 3) : i] if t.casefold() not in ("of", "de", "the", "th", "st", "nd", "rd")]
    day = next((m for t in (after[:1] + before[-1:]) if (m := _DAY.match(t))), None)
    year = next((t for t in after if _YEAR.match(t)), "")
    if day and int(day[1]):
        yield f"{year}-{month:02d}-{int(day[1]):02d}" if year else f"{month:02d}-{int(day[1]):02d}"
    elif year == (after[0] if after else None):
        yield f"{year}-{month:02d}"

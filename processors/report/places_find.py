"""Candidates: stretches of text that are written like names and that the gazetteer knows, with the evidence around each."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec

from processors.report.capitals import letters
from processors.report.gazetteer import Choices, Entry, Gazetteer
from processors.report.gazetteer_names import SHORTENED, first_word, in_russian, key_of, region_adjective, uninflected, unprefixed
from processors.report.places_words import (
    ABBREVIATIONS,
    ARABIC_WORDS,
    COMMON,
    COUNTY_WORDS,
    GIVEN,
    INSTITUTIONS,
    LINKING,
    LOCATIVE,
    NOT_PLACES,
    NOUNS,
    ORGANISATIONS,
    PEOPLE_VERBS,
    REGION_WORDS,
    ROADS,
    SENTENCE_WORDS,
    SIDES,
    TITLES,
    TOWNSHIPS,
)  # fmt: skip

_LOWER = "a-zß-öø-ÿ\u0430-\u045f\u0491"
_TOKEN = re.compile(
    rf"((?<!['’])[{_LOWER}]+(?: [{_LOWER}]+)*(?!['’]?[^\W\d_])|"
    rf"(?:[A-Z]\.){{2,}}|(?<![^\W\d_]['’])[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]{{2,}})?|[.!?…\n:;\"“”«»(]|,)"
)
_ABBREVIATION = re.compile(r",\s{1,2}((?:[A-Z]\.\s?){2,3}|W\.\s?Va\.|N\.\s?[MD][a-z]+\.|[A-Z][a-z]{1,4}\.|[A-Z]{2,3})(?!\w)")
_SMALL = re.compile(r"[a-zß-öø-ÿ\u0430-\u045f](?<![\w’'].)[a-zß-öø-ÿ\u0430-\u045f]*")
_BLANKS = ("", " ")
_GAPS = frozenset(
    {" ", "\u00a0", "-", "'s ", "’s ", "'", "’", "' ", "’ ", ". "} | {f"{a}\n{b}" for a in (*_BLANKS, "\u00a0") for b in _BLANKS}
)
_MARKS = frozenset('.!?…\n:;"“”«»(,')
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?(?:,\s\d{1,2}\s\w+\.?(?:\s\d{2,4})?|,\s\w+\.?\s\d{1,2}(?:,\s\d{4})?)?\s?"
    r"(?:(?:\((?:[A-Z][\w./]+\s?){1,3}\)\s?)?(?:—|–|--|-\s)|\([A-Z]{2,}[A-Z.\d]*\))"
)
_COMMAS = frozenset({" ("} | {f",{a}{b}{c}" for a in _BLANKS for b in ("", "\n") for c in _BLANKS})
_LIST = re.compile(r",? (?:and|or|y|o|und|oder|et|ou|и|или|та|і|або) |, | و")
MAX_WORDS = 5
_ROW = 3
_OF = frozenset({"of", "de", "d", "von"})
_SHORTEST_ADJECTIVE = 6
_TOWN = 50_000
_SHORTEST_CASE = 3  # letters of a name in another case that only a large town may have
_SIZES = (1_500, 15_000, 100_000, 500_000)  # of towns; a larger one is likelier meant


def fits(entry: Entry, within: str) -> bool:
    """Does the place lie in this region ("US.TX") or country ("US")?"""
    country, _, admin1 = within.partition(".")
    return entry.country == country and (not admin1 or entry.admin1 == admin1) and entry.level < (4 if admin1 else 6)


class Token(msgspec.Struct, gc=False):
    """A word that may be (part of) a name, a mark, or a run of words in small letters.

    `first` and `last` are what stands next to its neighbours, casefolded."""

    start: int
    end: int
    text: str

    @property
    def first(self) -> str:
        return self.text.split(" ", 1)[0].lower()

    @property
    def last(self) -> str:
        return self.text.rsplit(" ", 1)[-1].lower()

    @property
    def cap(self) -> bool:
        return self.text[0].isupper() or (self.text[1:2] in ("'", "’") and self.text[2].isupper())


class Named(NamedTuple):
    """A stretch that may be a place. `evidence`: integer, above 0 speaks for a place. `choices`: entries and whether the
    name is their main one. `person`: it
    follows a title or another name here. `within` narrows them: "US.CA" or "US", from what follows the comma."""

    start: int
    end: int
    key: str
    choices: Choices
    evidence: int
    person: bool
    within: str
    dateline: bool
    locative: bool


def tokens_of(text: str) -> list[Token]:
    pieces = _TOKEN.split(text)  # what lies between words, and each word behind it
    offsets = list(accumulate(map(len, pieces)))
    found = list(map(Token, offsets[0::2], offsets[1::2], pieces[1::2]))
    if "d'" not in text and "d’" not in text:
        return found
    return [part for token in found for part in _elided(token)]


def _elided(token: Token) -> tuple[Token, ...]:
    """ "d'Innsbruck" as "d" and "Innsbruck"."""
    if token.text[:2] not in ("d'", "d’") or not token.text[2:3].isupper():
        return (token,)
    return Token(token.start, token.start + 1, "d"), Token(token.start + 2, token.end, token.text[2:])


def mostly_capitals(text: str) -> bool:
    """Is it upper case, as wire copy of old is?"""
    capitals, small = letters(text[:1500])
    return capitals > 40 and capitals > 4 * small


def _narrowed(one: Named, following: Named) -> str:
    """ "US.TX" for Paris and Texas: the region or country of that name that holds a town of the other name; "" for none."""
    for entry, _ in sorted(following.choices, key=lambda c: (c[0].level != 4, c[0].number)):
        within = f"{entry.country}.{entry.admin1}" if entry.level in (2, 4) else entry.country
        if entry.level in (2, 4, 6) and any(c.level < entry.level and fits(c, within) for c, _ in one.choices):
            return within
    towns = all(c.level < 4 and c.population < 500_000 for c, _ in one.choices)
    regions = [c for c, main in following.choices if c.level == 4 and main]
    return f"{regions[0].country}.{regions[0].admin1}" if towns and len(regions) == 1 == len(following.choices) else ""


def _wide(one: Named) -> bool:
    """May it be a region or a country?"""
    return one.choices[0][0].level in (4, 6) and one.choices[0][1]


class Finder:
    """The candidates of one text. `language`: ISO 639-1 or ""; German writes all its nouns like names."""

    def __init__(self, text: str, gazetteer: Gazetteer, language: str = "") -> None:
        self.text, self.gazetteer = text, gazetteer
        self.language, self.german = language, language == "de"
        self.tokens = tokens_of(text)
        self.capitals = mostly_capitals(text)
        self._written: dict[str, bool] = {}
        self.abbreviated = {
            m.start(1): m
            for m in _ABBREVIATION.finditer(text)
            if m[1].replace(" ", "") in ABBREVIATIONS and ("." in m[1] or not self.capitals)
        }

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the text has in small letters."""
        return frozenset(_SMALL.findall(self.text))

    def _in_small(self, word: str) -> bool:
        """Does the text have the word in small letters? Each word is looked for once: names repeat."""
        found = self._written.get(word)
        if found is None:
            found = self._written[word] = word in self.text and word in self._small
        return found

    def candidates(self) -> list[Named]:
        """The candidates in order; where the next one after a comma is a region or country, it narrows the one before."""
        found = list(self._candidates())
        listed = self._lists(found)
        for i, (one, following) in enumerate(pairwise(found)):
            if one.within or i in listed or self.text[one.end : following.start] not in _COMMAS:
                continue
            if one.choices[0][0].level != 6 and (within := _narrowed(one, following)):
                found[i] = one._replace(within=within, evidence=one.evidence + 6)
        for i in listed:
            found[i] = found[i]._replace(choices=tuple(c for c in found[i].choices if c[0].level >= 4))
        return found

    def _lists(self, found: Sequence[Named]) -> frozenset[int]:
        """Which of them stand in a row of regions or countries: "in Oregon, Washington, Ohio and Utah"."""
        listed: list[int] = []
        row: list[int] = []
        for i, one in enumerate(found):
            joined = row and _LIST.fullmatch(self.text, found[i - 1].end, one.start)
            if row and not (joined and _wide(one)):
                listed += row if len(row) >= _ROW else ()
                row = []
            if _wide(one):
                row.append(i)
        return frozenset(listed + (row if len(row) >= _ROW else []))

    def _candidates(self) -> Iterator[Named]:
        until = 0
        initials = enumerate([token.text[0] for token in self.tokens])
        for at in [i for i, initial in initials if initial.isupper() or "\u0600" <= initial <= "\u06ff"]:
            match = self._longest(at) if at >= until else None
            if match is None:
                continue
            key, count, choices = match
            named = self._named(at, count, key, choices)
            if named:
                yield named
            until = at + count

    def _longest(self, at: int) -> tuple[str, int, Choices] | None:
        first = self.tokens[at]
        if first.start in self.abbreviated:
            return None
        most = self.gazetteer.longest(first.text)
        if self.text[first.end : first.end + 3] in ("'s ", "’s "):
            most = max(most, self.gazetteer.words_after(first_word(first.text) + "s"))
        most = min(most, MAX_WORDS)
        if not most and first.text.isascii() and not (self.german and first.text.endswith("er")):
            return None
        count = self._run(at, most) if most > 1 else 1
        while count >= 1:
            last = self.tokens[at + count - 1]
            if last.cap or count == 1:
                surface = self.text[first.start : last.end]
                key, choices = self.gazetteer.known(surface) if most >= count else (key_of(surface), ())
                if not choices:
                    choices = self._inflected(at, count, surface, key)
                elif not surface.isascii() and not any(c.population >= _TOWN or c.level for c, _ in choices):
                    choices += self._inflected(at, count, surface, key)  # "Уфе" is Ufa rather than the village of Ouffet
                if choices:
                    return key, count, choices
            count -= 1
        return None

    def _run(self, at: int, most: int) -> int:
        """How many tokens from here on may be one name: joined by a blank or hyphen."""
        count = 1
        while count < most and at + count < len(self.tokens):
            before, after = self.tokens[at + count - 1], self.tokens[at + count]
            if after.text == "." and before.last in SHORTENED:
                if at + count + 1 >= len(self.tokens):
                    break
                most += 1
            elif after.text in _MARKS or self.text[before.end : after.start] not in _GAPS:
                break
            count += 1
        return count

    def _inflected(self, at: int, count: int, surface: str, key: str) -> Choices:
        if self.german and count == 1 and surface.endswith("er") and len(surface) > _SHORTEST_ADJECTIVE:
            return self._german_adjective(at, key)
        if surface.isascii():
            return ()
        following = self.tokens[at + 1].first if at + 1 < len(self.tokens) else ""
        if count == 1 and following in REGION_WORDS and (adjective := region_adjective(surface)):
            return self.gazetteer.under(adjective)
        found: dict[int, tuple[Entry, bool]] = {}
        least = 5_000 if len(key) > _SHORTEST_CASE else 100_000
        others = uninflected(key) or unprefixed(key)
        if self.language == "uk":
            others = (*others, in_russian(key), *uninflected(in_russian(key)))
        for other in others:
            found.update((c[0].number, c) for c in self.gazetteer.under(other) if c[0].level or c[0].population >= least)
        return tuple(found.values())

    def _german_adjective(self, at: int, key: str) -> Choices:
        """ "Kasseler", "Dresdner": a larger town's, where a noun follows."""
        if at + 1 >= len(self.tokens) or not self.tokens[at + 1].cap or self.text[self.tokens[at].end] != " ":
            return ()
        stems = (key[:-2], f"{key[:-3]}en" if key.endswith("ner") else key[:-1])
        return tuple(
            c for stem in stems for c in self.gazetteer.under(stem) if c[1] and c[0].level == 0 and c[0].population >= 50_000
        )

    def _near(self, at: int) -> bool:
        """Does "près de", "cerca de" … stand before?"""
        words = self.tokens[at - 1].text.lower().split(" ")
        if len(words) == 1 and at > 1:
            words = [self.tokens[at - 2].last, *words]
        return len(words) > 1 and (words[-2] in LOCATIVE or words[-2] == "large")  # "au large de"

    def _announced(self, at: int) -> bool:
        """Does "city", "the town of", "Hafenstadt" … stand before?"""
        words = self.tokens[at - 1].text.lower().rsplit(" ", 2)
        if words[-1] in _OF:
            words = words[:-1] or [""]
        noun = words[-1]
        arabic = "\u0600" <= noun[:1] <= "\u06ff"
        return (
            key_of(noun) in NOUNS
            or (self.german and noun.endswith("stadt"))
            or (arabic and any(n in NOUNS for n in unprefixed(key_of(noun))))
        )

    def _named(self, at: int, count: int, key: str, choices: Choices) -> Named | None:
        first, last = self.tokens[at], self.tokens[at + count - 1]
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + count] if at + count < len(self.tokens) else None
        joined_after = after and self.text[last.end : after.start] in (" ", "-", "'s ", "’s ")
        if len(key) < 3 and not choices[0][0].level >= 6:
            return None
        if key in ARABIC_WORDS or (key[0] in "وفبل" and key[1:] in ARABIC_WORDS):
            return None
        if key == "us" and (self.capitals or first.text != "US"):
            return None
        if joined_after and after and after.first in ROADS and after.cap:
            return None
        region = bool(after and after.first in REGION_WORDS and self.text[last.end : after.start] == " ")
        region = region or bool(before and before.text.endswith(" of") and before.text.split(" ")[-2] in REGION_WORDS)
        if region:
            choices = tuple(c for c in choices if c[0].level >= 4) or choices
        left = self._left(at)
        dateline = left > -3 and self._dateline(at, last)
        within = self._within(last, after)
        locative = bool(before and (before.last in LOCATIVE or before.last in SIDES or (left > 0 and self._announced(at))))
        if not within and not dateline and key in NOT_PLACES:
            return None
        if left == -1 and not first.text.isascii() and not self.gazetteer.under(key):
            left -= 3  # the first word of a sentence, in another case than a name's own
        evidence = left + self._right(at, count) + self._own(at, count, key, choices)
        evidence += 6 * dateline + 6 * bool(within) + 4 * region
        headline = bool(after and after.cap and joined_after)  # capitals before and behind tell nothing
        return Named(first.start, last.end, key, choices, evidence, left <= -3 - 2 * headline, within, dateline, locative)

    def _dateline(self, at: int, last: Token) -> bool:
        start = self.tokens[at].start
        head = self.text[max(0, start - 2) : start]
        if start == 0 and self.text[last.end : last.end + 2] in (". ", ".-"):
            return True  # "Wuppertal. Bei einem Brand …"
        return (start == 0 or "\n" in head or start < 160) and bool(_DATELINE.match(self.text, last.end))

    def _within(self, last: Token, after: Token | None) -> str:
        """The region that words after a comma name: ", Calif.", ", Texas", ", La." as "US.LA"; of "Union Township, N.J." too."""
        end = after.end if after and after.first in TOWNSHIPS and self.text[last.end : after.start] == " " else last.end
        for skip in (2, 3):
            m = self.abbreviated.get(end + skip)
            if m:
                return ABBREVIATIONS[m[1].replace(" ", "")]
        return ""

    def _left(self, at: int) -> int:
        if at == 0:
            return -1
        before = self.tokens[at - 1]
        gap = self.text[before.end : self.tokens[at].start]
        if before.text in _MARKS:
            if (
                before.text == "."
                and at > 1
                and (self.tokens[at - 2].first in TITLES or len(self.tokens[at - 2].text) == 1)
                and gap in (" ", "")
            ):
                return -5
            return 0 if before.text in ",(" else -1
        if gap not in (" ", "-", "\n", "'", "’"):
            return 0
        word = before.last
        if word in LOCATIVE:
            return 4
        if self._announced(at) or (word in _OF and self._near(at)):
            return 4
        if word in SIDES:
            return 3
        if self.capitals:
            return 1 if word in LINKING else -4 if word in GIVEN or word in TITLES else 0
        if word in LINKING:
            return 1
        if word in TITLES or (word in GIVEN and before.cap):
            return -6
        if before.cap and word not in SENTENCE_WORDS and gap != "\n":
            return -1 if self.german else -3
        return 0

    def _right(self, at: int, count: int) -> int:
        if at + count >= len(self.tokens):
            return 0
        last, after = self.tokens[at + count - 1], self.tokens[at + count]
        gap = self.text[last.end : after.start]
        if gap in ("'s ", "’s "):
            return 1
        if after.text == "," or gap != " ":
            return 0
        word = after.first
        if word in INSTITUTIONS or word in COUNTY_WORDS:
            return 2
        if word in PEOPLE_VERBS:
            return -2
        if self._of_region(at + count):
            return 2
        if self.german:
            return 4 if self.tokens[at].text.endswith("er") and after.cap else 0
        if after.cap and not self.capitals:
            if self.tokens[at].first in GIVEN and count == 1:
                return -6
            return -3 if word not in ORGANISATIONS else -2
        return 0

    def _of_region(self, at: int) -> bool:
        """Is this the adjective of a region ("Днепропетровской области")?"""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].first not in REGION_WORDS:
            return False
        return bool(region_adjective(self.tokens[at].text))

    def _own(self, at: int, count: int, key: str, choices: Choices) -> int:
        top = choices[0][0].level  # they come by level and population
        people = max([entry.population for entry, _ in choices[:8]])
        if top >= 6:
            return 6 - 3 * (key in GIVEN)
        score = 4 if top >= 4 else 3 if top == 2 and count > 1 else 0
        score = max(score, bisect_right(_SIZES, people))
        score += 2 * (count > 1) - 2 * (key.isascii() and not any(main for _, main in choices))
        if count == 1 and (key in COMMON or self._in_small(self.tokens[at].first)):
            score -= 5
        if count == 1 and key in GIVEN and people < 500_000:
            score -= 2
        return score

"""Candidates: stretches of text that are written like names and that the gazetteer knows, with the evidence around each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from processors.report.gazetteer import Entry, Gazetteer
from processors.report.gazetteer_names import key_of, region_adjective, uninflected, unprefixed
from processors.report.places_words import (
    ABBREVIATIONS, COMMON, COUNTY_WORDS, GIVEN, INSTITUTIONS, LINKING, LOCATIVE, NOT_PLACES, ORGANISATIONS, PEOPLE_VERBS, REGION_WORDS, ROADS,
    SENTENCE_WORDS, SIDES, TITLES,
)  # fmt: skip

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]{2,})?|[.!?…\n:;\"“”«»(]|,")
_ABBREVIATION = re.compile(r",\s{1,2}((?:[A-Z]\.\s?){2,3}|W\.\s?Va\.|N\.\s?[MD][a-z]+\.|[A-Z][a-z]{1,4}\.|[A-Z]{2,3})(?!\w)")
_GAP = re.compile(r"[ \u00a0]|-|[’'] ?|\. |[ \u00a0]?\n ?")
_MARKS = frozenset(".!?…\n:;\"“”«»(,")
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?(?:,\s\d{1,2}\s\w+\.?(?:\s\d{2,4})?|,\s\w+\.?\s\d{1,2}(?:,\s\d{4})?)?\s?(?:\([^)\n]{2,60}\)\s?)?(?:—|–|--|-\s|\([A-Z])"
)
MAX_WORDS = 5


class Token(NamedTuple):
    start: int
    end: int
    text: str
    lower: str
    cap: bool


class Named(NamedTuple):
    """A stretch that may be a place. `evidence`: integer, above 0 speaks for a place. `choices`: entries and whether the
    name is their main one. `person`: it
    follows a title or another name here. `within` narrows them: "US.CA" or "US", from what follows the comma."""

    start: int
    end: int
    key: str
    choices: tuple[tuple[Entry, bool], ...]
    evidence: int
    person: bool
    within: str
    dateline: bool
    locative: bool


def tokens_of(text: str) -> list[Token]:
    found = []
    for m in _TOKEN.finditer(text):
        word = m.group()
        found.append(Token(m.start(), m.end(), word, word.lower(), word[0].isupper()))
    return found


def mostly_capitals(text: str) -> bool:
    """Is it upper case, as wire copy of old is?"""
    head = text[:3000]
    capitals = sum(1 for c in head if c.isupper())
    return capitals > 40 and capitals > 4 * sum(1 for c in head if c.islower())


class Finder:
    """The candidates of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.tokens = tokens_of(text)
        self.capitals = mostly_capitals(text)
        self.small = frozenset(t.lower for t in self.tokens if not t.cap)
        self.abbreviated = {m.start(1): m for m in _ABBREVIATION.finditer(text) if m[1].replace(" ", "") in ABBREVIATIONS}

    def candidates(self) -> Iterator[Named]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if not token.cap and not "\u0600" <= token.text[0] <= "\u06ff":
                at += 1
                continue
            match = self._longest(at)
            if match is None:
                at += 1
                continue
            key, count, choices = match
            named = self._named(at, count, key, choices)
            if named:
                yield named
            at += count

    def _longest(self, at: int) -> tuple[str, int, tuple[tuple[Entry, bool], ...]] | None:
        first = self.tokens[at]
        if first.start in self.abbreviated:
            return None
        most = min(self.gazetteer.words_after(self._first_word(first)), MAX_WORDS)
        count = self._run(at, most) if most else 1
        while count >= 1:
            last = self.tokens[at + count - 1]
            if last.cap or count == 1:
                surface = self.text[first.start : last.end]
                key = key_of(surface)
                choices = self.gazetteer.under(key) if most >= count else ()
                if not choices:
                    choices = self._inflected(at, count, surface, key)
                if choices:
                    return key, count, choices
            count -= 1
        return None

    def _first_word(self, token: Token) -> str:
        key = key_of(token.text + (" x" if token.lower in {"st", "ft", "mt", "ste"} else ""))
        return key.split(" ", 1)[0]

    def _run(self, at: int, most: int) -> int:
        """How many tokens from here on may be one name: joined by a blank or hyphen."""
        count = 1
        while count < most and at + count < len(self.tokens):
            before, after = self.tokens[at + count - 1], self.tokens[at + count]
            if after.text == "." and before.lower in {"st", "ft", "mt", "ste"}:
                if at + count + 1 >= len(self.tokens):
                    break
                most += 1
            elif after.text in _MARKS:
                break
            elif not _GAP.fullmatch(self.text[before.end : after.start]):
                break
            count += 1
        return count

    def _inflected(self, at: int, count: int, surface: str, key: str) -> tuple[tuple[Entry, bool], ...]:
        if surface.isascii():
            return ()
        if count == 1 and (adjective := region_adjective(surface)) and at + 1 < len(self.tokens):
            if self.tokens[at + 1].lower in REGION_WORDS:
                return self.gazetteer.under(adjective)
        for other in uninflected(key) or unprefixed(key):
            choices = tuple(c for c in self.gazetteer.under(other) if c[0].level or c[0].population >= 5000)
            if choices:
                return choices
        return ()

    def _named(self, at: int, count: int, key: str, choices: tuple[tuple[Entry, bool], ...]) -> Named | None:
        first, last = self.tokens[at], self.tokens[at + count - 1]
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + count] if at + count < len(self.tokens) else None
        joined_after = after and self.text[last.end : after.start] in (" ", "-", "'s ", "’s ")
        if len(key) < 3 and not choices[0][0].level >= 6:
            return None
        if key == "us" and (self.capitals or first.text != "US"):
            return None
        if joined_after and after and after.lower in ROADS and after.cap:
            return None
        region = bool(after and after.lower in REGION_WORDS and self.text[last.end : after.start] == " ")
        if region:
            choices = tuple(c for c in choices if c[0].level >= 4) or choices
        dateline = self._dateline(at, last)
        within = self._within(last)
        locative = bool(before and (before.lower in LOCATIVE or (before.lower in SIDES)))
        if not within and not dateline and key in NOT_PLACES:
            return None
        left = self._left(at)
        evidence = left + self._right(at, count) + self._own(at, count, key, choices)
        evidence += 6 * dateline + 6 * bool(within) + 4 * region
        return Named(first.start, last.end, key, choices, evidence, left <= -3, within, dateline, locative)

    def _dateline(self, at: int, last: Token) -> bool:
        start = self.tokens[at].start
        head = self.text[max(0, start - 2) : start]
        return (start == 0 or "\n" in head or start < 160) and bool(_DATELINE.match(self.text, last.end))

    def _within(self, last: Token) -> str:
        """The region that the words after a comma name: ", Calif.", ", Texas", ", La." as "US.LA"."""
        for skip in (2, 3):
            m = self.abbreviated.get(last.end + skip)
            if m:
                return ABBREVIATIONS[m[1].replace(" ", "")]
        return ""

    def _left(self, at: int) -> int:
        if at == 0:
            return -1
        before = self.tokens[at - 1]
        gap = self.text[before.end : self.tokens[at].start]
        if before.text in _MARKS:
            if before.text == "." and at > 1 and (self.tokens[at - 2].lower in TITLES or len(self.tokens[at - 2].text) == 1) and gap in (" ", ""):
                return -5
            return 0 if before.text in ",(" else -1
        if gap not in (" ", "-", "\n"):
            return 0
        if before.lower in LOCATIVE:
            return 4
        if before.lower in SIDES:
            return 3
        if self.capitals:
            return 1 if before.lower in LINKING else -4 if before.lower in GIVEN or before.lower in TITLES else 0
        if before.lower in LINKING:
            return 1
        if before.lower in TITLES or (before.lower in GIVEN and before.cap):
            return -6
        if before.cap and before.lower not in SENTENCE_WORDS and gap != "\n":
            return -3
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
        if after.lower in INSTITUTIONS or after.lower in COUNTY_WORDS:
            return 2
        if after.lower in PEOPLE_VERBS:
            return -2
        if after.cap and not self.capitals:
            if self.tokens[at].lower in GIVEN and count == 1:
                return -6
            return -3 if after.lower not in ORGANISATIONS else -2
        return 0

    def _own(self, at: int, count: int, key: str, choices: tuple[tuple[Entry, bool], ...]) -> int:
        top = max(c[0].level for c in choices)
        people = max(c[0].population for c in choices)
        if top >= 6:
            return 6 - 3 * (key in GIVEN)
        score = 4 if top >= 4 else 3 if top == 2 and count > 1 else 0
        score = max(score, sum(people >= n for n in (1_500, 15_000, 100_000, 500_000)))
        score += 2 * (count > 1) - 2 * (not any(main for _, main in choices))
        if count == 1 and (key in COMMON or self.tokens[at].lower in self.small):
            score -= 5
        if count == 1 and key in GIVEN and people < 500_000:
            score -= 2
        return score

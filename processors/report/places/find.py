"""Candidates: stretches of text that are written like names and that the gazetteer knows, with the evidence around each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from processors.report.gazetteer.gazetteer import CAPITAL, Choices, Entry
from processors.report.gazetteer.names import (
    SHORTENED,
    first_word,
    in_russian,
    key_of,
    region_adjective,
    uninflected,
    unprefixed,
)
from processors.report.places.around import ARTICLES, OF
from processors.report.places.cases import begins, in_cases, plurals
from processors.report.places.cyrillic import Cyrillic
from processors.report.places.tokens import MARKS, Token
from processors.report.places.words import (
    ARABIC_COUNTRIES,
    ARABIC_WORDS,
    AREA_COUNTRIES,
    AREAS,
    COUNTY_WORDS,
    GIVEN,
    INSTITUTIONS,
    LOCATIVE,
    NOT_PLACES,
    PEOPLE_VERBS,
    REGION_NOUNS,
    REGION_WORDS,
    ROADS,
    SIDES,
    TIMES,
    TOWN_NOUNS,
    WATERS,
)

_BLANKS = ("", " ")
_SURNAME = re.compile(r" ([A-Z][a-z’'-]+)")
# Behind a place's name, in capitals too: "in Dayton Sunday".
_GOES_ON = INSTITUTIONS | COUNTY_WORDS | REGION_WORDS | TIMES
_GROWN = "بلو"  # Arabic prepositions, and "and"
_GAPS = frozenset(
    {" ", "\u00a0", "-", "'s ", "’s ", "'", "’", "' ", "’ ", ". "} | {f"{a}\n{b}" for a in (*_BLANKS, "\u00a0") for b in _BLANKS}
)
_COMMAS = frozenset({" ("} | {f",{a}{b}{c}" for a in _BLANKS for b in ("", "\n") for c in _BLANKS})
_LIST = re.compile(r",? (?:and|or|y|o|und|oder|et|ou|и|или|та|і|або) |, | و")
MAX_WORDS = 5
_ROW = 3
_SHORTEST_ADJECTIVE = 6
_GERMAN = frozenset({"DE", "AT", "CH", "LI"})
_SMALL_TOWN = 3_000  # people
_TOWN = 50_000
_METROPOLIS = 500_000
_REGION_LEVEL, _COUNTRY = 4, 6
_SEAT = "P.PPLA"  # kind of a capital of a region
_PROVINCE = 2  # level; some countries' provinces are what others call counties
_SHORT_ARABIC = 5  # letters of names that are likely words
_SEVERAL_WORDS = 500  # people of the smallest place that a name of several words in another case may mean
_SHORTEST_CASE = 3  # letters of a name in another case that only a large town may have


def fits(entry: Entry, within: str) -> bool:
    """Does the place lie in this region ("US.TX") or country ("US")?"""
    country, _, admin1 = within.partition(".")
    return entry.country == country and (not admin1 or entry.admin1 == admin1) and entry.level < (4 if admin1 else 6)


class Named(NamedTuple):
    """A stretch that may be a place. `evidence`: integer, above 0 speaks for a place. `choices`: entries and whether the name
    is their main one. `person`: it follows a title or another name here. `within` narrows them: "US.CA" or "US", from what
    follows the comma. `seat`: a district has its name from it."""

    start: int
    end: int
    key: str
    choices: Choices
    evidence: int
    person: bool
    within: str
    dateline: bool
    locative: bool
    seat: bool


def _narrowed(one: Named, following: Named) -> str:
    """ "US.TX" for Paris and Texas: the region or country of that name that holds a town of the other name; "" for none."""
    for entry, _ in sorted(following.choices, key=lambda c: (c[0].level != 4, c[0].number)):
        within = f"{entry.country}.{entry.admin1}" if entry.level in (2, 4) else entry.country
        if entry.level in (2, 4, 6) and any(c.level < entry.level and fits(c, within) for c, _ in one.choices):
            return within
    towns = all(c.level < 4 and c.population < 500_000 for c, _ in one.choices)
    regions = [c for c, main in following.choices if c.level == 4 and main]
    return f"{regions[0].country}.{regions[0].admin1}" if towns and len(regions) == 1 == len(following.choices) else ""


def is_arabic(token: Token) -> bool:
    """Arabic writes names as it writes all words."""
    return "\u0600" <= token.text[0] <= "\u06ff"


def _is_far(choices: Choices) -> bool:
    """Whether it is a smaller town where no Arabic is spoken."""
    first = choices[0][0]
    return first.level < 4 and first.population < _METROPOLIS and first.country not in ARABIC_COUNTRIES


def _wide(one: Named) -> bool:
    """May it be a region or a country?"""
    return one.choices[0][0].level in (4, 6) and one.choices[0][1]


def is_small(choices: Choices) -> bool:
    """A town that is no metropolis and no capital, the first of a name's places."""
    return is_small_town(choices[0][0])


def is_small_town(entry: Entry) -> bool:
    """Is it neither a region or a country nor a metropolis or a capital, which are meant by their names in any company?"""
    return entry.level < _REGION_LEVEL and entry.population < _METROPOLIS and entry.kind != CAPITAL


class Finder(Cyrillic):
    """The candidates of one text."""

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
        first_names = self._first_names(found)
        return [one._replace(person=True) if one.key in first_names else one for one in found]

    def _first_names(self, found: Sequence[Named]) -> frozenset[str]:
        """Small places called like somebody here: "Bettie Page", more than once."""
        if self.capitals or not self._in_english():
            return frozenset()
        small = [one for one in found if is_small(one.choices)]
        surnames = Counter((one.key, m[1]) for one in small if (m := _SURNAME.match(self.text, one.end)))
        return frozenset(
            key
            for (key, name), n in surnames.items()
            if n > 1
            and name.lower() not in _GOES_ON
            and (key in GIVEN or len(re.findall(rf"\b{re.escape(name)}\b", self.text)) > n)
        )

    def _in_english(self) -> bool:
        """Of other languages nouns, and regions behind a town, are written like surnames."""
        return self.language in ("", "en")

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
        if (named := self._with_article(at)) is not None:
            return named
        most = self.gazetteer.longest(first.text)
        if self.text[first.end : first.end + 3] in ("'s ", "’s "):
            most = max(most, self.gazetteer.words_after(first_word(first.text) + "s"))
        if first.text[0] in _GROWN:
            most = max(most, *(self.gazetteer.longest(bare) for bare in unprefixed(first.text)), 0)  # "بمحافظة نينوى"
        if not first.text.isascii() and self._goes_on(at):
            most = max([most, *(n for _, n in begins(key_of(first.text), self.gazetteer.words_after))])
        most = min(most, MAX_WORDS)
        if not most and first.text.isascii() and not (self.german and first.text.endswith("er")):
            return None
        count = self._run(at, most) if most > 1 else 1
        while count >= 1:
            last = self.tokens[at + count - 1]
            if last.cap or count == 1 or is_arabic(last):
                surface = self.text[first.start : last.end]
                key, choices = self.gazetteer.known(surface) if most >= count else (key_of(surface), ())
                if not choices:
                    choices = self._inflected(at, count, surface, key)
                elif not surface.isascii() and not any(self._likely(c) for c, _ in choices):
                    choices += self._inflected(at, count, surface, key)  # "Уфе" is Ufa rather than the village of Ouffet
                elif count == 1 and not surface.isascii() and self._before(at)[-1] in LOCATIVE:
                    choices += tuple(
                        c for name in plurals(key) for c in self.gazetteer.under(name) if c[0].population >= _TOWN // 5
                    )
                if choices:
                    return key, count, choices
            count -= 1
        return None

    def _likely(self, entry: Entry) -> bool:
        """May a name that the gazetteer knows as it stands be no case of another's? Ukrainian "Дубна" is rather Dubno's."""
        return entry.level > 0 or (entry.population >= _TOWN and (self.language != "uk" or entry.country == "UA"))

    def _with_article(self, at: int) -> tuple[str, int, Choices] | None:
        """ "al-Fashir": a name that the gazetteer knows with its article."""
        before = self.tokens[at - 1] if at else None
        if before is None or before.last not in ARTICLES or self.text[before.end : self.tokens[at].start] != "-":
            return None
        key, choices = self.gazetteer.known(self.text[before.end - len(before.last) : self.tokens[at].end])
        return (key, 1, choices) if choices else None

    def _spelled(self, key: str) -> bool:
        """Does the gazetteer know the name as it stands, in no other case?"""
        return bool(self.gazetteer.under(key)) or (self.language == "uk" and bool(self.gazetteer.under(in_russian(key))))

    def _run(self, at: int, most: int) -> int:
        """How many tokens from here on may be one name: joined by a blank or hyphen."""
        count = 1
        while count < most and at + count < len(self.tokens):
            before, after = self.tokens[at + count - 1], self.tokens[at + count]
            if after.text == "." and before.last in SHORTENED:
                if at + count + 1 >= len(self.tokens):
                    break
                most += 1
            elif after.text in MARKS or self.text[before.end : after.start] not in _GAPS:
                break
            count += 1
        return count

    def _inflected(self, at: int, count: int, surface: str, key: str) -> Choices:
        if self.german and count == 1 and surface.endswith("er") and len(surface) >= _SHORTEST_ADJECTIVE:
            return self._german_adjective(at, key)
        if surface.isascii():
            return ()
        following = self.tokens[at + 1].first if at + 1 < len(self.tokens) else ""
        if count == 1 and following in REGION_WORDS and (adjective := region_adjective(surface)):
            return self.gazetteer.under(adjective)
        if count == 1 and self._is_seat(at) and (seat := self._seat(surface)):
            return seat
        found: dict[int, tuple[Entry, bool]] = {}
        least = 5_000 if len(key) > _SHORTEST_CASE else 100_000
        others = uninflected(key) or unprefixed(key)
        if count > 1:
            others, least = (*others, *in_cases(key, self.gazetteer.words_after)), _SEVERAL_WORDS
        elif self._before(at)[-1] in LOCATIVE:
            others = (*others, *plurals(key))
        if self.language == "uk":
            russian = in_russian(key)
            others = (*others, russian, *uninflected(russian), *((f"э{russian[1:]}",) if russian[0] == "е" else ()))
        for other in others:
            found.update((c[0].number, c) for c in self.gazetteer.under(other) if c[0].level or c[0].population >= least)
        return tuple(found.values()) or (self._respelled(at, key) if count == 1 else ())

    def _german_adjective(self, at: int, key: str) -> Choices:
        """ "Kasseler", "Göttinger", where a noun follows: a larger town's, or one's of the country before what a town has."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or not after.cap or self.text[self.tokens[at].end] != " ":
            return ()
        if key in self.common:
            return ()
        stems = {key[:-2], key[:-1], f"{key[:-2]}en", *([f"{key[:-3]}en"] if key.endswith("ner") else [])}
        least = _SMALL_TOWN if after.first in TOWN_NOUNS else _TOWN
        found = [c for stem in sorted(stems) for c in self.gazetteer.under(stem) if c[1] and c[0].level == 0]
        return tuple(c for c in found if c[0].population >= least and c[0].country in _GERMAN)

    def _named(self, at: int, count: int, key: str, choices: Choices) -> Named | None:
        first, last = self.tokens[at], self.tokens[at + count - 1]
        before = self.tokens[at - 1] if at else None
        after = self.tokens[at + count] if at + count < len(self.tokens) else None
        joined_after = after and self.text[last.end : after.start] in (" ", "-", "'s ", "’s ")
        announced = at > 0 and self._announced(at)
        short = len(key) < _SHORTEST_CASE
        city = short and choices[0][0].population >= _TOWN and announced  # "مدينة إب"
        if short and choices[0][0].level < _COUNTRY and not city:
            return None
        if (key in ARABIC_WORDS and not city) or (key[0] in "وفبل" and key[1:] in ARABIC_WORDS):
            return None
        if count == 1 and first.text.lower() in self.adjectives and choices[0][0].level < _COUNTRY:
            return None
        if key == "us" and (self.capitals or first.text != "US"):
            return None
        if joined_after and after and ((after.first in ROADS and after.cap) or after.first in WATERS):
            return None
        region = bool(after and after.first in REGION_WORDS and self.text[last.end : after.start] == " ")
        region = region or self._of_region_noun(at, count, choices)
        if states := self._states(last, after, choices):
            choices, region = states, True
        elif region:
            choices = tuple(c for c in choices if c[0].level >= _PROVINCE) or self._region_of_seat(choices) or choices
        left = self._left(at)
        dateline = left > -3 and self._dateline(at, last, choices)
        within = self._within(last, after)
        counted = bool(joined_after and after and after.first in COUNTY_WORDS)
        locative = bool(before and (before.last in LOCATIVE or before.last in SIDES or (left > 0 and announced))) or counted
        if not within and not dateline and (key in NOT_PLACES or (count == 1 and self._is_acronym(first, choices, put=locative))):
            return None
        if left == -1 and not first.text.isascii() and not self._spelled(key):
            left -= 3  # the first word of a sentence, in another case than a name's own
        if is_arabic(first) and len(key) <= _SHORT_ARABIC and _is_far(choices) and not announced:
            left -= 4  # "سكين" is a knife rather than Skien
        evidence = left + self._right(at, count) + self._own(at, count, key, choices)
        seat = count == 1 and self._is_seat(at)
        evidence += 6 * dateline + 6 * bool(within) + 4 * (region or seat)
        headline = bool(after and after.cap and joined_after)  # capitals before and behind tell nothing
        locative = locative and not self._goes_on_as_name(last, after)
        person = left <= -3 - 2 * headline or (count == 1 and self._speaks(last, after, choices))
        return Named(first.start, last.end, key, choices, evidence, person, within, dateline, locative, seat)

    def _of_region_noun(self, at: int, count: int, choices: Choices) -> bool:
        """ "The province of", "gouvernorat de", "des Gouvernements Medenine" before a name that stands once in the text: where it
        does again, it may be the town."""
        words = self._before(at)
        noun = words[-2] if len(words) > 1 and words[-1] in OF else words[-1] if self.german else ""
        named = noun in REGION_NOUNS or (noun in AREAS and choices[0][0].country in AREA_COUNTRIES)
        return named and self._times(self.text[self.tokens[at].start : self.tokens[at + count - 1].end]) == 1

    def _times(self, surface: str) -> int:
        """How often the text has a name; it is counted once."""
        if surface not in self._counted:
            self._counted[surface] = self.text.count(surface)
        return self._counted[surface]

    def _states(self, last: Token, after: Token | None, choices: Choices) -> Choices:
        """ "Niger State": the regions that may be; in the US it would be a university or its team."""
        if after is None or after.text != "State" or self.text[last.end : after.start] != " ":
            return ()
        return tuple(c for c in choices if c[0].level == _REGION_LEVEL and c[0].country != "US")

    def _region_of_seat(self, choices: Choices) -> Choices:
        """ "Gebiet Rostow": the region that is called after its capital."""
        seat = choices[0][0]
        region = self.gazetteer.region(seat.country, seat.admin1) if seat.kind == _SEAT else None
        return ((region, True),) if region else ()

    def _goes_on_as_name(self, last: Token, after: Token | None) -> bool:
        """ "Finished off Luck's seventh comeback", "in Hurricane Katrina": what stands behind "in" isn't this name alone."""
        if after is None or self.capitals or not self._in_english():
            return False
        gap = self.text[last.end : after.start]
        return gap in ("'s ", "’s ") or (gap == " " and after.cap and after.first not in _GOES_ON)

    def _speaks(self, last: Token, after: Token | None, choices: Choices) -> bool:
        """ "Luck said": a small town says nothing."""
        spoke = after is not None and after.text in PEOPLE_VERBS and self.text[last.end : after.start] == " "
        return spoke and is_small(choices) and choices[0][0].population < _TOWN

"""Towns that the gazetteer has no Cyrillic or Arabic name of: taken by how they sound, in countries that the text names."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from processors.report.gazetteer.gazetteer import CAPITAL, Choices, Entry
from processors.report.gazetteer.names import key_of, uninflected, unprefixed
from processors.report.gazetteer.skeleton import ALIKE, SURELY_ALIKE
from processors.report.places.cyrillic import SPOKEN_THERE
from processors.report.places.find import Finder, Named, is_arabic
from processors.report.places.tokens import MARKS
from processors.report.places.words import ARABIC_COUNTRIES, LOCATIVE, NOUNS, OTHER_SCRIPTS, REGION_WORDS, SIDES

_MOST_WORDS, _MOST_COUNTRIES = 3, 5
_NAME = 5  # letters of an Arabic word that may be a name
_REGION = 4  # level
ENOUGH = 3  # evidence
_KNOWN, _SMALL = 500_000, 100_000  # people
# How like a name must be to the gazetteer's: one in Latin letters or not, behind "the town of" or only behind "in".
_LIKE = {(False, True): ALIKE, (False, False): SURELY_ALIKE, (True, True): 0.7, (True, False): 0.84}
_OWNERS = {"ru": frozenset({"у"}), "en": frozenset({"a"})}  # "у Смита" is at Smith's
_IN = frozenset({"в", "во", "на"})  # Russian nouns behind them end in other letters than adjectives do
_JOINED = (" ", "-")
# Whose towns have names in the script: there a name that isn't known is none.
WRITTEN = ARABIC_COUNTRIES | SPOKEN_THERE | {"BG", "IR", "ME", "MK", "MN", "RS"}
# Whose names are romanised in more ways than one.
_OTHERS = ARABIC_COUNTRIES | OTHER_SCRIPTS
_SCRIPTS = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
_ADJECTIVE = re.compile("(?:[ое]м[уі]|[оеыи]й|[ыи][хм]|[ое]го|ськ[аоіу]?м?|ск[ои]м|sk(?:yi|iy|yy|yj|i))$")


def countries_told(text: str, chosen: Mapping[str, Entry], adjectives: Sequence[str]) -> tuple[str, ...]:
    """The countries that a text names, itself, by an adjective, a region or a known city, but for those that write in its script;
    none where there are so many that they tell nothing."""
    named = {e.country for e in chosen.values() if e.level >= _REGION or e.kind == CAPITAL or e.population >= _KNOWN}
    told = named | set(adjectives)
    countries = sorted(told - WRITTEN - {""} if _SCRIPTS.search(text) else told & _OTHERS)
    return tuple(countries) if len(countries) <= _MOST_COUNTRIES else ()


def doubtful(named: Sequence[Named], chosen: Mapping[str, Entry], countries: Container[str]) -> frozenset[str]:
    """The keys of names in another script that were taken for a smaller town of a country that the text doesn't name."""
    far = {key for key, e in chosen.items() if not e.level and e.population < _SMALL and e.country not in countries}
    return frozenset(one.key for one in named if one.key in far and not one.key.isascii() and not one.within)


class Listener(Finder):
    """Finds names by their sound as well."""

    def heard(self, countries: Sequence[str], taken: Sequence[Named], doubted: Container[str]) -> list[Named]:
        """The names that no place of the gazetteer has as they are written, or only one that is `doubted`."""
        if not countries:
            return []
        inside = {i for one in taken if one.key not in doubted for i in range(one.start, one.end)}
        found: list[Named] = []
        for at, token in enumerate(self.tokens):
            arabic = is_arabic(token)
            free = token.start not in inside and not (found and token.start < found[-1].end)
            if free and (token.cap or arabic) and self._is_put(at, arabic=arabic):
                found += self._sounding(at, countries)
        return found

    def _is_put(self, at: int, *, arabic: bool) -> bool:
        """Does "in" or "the town of" stand before? In Arabic without capitals and in German with many "in" says too little."""
        arabic |= self.german
        words = self._before(at)
        if self.capitals or (at and self.tokens[at - 1].cap and words[-1] not in LOCATIVE and not self.german):
            return False  # "City Press"
        before = words[-2] if len(words) > 1 and words[-1] in self.adjectives else words[-1]  # "в турецком Х"
        put = before in LOCATIVE and before not in _OWNERS.get(self.language, ()) and (not arabic or self._lies_beside(at))
        return (put or (bool(before) and self._announced(at))) and not self._qualifies(at, before)

    def _lies_beside(self, at: int) -> bool:
        """ "في كاريغادو شمال العاصمة": a word that is no Arabic noun by its article, and behind it where it lies."""
        word, after = self.tokens[at].text, self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        beside = after in SIDES or any(bare in NOUNS or bare in REGION_WORDS for bare in unprefixed(key_of(after)))
        return not self.german and len(word) >= _NAME and not word.startswith("ال") and beside

    def _qualifies(self, at: int, before: str) -> bool:
        """ "В Чёрном море", "у Шевченківському районі": an adjective and what it stands before."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        word, beside = self.tokens[at].text, after is not None and self.text[self.tokens[at].end : after.start] == " "
        adjective = _ADJECTIVE.search(word) or (before in _IN and word.endswith(("ом", "ем")))
        return beside and after is not None and not after.cap and bool(adjective)

    def _sounding(self, at: int, countries: Sequence[str]) -> Iterator[Named]:
        most = self._joined(at)
        for count in range(most, 0 if is_arabic(self.tokens[at]) else most - 1, -1):  # with capitals a part of a name is none
            surface = self.text[self.tokens[at].start : self.tokens[at + count - 1].end]
            key = key_of(surface)
            least = _LIKE[key.isascii(), self._announced(at)]
            if choices := self._called(key, countries, least):
                named = self._named(at, count, key, choices)
                if named and named.evidence >= ENOUGH:
                    yield named
                return

    def _called(self, key: str, countries: Sequence[str], least: float) -> Choices:
        forms = (key, *uninflected(key), *unprefixed(key))
        return tuple(c for country in countries for c in self.gazetteer.sounding(forms, country, least))

    def _joined(self, at: int) -> int:
        """How many words from here on may be one name."""
        count = 1
        while count < _MOST_WORDS and at + count < len(self.tokens):
            before, after = self.tokens[at + count - 1], self.tokens[at + count]
            same = (after.text[0] < "\u0600") == (before.text[0] < "\u0600") and after.text[0] >= "\u0400"
            if after.text in MARKS or not same or self.text[before.end : after.start] not in _JOINED:
                break
            if after.text[0] < "\u0600" and not after.cap:
                break
            count += 1
        return count

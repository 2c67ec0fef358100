"""Towns that the gazetteer has no Cyrillic or Arabic name of: taken by how they sound, in countries that the text names."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from processors.report.gazetteer.gazetteer import CAPITAL, Choices, Entry
from processors.report.gazetteer.names import key_of, uninflected, unprefixed
from processors.report.places.cyrillic import SPOKEN_THERE
from processors.report.places.find import Finder, Named
from processors.report.places.tokens import MARKS
from processors.report.places.words import ARABIC_COUNTRIES, LOCATIVE

_MOST_WORDS, _MOST_COUNTRIES = 3, 5
_REGION = 4  # level
ENOUGH = 3  # evidence
_KNOWN, _SMALL = 500_000, 100_000  # people
_OWNERS = {"ru": frozenset({"у"})}  # "у Смита" is at Smith's
_IN = frozenset({"в", "во", "на"})  # Russian nouns behind them end in other letters than adjectives do
_JOINED = (" ", "-")
# Whose towns have names in the script: there a name that isn't known is none.
WRITTEN = ARABIC_COUNTRIES | SPOKEN_THERE | {"BG", "IR", "ME", "MK", "MN", "RS"}
_SCRIPTS = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
_ADJECTIVE = re.compile("(?:[ое]м[уі]|[оеыи]й|[ыи][хм]|[ое]го|ськ[аоіу]?м?|ск[ои]м)$")


def countries_told(chosen: Mapping[str, Entry], adjectives: Sequence[str]) -> tuple[str, ...]:
    """The countries that a text names, itself, by an adjective, a region or a known city, but for those that write as the text
    may; none where there are so many that they tell nothing."""
    named = {e.country for e in chosen.values() if e.level >= _REGION or e.kind == CAPITAL or e.population >= _KNOWN}
    countries = sorted((named | set(adjectives)) - WRITTEN - {""})
    return tuple(countries) if len(countries) <= _MOST_COUNTRIES else ()


def doubtful(named: Sequence[Named], chosen: Mapping[str, Entry], countries: Container[str]) -> frozenset[str]:
    """The keys of names that were taken for a smaller town of a country that the text doesn't name."""
    far = {key for key, e in chosen.items() if not e.level and e.population < _SMALL and e.country not in countries}
    return frozenset(one.key for one in named if one.key in far and not one.within)


class Listener(Finder):
    """Finds names by their sound as well."""

    def heard(self, countries: Sequence[str], taken: Sequence[Named], doubted: Container[str]) -> list[Named]:
        """The names that no place of the gazetteer has as they are written, or only one that is `doubted`."""
        if not countries or not _SCRIPTS.search(self.text):
            return []
        inside = {i for one in taken if one.key not in doubted for i in range(one.start, one.end)}
        found: list[Named] = []
        for at, token in enumerate(self.tokens):
            foreign = "\u0400" <= token.text[0] <= "\u04ff" and token.cap
            free = token.start not in inside and not (found and token.start < found[-1].end)
            if free and (foreign or "\u0600" <= token.text[0] <= "\u06ff") and self._is_put(at, arabic=not foreign):
                found += self._sounding(at, countries)
        return found

    def _is_put(self, at: int, *, arabic: bool) -> bool:
        """Does "in" or "the town of" stand before? Arabic has no capitals, so that there "in" says too little."""
        if self.capitals:
            return False
        words = self._before(at)
        before = words[-2] if len(words) > 1 and words[-1] in self.adjectives else words[-1]  # "в турецком Х"
        put = not arabic and before in LOCATIVE and before not in _OWNERS.get(self.language, ())
        return (put and not self._qualifies(at, before)) or (bool(before) and self._announced(at))

    def _qualifies(self, at: int, before: str) -> bool:
        """ "В Чёрном море", "у Шевченківському районі": an adjective and what it stands before."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        word, beside = self.tokens[at].text, after is not None and self.text[self.tokens[at].end : after.start] == " "
        adjective = _ADJECTIVE.search(word) or (before in _IN and word.endswith(("ом", "ем")))
        return beside and after is not None and not after.cap and bool(adjective)

    def _sounding(self, at: int, countries: Sequence[str]) -> Iterator[Named]:
        for count in range(self._joined(at), 0, -1):
            surface = self.text[self.tokens[at].start : self.tokens[at + count - 1].end]
            key = key_of(surface)
            if choices := self._called(key, countries):
                named = self._named(at, count, key, choices)
                if named and named.evidence >= ENOUGH:
                    yield named
                return

    def _called(self, key: str, countries: Sequence[str]) -> Choices:
        forms = (key, *uninflected(key), *unprefixed(key))
        return tuple(c for country in countries for c in self.gazetteer.sounding(forms, country))

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

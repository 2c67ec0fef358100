"""Towns that the gazetteer has no Cyrillic or Arabic name of, or under another romanisation: taken by how they sound, in
countries that the text names (docs/adr/0165-towns-by-their-sound.md)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from processors.report.gazetteer.gazetteer import Choices, Entry
from processors.report.gazetteer.names import key_of, uninflected, unprefixed
from processors.report.gazetteer.skeleton import ALIKE
from processors.report.places.cyrillic import SPOKEN_THERE
from processors.report.places.find import Finder, Named, is_arabic, is_small_town
from processors.report.places.tokens import MARKS, Token
from processors.report.places.words import ARABIC_COUNTRIES, LOCATIVE, NOUNS, OTHER_SCRIPTS, REGION_WORDS, SIDES, UNHEARD

_MOST_WORDS, _MOST_COUNTRIES = 3, 5
_LONGEST = 40  # letters of a name; hostile texts have words of any length
_NAME = 5  # letters of an Arabic word that may be a name
ENOUGH = 3  # evidence
# How like a name must be to the gazetteer's, by its script, behind "the town of" and only behind "in".
_LIKE = {"Latin": (0.7, 0.84), "Cyrillic": (ALIKE, 0.8), "Arabic": (ALIKE, 0.7)}
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
    named = {entry.country for entry in chosen.values() if not is_small_town(entry)}
    told = named | set(adjectives)
    countries = sorted(told - WRITTEN - {""} if _SCRIPTS.search(text) else told & _OTHERS)
    return tuple(countries) if len(countries) <= _MOST_COUNTRIES else ()


def beside(named: Sequence[Named], heard: Sequence[Named]) -> list[Named]:
    """Both, in order, without what is only a part of a name that was heard."""
    inside = {i for one in heard for i in range(one.start, one.end)}
    return sorted([*(one for one in named if one.start not in inside), *heard])


class Listener(Finder):
    """Finds names by their sound as well."""

    def heard(self, countries: Sequence[str], taken: Sequence[Named]) -> list[Named]:
        """The names that aren't `taken` for a place as they are written; also where they stand without "in"."""
        if not countries:
            return []
        whole = [one for one in taken if self.text[one.end : one.end + 1] != "-"]  # not "Ель" of "Ель-Тріунфо"
        inside = {i for one in whole for i in range(one.start, one.end)}
        free = [at for at, token in enumerate(self.tokens) if token.start not in inside and (token.cap or is_arabic(token))]
        put = [at for at in free if self._is_put(at)]
        known = {one.key: one.choices for at in put for one in self._sounding(at, countries)}
        for one in whole:
            known.pop(one.key, None)
        found: list[Named] = []
        for at in free if known else ():
            if not (found and self.tokens[at].start < found[-1].end):
                found += self._again(at, known)
        return found

    def _again(self, at: int, known: Mapping[str, Choices]) -> list[Named]:
        """A name that is known by its sound now, wherever it stands."""
        for count in range(self._joined(at), 0, -1):
            key = key_of(self.text[self.tokens[at].start : self.tokens[at + count - 1].end])
            if key in known and (named := self._named(at, count, key, known[key])):
                return [named._replace(evidence=max(ENOUGH, named.evidence), person=False)]
        return []

    def _is_put(self, at: int) -> bool:
        """Does "in" or "the town of" stand before? In Arabic without capitals and in German with many "in" says too little."""
        in_says_little = self.german or is_arabic(self.tokens[at])
        words = self._before(at)
        if self.capitals or (at and self.tokens[at - 1].cap and words[-1] not in LOCATIVE and not self.german):
            return False  # "City Press"
        before = words[-2] if len(words) > 1 and words[-1] in self.adjectives else words[-1]  # "в турецком Х"
        put = (
            before in LOCATIVE and before not in _OWNERS.get(self.language, ()) and (not in_says_little or self._lies_beside(at))
        )
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
            least = _LIKE[_script(self.tokens[at])][not self._announced(at)]
            if len(key) <= _LONGEST and not key.startswith(UNHEARD) and (choices := self._called(key, countries, least)):
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
            joined = after.text not in MARKS and self.text[before.end : after.start] in _JOINED
            if not joined or _script(before) != _script(after) or not (after.cap or is_arabic(after)):
                break
            count += 1
        return count


def _script(token: Token) -> str:
    return "Arabic" if is_arabic(token) else "Latin" if token.text[0] < "\u0400" else "Cyrillic"

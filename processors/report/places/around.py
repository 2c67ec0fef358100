"""What stands around a name, and how much it says for a place: "in", "the town of", a title, a dateline."""

import re
from bisect import bisect_right
from collections.abc import Container
from functools import cached_property

from processors.report.gazetteer.gazetteer import Choices, Gazetteer
from processors.report.gazetteer.names import key_of, region_adjective, unprefixed
from processors.report.places.demonyms import FORMS
from processors.report.places.tokens import MARKS, Token, mostly_capitals, tokens_of
from processors.report.places.words import (
    AUTHORITIES,
    CARE,
    COMMON,
    COMMON_IN,
    COUNTY_WORDS,
    COURTS,
    CYRILLIC_SHORT,
    DISTRICTED,
    DWELLERS,
    GERMAN_BEFORE,
    GERMAN_REGIONS,
    GIVEN,
    INSTITUTIONS,
    LINKING,
    LOCATIVE,
    NOUNS,
    ORGANISATIONS,
    PEOPLE_VERBS,
    REGION_WORDS,
    SCENES,
    SENTENCE_WORDS,
    SIDES,
    SLAVIC_SCENES,
    TITLES,
    TOWN_ADJECTIVES,
    TOWNSHIPS,
    YEARS,
    abbreviations,
)

_ABBREVIATION = re.compile(
    r",\s{1,2}((?:[A-Z]\.\s?){2,3}|W\.\s?Va\.|N\.\s?[MD][a-z]+\.|[A-Z][a-zé]{1,4}\.|[A-Z]{2,4}|Edomex)(?!\w)"
)
_SMALL = re.compile(r"[a-zß-öø-ÿ\u0430-\u045f](?<![\w’'].)[a-zß-öø-ÿ\u0430-\u045f]*")
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?(?:,\s\d{1,2}\s\w+\.?(?:\s\d{2,4})?|,\s\w+\.?\s\d{1,2}(?:,\s\d{4})?)?\s?"
    r"(?:(?:\((?:[A-Z][\w./]+\s?){1,3}\)\s?)?(?:—|–|--|-\s)|\([A-Z]{2,}[A-Z.\d]*\)|\([a-z]{2,5}\)(?=\s*[\n–—-]))"
)
_FILED = re.compile(r",\s\d{1,2}\s[^\W\d]{3,9}\.(?=\s)")
_OF_THE, _ARTICLES = frozenset({"du", "des", "del"}), frozenset({"la", "las", "les", "los", "el"})
_ELIDED = re.compile("^[ld]['’]")
OF = frozenset({"of", "de", "d", "von"})
_DEPARTMENT, _COUNTRY = 2, 6  # levels
_ACRONYM = 4  # letters of the longest
ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "at", "az", "ash"})
_BUREAUS = AUTHORITIES | CARE | COURTS
_SLAVIC, _ROMANCE = frozenset({"ru", "uk"}), frozenset({"fr", "es"})
_NAMES = 3  # words of a name behind what is called so
_DISTINCT = 6  # letters of a name that is hardly anything else
_HEAD = 160  # characters in which a text may say where it was written
_SIZES = (1_500, 15_000, 100_000, 500_000)  # of towns; a larger one is likelier meant


class Surroundings:
    """What stands around the names of one text, and what it says for or against a place. `language`: ISO 639-1 or ""; German
    writes all its nouns like names. `heads`: where the heads of items begin (items.py)."""

    def __init__(self, text: str, gazetteer: Gazetteer, language: str = "", heads: Container[int] = ()) -> None:
        self.text, self.gazetteer, self.heads = text, gazetteer, heads
        self.language, self.german = language, language == "de"
        self.common = COMMON_IN.get(language, frozenset())
        self.adjectives = FORMS.get(language, {})
        self.tokens = tokens_of(text)
        self.capitals = mostly_capitals(text)
        self._written: dict[str, bool] = {}
        self._counted: dict[str, int] = {}
        self.regions = abbreviations(language)
        self.abbreviated = {
            m.start(1): m
            for m in _ABBREVIATION.finditer(text)
            if m[1].replace(" ", "") in self.regions and ("." in m[1] or not self.capitals)
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

    def _before(self, at: int) -> list[str]:
        """The words in front, in small letters, less the article of "al-Fashir"; at least one, "" where there is none."""
        if at == 0:
            return [""]
        before = self.tokens[at - 1]
        words = before.text.lower().split(" ")
        if words[-1] in ARTICLES and self.text[before.end : self.tokens[at].start] == "-":
            words.pop()
        if len(words) < 2 and at > 1:
            words = [self.tokens[at - 2].last, *words]
        return words or [""]

    def _near(self, at: int) -> bool:
        """Does "près de", "cerca de", "vecina de" … stand before?"""
        words = self._before(at)
        return len(words) > 1 and (words[-2] in LOCATIVE or words[-2] in DWELLERS or words[-2] == "large")  # "au large de"

    def _announced(self, at: int) -> bool:
        """Does "city", "the town of", "Hafenstadt", "la ville ukrainienne de" … stand before?"""
        words = self._before(at)
        if words[-1] in _ARTICLES and words[-2:-1] and words[-2] in OF:
            words = words[:-1]  # "le département de la Drôme"
        if words[-1] in OF or words[-1] in _OF_THE:
            words = words[:-1] or [""]
            if len(words) > 1 and (words[-1] in TOWN_ADJECTIVES or words[-1] in self.adjectives):
                words = words[:-1]
        noun = words[-1]
        arabic = "\u0600" <= noun[:1] <= "\u06ff"
        return (
            key_of(noun) in NOUNS
            or (self.german and noun.endswith("stadt"))
            or (arabic and any(n in NOUNS for n in unprefixed(key_of(noun))))
        )

    def _bureau(self, at: int) -> bool:
        """Does a hospital, a court, a police force … of that place stand before: "Klinikum Kassel", "Bomberos de Timbío"?"""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after and after.cap and self.text[self.tokens[at].end : after.start] == " ":
            return False  # its head, by two names
        words = self._before(at)
        return words[-1] in _BUREAUS or (words[-1] in OF and len(words) > 1 and words[-2] in _BUREAUS)

    def _is_scene(self, at: int) -> bool:
        """Does "north of", "l'incendie de", "la mairie de" … stand before, or "dans la" before a department?"""
        words, first = self._before(at), self.tokens[at].first
        if words[-2:-1] == ["dans"] and words[-1] in ("le", "la", "l", "les"):
            return any(e.level == _DEPARTMENT and e.country == "FR" for e, _ in self.gazetteer.under(key_of(first)))
        if len(words) < 2 or words[-1] not in OF or first in GIVEN:
            return False
        return _ELIDED.sub("", words[-2]) in SCENES or self._named_scene(at)

    def _named_scene(self, at: int) -> bool:
        """ "L'usine Normarésines de", "le lycée Victor Hugo de": a scene with a name of its own before "de"."""
        if self.language not in _ROMANCE:
            return False
        back = at - 2 if self.tokens[at - 1].text in OF else at - 1
        for named in range(back, max(back - _NAMES, 0), -1):
            if not self.tokens[named].cap or self.tokens[named].first in GIVEN:
                return False  # "escuela Miguel de Cervantes"
            if _ELIDED.sub("", self.tokens[named - 1].last) in SCENES:
                return True
        return False

    def _slavic_scene(self, word: str) -> bool:
        """ "Обстрел Херсона", "мешканців Лозової": does the word before tell what is there?"""
        return self.language in _SLAVIC and word.startswith(SLAVIC_SCENES)

    def _beside_in_german(self, at: int) -> bool:
        """ "Kurz vor Pasewalk", "im sächsischen Borna"."""
        *_, before, last = ["", *self._before(at)]
        return (last == "vor" and before in GERMAN_BEFORE) or (before == "im" and last in GERMAN_REGIONS)

    def _is_acronym(self, word: Token, choices: Choices, *, put: bool) -> bool:
        """ "OEA", "ЧОП": capitals that stand for an office, but for a country or, in Latin letters, behind "in"."""
        text = word.text
        short = len(text) <= _ACRONYM and text.isupper() and text.lower() != text and not self.capitals
        return short and choices[0][0].level < _COUNTRY and not (put and text.isascii())

    def _dateline(self, at: int, last: Token, choices: Choices) -> bool:
        start = self.tokens[at].start
        head = self.text[max(0, start - 2) : start]
        if start in self.heads:
            return True
        if start == 0 and self.text[last.end : last.end + 2] in (". ", ".-"):
            return True  # "Wuppertal. Bei einem Brand …"
        if start < _HEAD and (start == 0 or "\n" in head) and self._colon(at, last, choices):
            return True
        opens = start == 0 or "\n" in head
        if opens and _FILED.match(self.text, last.end) and (start == 0 or self.text[start : last.end].isupper()):
            return True  # "АСТАНА, 5 февраля. /ТАСС/. …", "Жовква, 5 червня. …"
        return (opens or start < _HEAD) and bool(_DATELINE.match(self.text, last.end))

    def _colon(self, at: int, last: Token, choices: Choices) -> bool:
        """ "SAMBALPUR: Ten people …", "كوستي: …", at the very start of some countries' cities "Lucknow: …": papers begin so.
        Elsewhere it may be who speaks, or of what."""
        first, behind = self.tokens[at], self.text[last.end : last.end + 3]
        name = self.text[first.start : last.end]
        city = any(entry.population >= _SIZES[1] and entry.country in DISTRICTED for entry, _ in choices[:1])
        told = name.upper() == name or (first.start == 0 and city and behind[2:3].isupper())
        return behind.startswith(": ") and told and not self.capitals

    def _within(self, last: Token, after: Token | None) -> str:
        """The region that words after a comma name: ", Calif.", ", Texas", ", La." as "US.LA"; of "Union Township, N.J." too."""
        end = after.end if after and after.first in TOWNSHIPS and self.text[last.end : after.start] == " " else last.end
        for skip in (2, 3):
            m = self.abbreviated.get(end + skip)
            if m:
                return self.regions[m[1].replace(" ", "")]
        return ""

    def _left(self, at: int) -> int:
        if at == 0:
            return -1
        before = self.tokens[at - 1]
        gap = self.text[before.end : self.tokens[at].start]
        if before.text in MARKS:
            if (
                before.text == "."
                and at > 1
                and (
                    self.tokens[at - 2].first in TITLES
                    or (len(self.tokens[at - 2].text) == 1 and self.tokens[at - 2].text.isalpha())
                )
                and gap in (" ", "")
            ):
                return -5
            if before.text == "." and at > 1 and self.tokens[at - 2].last in CYRILLIC_SHORT and gap in (" ", ""):
                return 4  # "м. Ковель"
            return 0 if before.text in ",(" else -1
        if gap not in (" ", "-", "\n", "'", "’"):
            return 0
        word = self._before(at)[-1]
        if word in LOCATIVE or word in DWELLERS or (self.german and self._beside_in_german(at)):
            return 4
        if self._announced(at) or (word in OF and self._near(at)):
            return 4
        if (self.language != "en" and self._bureau(at)) or self._is_scene(at) or self._slavic_scene(word):
            return 3
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
            return 3 if after.first in SIDES else 1
        if after.text == "," or gap != " ":
            return 0
        word = after.first
        if word in YEARS and (self.tokens[at].first.startswith("нов") or self.tokens[at].text[:1] in "IVX"):
            return -6  # "на Новий рік", "XVIIIe siècle"
        if word in INSTITUTIONS or word in COUNTY_WORDS:
            return 3 if word in AUTHORITIES and self.language == "en" else 2
        if word in PEOPLE_VERBS:
            return -2
        if self._of_region(at + count):
            return 2
        if self.german:
            return 4 if self.tokens[at].text.endswith("er") and after.cap else 0
        if after.cap and not self.capitals:
            if count == 1 and (self.tokens[at].first in GIVEN or self._is_given(at + 1)):
                return -6
            return -3 if word not in ORGANISATIONS else -2
        return 0

    def _is_given(self, at: int) -> bool:
        """ "Hurricane Katrina", not "Modesto Christian School"."""
        following = self.tokens[at + 1].first if at + 1 < len(self.tokens) else ""
        return self.language == "en" and self.tokens[at].first in GIVEN and following not in INSTITUTIONS

    def _of_region(self, at: int) -> bool:
        """Is this the adjective of a region ("Днепропетровской области")?"""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].first not in REGION_WORDS:
            return False
        return bool(region_adjective(self.tokens[at].text))

    def _own(self, at: int, count: int, key: str, choices: Choices) -> int:
        top = choices[0][0].level  # they come by level and population
        people = max([entry.population for entry, _ in choices[:8]])
        if top >= _COUNTRY:
            return 6 - 3 * (key in GIVEN) - 5 * (key in self.common)
        score = 4 if top >= 4 else 3 if top == 2 and count > 1 else 0
        score = max(score, bisect_right(_SIZES, people))
        score += 2 * (count > 1) - 2 * (key.isascii() and not any(main for _, main in choices))
        if count == 1 and (doubt := self._doubt(at, key, choices)):
            score -= 0 if self._announced(at) and (self.german or not self.tokens[at - 1].cap) else doubt  # no "City Council"
        elif count > 1 and key in self.common and not self._announced(at):
            score -= 5  # "in the grand palace"
        elif (
            count == 1 and self.language not in ("", "en") and len(key) >= _DISTINCT and people >= _SIZES[1] and key not in GIVEN
        ):
            score += 1
        if count == 1 and key in GIVEN and people < 500_000:
            score -= 2
        return score

    def _doubt(self, at: int, key: str, choices: Choices) -> int:
        """How likely it is a common word: less so in a language that has no such word, or where a large town is called so."""
        if key in self.common or self._in_small(self.tokens[at].first):
            return 5
        if key not in COMMON:
            return 0
        if self.language not in ("", "en"):
            return 2
        large = any(e.level == 0 and e.population >= _SIZES[2] for e, _ in choices)  # "Northern" is a region, too
        return 3 if large and not self.tokens[at].text.isupper() else 5  # "A MAN was last night …"

"""What a word is in a language: its part in the grammar of figures, its number, and the kinds of incident that it tells of.

The tables are `data/<language>.toml`. A language without one is read with the English table: its figures in digits
are still found where the words around them are names.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from processors.report.remembered import Remembered
from processors.report.words.lexicon_entries import alternatives, dative
from processors.report.words.numbers import joined
from processors.report.words.word import CODES, FLAGS, PLAIN, Phrase, Phrases, Weighed, Word, Written, phrase_of

LANGUAGES = ("en", "ru", "uk", "es", "de", "fr", "ar")

_NO_NAME = frozenset("dltbWi")  # weekdays; small words that headlines write large: "Two Hurt In Crash"
_BEGIN = 2  # letters; no stem is shorter

MARK, NUMBER, WORD = "mark", "number", "word"
TRIGGER = "="  # begins the name of a phrase that tells of a kind: "=kind:weight"
_MARKS = {",": ",", "،": ",", **dict.fromkeys("$€£₽₴¥#№", "$"), **dict.fromkeys("-–—", "-"), **dict.fromkeys("“”«»„\"'’‘", '"')}
_AGE = re.compile(r"(\d{1,3})[- ]?year[- ]?olds?(?:['’]s)?$|(\d{1,3})-(?:летн|річн|jährig)\w*$")
_INFANT = re.compile(r"(\d{1,3})-(?:(month|week|day)-olds?(?:['’]s)?$|(?:месячн|місячн|monatig)\w*$)")
_A_YEAR = {"month": 12, "week": 52, "day": 365}
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´", "'"))
# Arabic is written with and without marks of vowels, hamzas and dots: one spelling for all.
_ARABIC_FORMS = {**dict.fromkeys(map(ord, "أإآٱ"), "ا"), ord("ى"): "ي", **dict.fromkeys((*range(0x64B, 0x653), 0x640, 0x670))}
_WA = "و"
_GROWN = frozenset("NpPKkDdIijuCHWMREm")  # what a word may be that "and" grows onto, so that it parts two counts
_ARABIC_FIRST = ("و", "ف", "ب", "ل", "ال", "وال", "بال", "فال", "لل", "وب", "ول")
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")


class Lexicon:
    """The tables of one language; `word` is a pure function of a lower-case word, remembered."""

    def __init__(self, language: str) -> None:
        self.language = language
        table = table_of(language)
        self.abbreviations = frozenset(table["words"]["abbreviation"].split())
        self.closing, self.measures, self.starters = (
            frozenset(table["words"].get(name, "").split()) for name in ("closing", "measure", "starter")
        )
        self._exact: dict[str, Word] = {}
        self._stems: dict[str, Word] = {}
        self._ends: dict[str, Word] = {}
        self.pairs: dict[str, dict[str, Word]] = {}
        self.apart: dict[str, dict[str, Word]] = {}  # two words of a clause that are one thing with others between: "griff … an"
        self.threes: dict[str, dict[str, Word]] = {}  # first word -> the two behind it, with a blank between
        self.sayings: dict[str, list[tuple[list[str], str]]] = {}  # first word -> the words behind it, what they are together
        self._fill(table)
        self._sizes: dict[str, list[int]] = {}  # first two letters -> how long the stems are that begin so, long ones first
        for stem in sorted(self._stems, key=len, reverse=True):
            sizes = self._sizes.setdefault(stem[:_BEGIN], [])
            if len(stem) not in sizes:
                sizes.append(len(stem))
        seconds = {second for of in self.pairs.values() for second in of}
        seconds |= {last for of in self.threes.values() for last in (both.rpartition(" ")[2] for both in of)}
        self._seconds = frozenset(seconds)
        self._begun = tuple(sorted(s[:-1] for s in seconds if s.endswith("*")))
        self.word = lru_cache(maxsize=65_536)(self._word)
        self.written = Remembered(self._taken_apart)

    def _fill(self, table: dict[str, dict[str, str]]) -> None:
        for name, code in CODES.items():
            for entry in table["words"].get(name, "").split():
                self._put(entry, code=code)
            for entry in table.get("two_words", {}).get(name, "").split():
                self._put(entry, code=code)
        for name, flag in FLAGS.items():
            for entry in f"{table['words'].get(name, '')} {table.get('two_words', {}).get(name, '')}".split():
                self._put(entry, flag=flag)
        for name, entries in table["phrases"].items():
            for entry in entries.split("|"):
                words = entry.split()
                start = words[0] == "^"
                self._put(words[start], phrase=phrase_of(name, start, tuple(map(self.spelled, words[start + 1 :]))))
        for kind, entries in table["triggers"].items():
            for entry in alternatives(entries):
                stem, weight = entry.rsplit(":", 1)
                if "~" in stem or (self.language == "en" and stem.count("_") > 1):
                    first, *rest = map(self.spelled, stem.split("_"))
                    self._put(first, phrase=phrase_of(f"{TRIGGER}{kind}:{weight}", False, tuple(rest)))
                else:
                    self._put(stem, kind=(kind, int(weight)))
        for name, entries in table.get("apart", {}).items():
            for entry in alternatives(entries):
                self._put_apart(name, entry)
        for name, entries in table.get("sayings", {}).items():
            for entry in entries.split("|"):
                first, *rest = map(self.spelled, entry.split())
                self.sayings.setdefault(first, []).append((rest, CODES[name]))
        for entry, value in table["numbers"].items():
            self._put_number(entry, "N", int(value))
        for entry, value in table.get("ordinals", {}).items():
            self._put(entry, number=int(value))
        for entry, value in table.get("multiples", {}).items():
            self._put_number(entry, "X", int(value))
        if self.language == "ar":
            self.pairs = _with_prefixes(self.pairs)

    def _put_apart(self, name: str, entry: str) -> None:
        first, _, second = self.spelled(entry).partition("_")
        second, _, weight = second.partition(":")
        seconds = self.apart.setdefault(first, {})
        old = seconds.get(second, PLAIN)
        seconds[second] = old._replace(kinds=(*old.kinds, (name, int(weight)))) if weight else old._replace(code=CODES[name])

    def _put_number(self, entry: str, code: str, value: int) -> None:
        key = self.spelled(entry)
        self._exact[key] = self._exact.get(key, Word())._replace(code=code, number=value)

    def spelled(self, word: str) -> str:
        """A lower-case word in the spelling of the tables."""
        if word.isascii():
            return word
        word = word.translate(_APOSTROPHES)
        return word.translate(_ARABIC_FORMS) if self.language == "ar" else word

    def _put(
        self,
        entry: str,
        *,
        code: str = "",
        flag: str = "",
        kind: Weighed | None = None,
        phrase: Phrase | None = None,
        number: int | None = None,
    ) -> None:
        first, _, second = self.spelled(entry).partition("_")
        where, key = self._exact, first
        if "_" in second:
            where, key = self.threes.setdefault(first, {}), second.replace("_", " ")
        elif second:
            where, key = self.pairs.setdefault(first, {}), second
        elif first.endswith("*"):
            where, key = self._stems, first[:-1]
        elif first.startswith("*"):
            where, key = self._ends, first[1:]
        old = where.get(key, Word())
        where[key] = Word(
            old.code if old.code != "x" or not code else code,
            old.number if number is None else number,
            (*old.kinds, kind) if kind else old.kinds,
            old.flags + flag,
            Phrases((*old.phrases, phrase)) if phrase else old.phrases,
        )

    def second(self, first: str, word: str) -> Word | None:
        """What `first` and `word` are together, if they are one thing ("shot down")."""
        return _found(self.pairs, first, word) or (self._elided(self.pairs, first, word) if "'" in first else None)

    def third(self, first: str, second: str, word: str) -> Word | None:
        """What three words in a row are together ("perdu la vie")."""
        rest = f"{second} {word}"
        return _found(self.threes, first, rest) or (self._elided(self.threes, first, rest) if "'" in first else None)

    def _elided(self, table: dict[str, dict[str, Word]], first: str, rest: str) -> Word | None:
        """ "L'incendie criminel"."""
        return _found(table, first.partition("'")[2], rest) if self.language == "fr" else None

    def _taken_apart(self, surface: str) -> tuple[str, str, Word, str, bool, bool, bool]:
        """The fields of `Written`: a plain tuple is taken apart many times faster than one with names, and that for each word."""
        one = self._written(surface)
        return one.sort, one.lower, one.word, one.code, one.uncounted, one.capital, one.plain

    def _written(self, surface: str) -> Written:
        first = surface[0]
        if not first.isalnum():
            sign = _MARKS.get(surface, ".")
            return Written(MARK, surface, Word(sign), sign, plain=surface not in "%٪")
        lower = self.spelled(surface.lower())
        if not lower:  # a stroke that only lengthens letters, alone: a dash
            return Written(MARK, "-", Word("-"), "-", plain=True)
        word = self.word(lower)
        if first.isdigit() or word.number is not None:
            return Written(WORD if word.code in "gX" else NUMBER, lower, word, word.code)
        capital = first.isupper() and len(surface) > 1 and not surface.isupper()
        capital = capital and word.code == "x" and _NO_NAME.isdisjoint(word.flags)
        uncounted = ("n" in word.flags or "m" in word.flags) and not self._prefixed(lower)
        french = self.language == "fr" and (word.code == "a" or lower == "de")  # "vingt et une", "une dizaine de"
        paired = lower in self._seconds or lower.startswith(self._begun)
        plain = not (french or uncounted or capital or paired or self.grown(lower, word))
        return Written(WORD, lower, word, word.code, uncounted, capital, plain)

    def grown(self, lower: str, word: Word) -> bool:
        """Whether an Arabic word has "and" before it that parts it from the count of another: "وامرأتان"."""
        return self.language == "ar" and lower[0] == _WA and word.code in _GROWN and self._look(lower) is None

    def _prefixed(self, lower: str) -> bool:
        """Whether an Arabic word has a preposition grown onto it, so that no number before counts it: "بحادث"."""
        return self.language == "ar" and not lower.startswith("ال") and self._look(lower) is None

    def _word(self, word: str) -> Word:
        if word[:1].isdecimal() and (age := _AGE.match(word)):
            return Word("g", int(age.group(1) or age.group(2)))
        if word[:1].isdecimal() and (age := _INFANT.match(word)):
            return Word("g", int(age.group(1)) // _A_YEAR[age.group(2) or "month"])
        found = self._look(word)
        if self.language == "fr" and "'" in word and (found is None or found.code == "x"):  # l'incendie, d'une, qu'un
            bare = self._look(word.partition("'")[2]) or PLAIN
            found = bare if found is None else bare._replace(phrases=Phrases((*found.phrases, *bare.phrases)))
        if found is None and self.language == "ar":
            stripped = (word[len(p) :] for p in _ARABIC_PREFIXES if word.startswith(p) and len(word) - len(p) >= 3)
            found = next((w for w in map(self._look, stripped) if w), None)
            if found is None and len(word) == 3 and word[0] == _WA and self._exact.get(word[1:], PLAIN).code == "p":
                found = self._exact[word[1:]]  # "and a mother"
        if found is None and self.language == "de":
            found = dative(word, self._look)
        if found is None and word.endswith("'s"):
            found = self._look(word[:-2])
        if found is None and "-" in word and self.language == "en":  # "twenty-one"
            numbers = [self._exact.get(part, PLAIN).number for part in word.split("-")]
            tens, unit = numbers if len(numbers) == 2 else (None, None)
            value = joined(tens, unit) if tens is not None and unit is not None else None
            found = None if value is None else Word("N", value)
        if found is None and "-" in word and self.language != "en":  # "FPV-дрон", "autobús-escuela": its last part
            found = self._look(word.rpartition("-")[2])
        return found or PLAIN

    def _look(self, word: str) -> Word | None:
        exact = self._exact.get(word)
        sizes = self._sizes.get(word[:_BEGIN])
        stem = next((self._stems[word[:n]] for n in sizes if word[:n] in self._stems), None) if sizes else None
        if stem is None and self._ends:  # the last part of a compound says what it is
            stem = next((self._ends[word[n:]] for n in range(1, len(word) - 1) if word[n:] in self._ends), None)
        if exact is None or stem is None:
            return exact or stem
        return Word(
            exact.code if exact.code != "x" else stem.code,
            exact.number,
            exact.kinds or stem.kinds,
            exact.flags + stem.flags,
            Phrases((*exact.phrases, *stem.phrases)),
        )


def _found(table: dict[str, dict[str, Word]], first: str, rest: str) -> Word | None:
    of = table.get(first)
    if of is None:
        return None
    return of.get(rest) or next((w for s, w in of.items() if s.endswith("*") and rest.startswith(s[:-1])), None)


def _with_prefixes(pairs: dict[str, dict[str, Word]]) -> dict[str, dict[str, Word]]:
    """Two Arabic words with what grows onto them: "بحادث مروري", "الحادث المروري"."""
    both: dict[str, dict[str, Word]] = {}
    for first, seconds in pairs.items():
        more = {**{f"ال{s}": w for s, w in seconds.items() if not s.startswith("ال")}, **seconds}
        for prefix in _ARABIC_FIRST if not first.startswith("ال") else ():
            both[prefix + first] = {**more, **both.get(prefix + first, {}), **pairs.get(prefix + first, {})}
        both[first] = {**both.get(first, {}), **more}
    return both


def table_of(language: str) -> dict[str, dict[str, str]]:
    """The table of one of LANGUAGES, as it is written."""
    read = files("processors.report").joinpath("data", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(read)


@lru_cache(maxsize=16)
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def lexicon_of(language: str, text: str) -> Lexicon:
    """The tables for an article: by its language, else by the script of its text, else English."""
    known = language.lower()[:2]
    if known not in LANGUAGES:
        sample = text[:400]
        if any("\u0400" <= c <= "\u04ff" for c in sample):
            known = "uk" if any(c in "іїєґ" for c in sample) else "ru"
        else:
            known = "ar" if any("\u0600" <= c <= "\u06ff" for c in sample) else "en"
    return _lexicon(known)

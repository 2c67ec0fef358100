"""News of games, screens, software or markets, where words of violence are figures of speech: "the shooting guard", "an attack
on a browser", "a crash of shares". Such news tells of no incident, unless a sentence tells of harm in earnest.

What an article is of is told by how many of its sentences have words of one theme, as in the one sense per discourse of Gale,
Church and Yarowsky (1992).
"""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from processors.report.claims.figures import figures_of
from processors.report.sentences.split import Sentence
from processors.report.words.lexicon import Lexicon

_EARNEST = "earnest"
_BEGIN = 2  # letters by which stems are found
_HARMED = frozenset({"killed", "injured", "missing", "abducted"})
_PLAYED = frozenset({"sport", "software"})
_STRONG = 4
_MEANT = {"market": frozenset({"robbery", "protest", "strike", "looting"})}
_LIGHT, _HEAVY = (3, 4), (6, 2)  # different words of the theme, and one sentence in so many that has some: at least


class _Themes:
    """The words of each theme in one language."""

    def __init__(self, table: Mapping[str, str], lexicon: Lexicon) -> None:
        self._exact: dict[str, set[str]] = {}
        self._stems: dict[str, list[tuple[str, str]]] = {}
        for theme, entries in table.items():
            for entry in map(lexicon.spelled, entries.split()):
                if entry.endswith("*"):
                    self._stems.setdefault(entry[:_BEGIN], []).append((entry[:-1], theme))
                else:
                    self._exact.setdefault(entry, set()).add(theme)
        self.of = lru_cache(maxsize=65_536)(self._of)

    def _of(self, word: str) -> frozenset[str]:
        """The themes of a lower-case word."""
        stems = self._stems.get(word[:_BEGIN], ())
        return frozenset({*self._exact.get(word, ()), *(theme for stem, theme in stems if word.startswith(stem))})


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("processors.report").joinpath("data", "themes.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _themes(lexicon: Lexicon) -> _Themes:
    return _Themes(_tables().get(lexicon.language, {}), lexicon)


def is_figurative(sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Whether an article is of one of the themes, and of nothing in earnest: one word of that is outweighed by many, people who
    are counted by none."""
    if not any(s.kinds for s in sentences):
        return False
    words: dict[str, set[str]] = {_EARNEST: set()}
    told: Counter[str] = Counter()
    themes = _themes(lexicon)
    for s in sentences:
        of = [(theme, w.text) for w in s.words for theme in themes.of(w.text)]
        told.update({theme for theme, _ in of})
        for theme, word in of:
            words.setdefault(theme, set()).add(word)
    earnest = len(words.pop(_EARNEST))
    if earnest > 1:
        return False
    wanted, share = _HEAVY if earnest else _LIGHT
    found = {theme for theme, of in words.items() if len(of) >= wanted and told[theme] * share >= len(sentences)}
    return any(not _in_earnest(sentences, theme) for theme in found)


def _in_earnest(sentences: Sequence[Sentence], theme: str) -> bool:
    """Whether people who came to harm are counted (one alone may be a player who is hurt, or a game that is killed), or a kind
    of incident is told that the theme's own words never mean."""
    if any(s.kinds.get(kind, 0) >= _STRONG for s in sentences for kind in _MEANT.get(theme, ())):
        return True
    counted = [f for s in sentences for f in figures_of(s) if f.role in _HARMED and f.high > 0]
    return any(not f.single or theme not in _PLAYED for f in counted)


def take_kinds(sentences: Sequence[Sentence]) -> None:
    """Their words tell of no incident."""
    for s in sentences:
        s.kinds, s.anchors = {}, []

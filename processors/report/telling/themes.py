"""News of games, screens, software or markets, where words of violence are figures of speech: "the shooting guard", "an attack
on a browser", "a crash of shares". Such news tells of no incident, unless a sentence tells of harm in earnest.

What an article is of is told by how many of its sentences have words of one theme, as in the one sense per discourse of Gale,
Church and Yarowsky (1992).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from processors.report.claims.counted import Figure
from processors.report.claims.figures import figures_of
from processors.report.sentences.split import Sentence
from processors.report.words.lexicon import Lexicon

_GROWN = re.compile("^[وف]?[بلك]?(?:ال|لل)?(?=...)")  # grown onto Arabic words
_EARNEST = "earnest"
_BEGIN, _SAME = 2, 5  # letters by which stems are found; and that forms of one word have in common
_HARMED = frozenset({"killed", "injured", "missing", "abducted"})
_STRONG, _CLEAR, _EVENT = 4, 3, 2  # scores of a kind
_LONG, _LEAD, _HEAD = 5, 3, 2  # sentences
_LITERAL = frozenset({"robbery", "protest", "strike", "looting", "riot"})  # told in the head, whatever the news is of
_PLOTS = "screen"  # what its news tells of robberies and riots may be a plot
_LIGHT, _HEAVY = (3, 3), (6, 2)  # different words of the theme, and one sentence in so many that has some: at least


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
        self._grown = lexicon.language == "ar"
        self.of = lru_cache(maxsize=65_536)(self._of)

    def _of(self, word: str) -> frozenset[str]:
        """The themes of a lower-case word, in Arabic of what "and", "in", "for" and "the" are grown onto, too."""
        forms = {word, bare} if self._grown and (bare := _GROWN.sub("", word)) else {word}
        stems = [of for form in forms for of in self._stems.get(form[:_BEGIN], ()) if form.startswith(of[0])]
        return frozenset({*(theme for form in forms for theme in self._exact.get(form, ())), *(theme for _, theme in stems)})


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("processors.report").joinpath("data", "themes.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _themes(lexicon: Lexicon) -> _Themes:
    return _Themes(_tables().get(lexicon.language, {}), lexicon)


def tells_of_none(title: Sequence[Sentence], sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """Whether the words of incidents in an article are figures of speech: it is of one of the themes, or has them in passing."""
    everything = [*title, *sentences]
    if not any(s.kinds for s in everything) or any(s.item for s in sentences):
        return False
    words: dict[str, set[str]] = {_EARNEST: set()}
    told: Counter[str] = Counter()
    themes = _themes(lexicon)
    for s in everything:
        of = [(theme, w.text[:_SAME]) for w in s.words for theme in themes.of(w.text)]
        told.update({theme for theme, _ in of})
        for theme, word in of:
            words.setdefault(theme, set()).add(word)
    earnest = len(words.pop(_EARNEST))
    if earnest > 1:
        return False
    wanted, share = _HEAVY if earnest else _LIGHT
    found = {t for t, of in words.items() if len(of) >= wanted and told[t] * share >= len(everything)}
    return any(not _in_earnest(title, sentences, theme) for theme in found) or (not earnest and _in_passing(title, sentences))


def _in_earnest(title: Sequence[Sentence], sentences: Sequence[Sentence], theme: str) -> bool:
    """Whether people who came to harm are counted (one alone in the head: below, it may be one of a plot), or title and lead
    tell clearly of one kind of incident, or in words that are hardly ever a figure of speech."""
    head = [*title, *sentences[:_HEAD]]
    if theme != _PLOTS and any(s.kinds.get(kind, 0) >= _STRONG for s in head for kind in _LITERAL):
        return True
    if _told_of(title) & _told_of(sentences[:_HEAD]):
        return True
    return any(f.role == "killed" for f in _harmed(head)) or any(not f.single for f in _harmed([*title, *sentences]))


def _told_of(sentences: Sequence[Sentence]) -> set[str]:
    return {kind for s in sentences for kind, score in s.kinds.items() if score >= _CLEAR}


def _in_passing(title: Sequence[Sentence], sentences: Sequence[Sentence]) -> bool:
    """Whether neither title nor lead has a word of any incident, one weak sentence below does, and nobody came to harm."""
    if len(sentences) < _LONG or any(v > 0 for s in [*title, *sentences[:_LEAD]] for v in s.kinds.values()):
        return False
    events = [max(s.kinds.values()) for s in sentences if any(v >= _EVENT for v in s.kinds.values())]
    weak = len(events) <= 1 and max(events, default=0) < _STRONG
    return weak and not any(_harmed([*title, *sentences])) and not any(map(figures_of, title))


def _harmed(sentences: Sequence[Sentence]) -> Iterator[Figure]:
    return (f for s in sentences for f in figures_of(s) if f.high > 0 and f.role in _HARMED)


def clear_kinds(sentences: Sequence[Sentence]) -> None:
    """Their words tell of no incident."""
    for s in sentences:
        s.kinds, s.anchors = {}, []

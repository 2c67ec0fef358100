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
from itertools import chain

from processors.report.claims.counted import Figure
from processors.report.claims.figures import figures_of
from processors.report.sentences.split import Sentence
from processors.report.telling.reading import Read
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


def tells_of_none(title: Sequence[Sentence], reads: Sequence[Read], lexicon: Lexicon) -> bool:
    """Whether the words of incidents in an article are figures of speech: it is of one of the themes, or has them in passing."""
    everything = [*title, *(r.sentence for r in reads)]
    if not any(s.kinds for s in everything) or any(r.sentence.item for r in reads):
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
    return any(not _in_earnest(title, reads, theme) for theme in found) or (not earnest and _in_passing(title, reads))


def _in_earnest(title: Sequence[Sentence], reads: Sequence[Read], theme: str) -> bool:
    """Whether people who came to harm are counted (one alone in the head: below, it may be one of a plot), or title and lead
    tell clearly of one kind of incident, or in words that are hardly ever a figure of speech."""
    lead = [r.sentence for r in reads[:_HEAD]]
    if theme != _PLOTS and any(s.kinds.get(kind, 0) >= _STRONG for s in [*title, *lead] for kind in _LITERAL):
        return True
    if _told_of(title) & _told_of(lead):
        return True
    harmed = _harmed(title, reads[:_HEAD])
    return any(f.role == "killed" for f in harmed) or any(not f.single for f in _harmed(title, reads))


def _told_of(sentences: Sequence[Sentence]) -> set[str]:
    return {kind for s in sentences for kind, score in s.kinds.items() if score >= _CLEAR}


def _in_passing(title: Sequence[Sentence], reads: Sequence[Read]) -> bool:
    """Whether neither title nor lead has a word of any incident, one weak sentence below does, and nobody came to harm."""
    lead = [r.sentence for r in reads[:_LEAD]]
    if len(reads) < _LONG or any(v > 0 for s in [*title, *lead] for v in s.kinds.values()):
        return False
    scores = [max(r.sentence.kinds.values(), default=0) for r in reads]
    weak = sum(score >= _EVENT for score in scores) <= 1 and max(scores) < _STRONG
    return weak and not any(_harmed(title, reads)) and not any(map(figures_of, title))


def _harmed(title: Sequence[Sentence], reads: Sequence[Read]) -> Iterator[Figure]:
    told = chain((f for s in title for f in figures_of(s)), (f for r in reads for f in r.figures))
    return (f for f in told if f.high > 0 and f.role in _HARMED)


def clear_kinds(sentences: Sequence[Sentence]) -> None:
    """Their words tell of no incident."""
    for s in sentences:
        s.kinds, s.anchors = {}, []

"""What an article is of: how many of its words are of police, rescue, hospitals and courts, and of games, screens, software or
markets, where words of violence are figures of speech ("the shooting guard", "an attack on a browser", "a crash of shares").

An article's words tell the sense of each of them, as in the one sense per discourse of Gale, Church and Yarowsky (1992).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from processors.report.sentences.split import Sentence
from processors.report.words.lexicon import Lexicon

_GROWN = re.compile("^[وف]?[بلك]?(?:ال|لل)?(?=...)")  # grown onto Arabic words
_EARNEST = "earnest"
_BEGIN, _SAME = 2, 5  # letters by which stems are found; and that forms of one word have in common


class Told(NamedTuple):
    """How many sentences there are, how many have words in earnest (police, hospitals …), how many such words there are, and
    how many sentences have words of the theme that most have words of."""

    sentences: int
    in_earnest: int
    earnest: int
    theme: int


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


def themes_told(sentences: Iterable[Sentence], lexicon: Lexicon) -> Told:
    """What the words of sentences are of."""
    themes, told, earnest, total = _themes(lexicon), Counter[str](), set[str](), 0
    for total, sentence in enumerate(sentences, 1):  # noqa: B007 - counts them
        of = [(theme, w.text[:_SAME]) for w in sentence.words for theme in themes.of(w.text)]
        told.update({theme for theme, _ in of})
        earnest.update(word for theme, word in of if theme == _EARNEST)
    in_earnest = told.pop(_EARNEST, 0)
    return Told(total, in_earnest, len(earnest), max(told.values(), default=0))


def clear_kinds(sentences: Iterable[Sentence]) -> None:
    """Their words tell of no incident."""
    for s in sentences:
        s.kinds, s.anchors = {}, []

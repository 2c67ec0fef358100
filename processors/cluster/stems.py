"""Words cut to the letters that their forms share, in any language: "robbers" and "robbery", "jewels" and "jewellery".

Cutting stands for a stemmer (P. McNamee and J. Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval",
Information Retrieval 7, 2004). Names stay whole: Jackson is not Jacksonville.
"""

from collections.abc import Mapping
from sys import intern

from processors.report.remembered import Remembered

LETTERS = 5


def _stem(word: str) -> str:
    return intern(word[:LETTERS])


STEM = Remembered(_stem)
"""`STEM[word]`: the stem of a casefolded word."""


def stems(counts: Mapping[str, int]) -> dict[str, int]:
    """How often each stem stands in a text, by the counts of its words."""
    found: dict[str, int] = {}
    for stem, count in zip(map(STEM.__getitem__, counts), counts.values(), strict=True):
        found[stem] = found.get(stem, 0) + count
    return found

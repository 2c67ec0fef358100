"""The words and marks of a text, as far as names of places may be made of them."""

import re
from itertools import accumulate

import msgspec

from processors.report.words.capitals import letters

_LOWER = "a-zß-öø-ÿ\u0430-\u045f\u0491"
_TOKEN = re.compile(
    rf"((?<!['’])[{_LOWER}]+(?: [{_LOWER}]+)*(?!['’]?[^\W\d_])|"
    rf"(?:[A-Z]\.){{2,}}|(?<![^\W\d_]['’])[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]{{2,}})?|[.!?…\n:;\"“”«»(]|,)"
)
MARKS = frozenset('.!?…\n:;"“”«»(,')


class Token(msgspec.Struct, gc=False):
    """A word that may be (part of) a name, a mark, or a run of words in small letters.

    `first` and `last` are what stands next to its neighbours, casefolded."""

    start: int
    end: int
    text: str

    @property
    def first(self) -> str:
        return self.text.split(" ", 1)[0].lower()

    @property
    def last(self) -> str:
        return self.text.rsplit(" ", 1)[-1].lower()

    @property
    def cap(self) -> bool:
        return self.text[0].isupper() or (self.text[1:2] in ("'", "’") and self.text[2].isupper())


def tokens_of(text: str) -> list[Token]:
    pieces = _TOKEN.split(text)  # what lies between words, and each word behind it
    offsets = list(accumulate(map(len, pieces)))
    found = list(map(Token, offsets[0::2], offsets[1::2], pieces[1::2]))
    if "d'" not in text and "d’" not in text:
        return found
    return [part for token in found for part in _elided(token)]


def _elided(token: Token) -> tuple[Token, ...]:
    """ "d'Innsbruck" as "d" and "Innsbruck"."""
    if token.text[:2] not in ("d'", "d’") or not token.text[2:3].isupper():
        return (token,)
    return Token(token.start, token.start + 1, "d"), Token(token.start + 2, token.end, token.text[2:])


def mostly_capitals(text: str) -> bool:
    """Is it upper case, as wire copy of old is?"""
    capitals, small = letters(text[:1500])
    return capitals > 40 and capitals > 4 * small

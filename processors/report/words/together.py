"""Words that are one thing together: in a row, or with others between them."""

from collections.abc import Mapping, Sequence

from processors.report.words.tokens import Token
from processors.report.words.word import Phrases, Word

_CLAUSE = 16  # words
_CLAUSE_ENDS = frozenset(",.;:!?–&c")
_NOTHING, FIGURATIVE = "0", "1"


def take_two(first: Token, second: Token, together: Word, *, keeps: bool) -> None:
    """`keeps`: what else the first word says stays so."""
    if together.code == FIGURATIVE:
        _plain(first, second)  # "en train", a ceasefire
        return
    if together.code == _NOTHING:
        first.code = second.code = "x"  # "body armor"
        return
    first.code = together.code if together.code != "x" else first.code
    if together.kinds and keeps:
        flags, phrases = first.word.flags + together.flags, Phrases((*first.word.phrases, *together.phrases))
        first.word = together._replace(flags=flags, phrases=phrases)
    elif together.kinds or together.flags or together.number:
        first.word = together
    if together.number and first.code == "N":
        first.low = first.high = together.number  # "два десятка"
    second.code = together.code if together.code in "lm" else "x"  # "at least" stays before its number


def take_three(first: Token, second: Token, third: Token, together: Word) -> None:
    """The first is what the three are; the others are nothing any more."""
    _plain(second, third)
    if together.code in (_NOTHING, FIGURATIVE):
        _plain(first)
        return
    first.code = together.code if together.code != "x" else first.code
    first.word = together


def _plain(*tokens: Token) -> None:
    for token in tokens:
        token.code, token.word = "x", token.word._replace(code="x", kinds=())


def take_apart(tokens: Sequence[Token], apart: Mapping[str, Mapping[str, Word]]) -> None:
    """Words of a clause that are one thing: "griff am Abend einen Mann an"; the second must end the clause where the table says
    so by a full stop, since "an" alone is a preposition."""
    for i, token in enumerate(tokens):
        seconds = apart.get(token.text)
        if seconds is None:
            continue
        told = False
        for j in range(i + 1, min(i + _CLAUSE, len(tokens))):
            second = tokens[j]
            if second.code in ",.":
                break
            ends = j + 1 == len(tokens) or tokens[j + 1].code in _CLAUSE_ENDS
            together = seconds.get(second.text) or (seconds.get(f"{second.text}.") if ends else None)
            if together is not None and together.kinds and told:
                continue  # of what kind it is was told
            if together is not None:
                second.word = second.word._replace(kinds=(*second.word.kinds, *together.kinds))
                second.code = together.code if together.code != "x" else second.code
                told = bool(together.kinds)
                if not told:
                    break

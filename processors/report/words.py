"""Words and marks of a sentence, each with what it is in the grammar of figures."""

import re
from dataclasses import dataclass

from processors.report.lexicon import Lexicon, Word
from processors.report.numbers import joined, reading

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:[-–][^\W_]+)*|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_MARKS = {",": ",", **dict.fromkeys("$€£₽₴¥#№", "$"), **dict.fromkeys("-–—", "-"), **dict.fromkeys("“”«»„\"'’‘", '"')}
_NOTHING = Word()


@dataclass(slots=True)
class Token:
    """A word or a mark. `low`, `high`: the figures that a number means."""

    start: int
    end: int
    text: str
    word: Word
    code: str
    low: int | None = None
    high: int | None = None


def read_words(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The words of [`start`, `end`): two that are one thing and number words in a row are read together."""
    tokens: list[Token] = []
    look = lexicon.word
    for match in _TOKEN.finditer(text, start, end):
        surface = match.group()
        first = surface[0]
        if not first.isalnum():
            _mark(tokens, match.start(), surface)
            continue
        lower = surface.lower()
        word = look(lower)
        token = Token(match.start(), match.end(), lower, word, word.code)
        previous = tokens[-1] if tokens else None
        if previous is not None and previous.text in lexicon.pairs:
            together = lexicon.second(previous.text, lower)
            if together is not None:
                _take(previous, token, together)
                tokens.append(token)
                continue
        if first.isdigit() or word.number is not None:
            if word.code != "g" and not _number(tokens, token, previous):
                continue
        elif previous is not None and previous.code == "N" and ("n" in word.flags or "m" in word.flags):
            previous.code = "x"
        elif word.code == "x" and first.isupper() and len(surface) > 1 and not surface.isupper() and tokens:
            token.code = "n"
        tokens.append(token)
    if len(tokens) > 1 and tokens[1].code == "n" and tokens[0].code == "x":
        tokens[0].code = "n"
    return tokens


def _take(first: Token, second: Token, together: Word) -> None:
    first.code = together.code if together.code != "x" else first.code
    first.word = together if together.kinds else first.word
    second.code = "x"


def _mark(tokens: list[Token], at: int, sign: str) -> None:
    if sign == "%" and tokens and tokens[-1].code == "N":
        tokens[-1].code = "x"
    tokens.append(Token(at, at + 1, sign, _NOTHING, _MARKS.get(sign, ".")))


def _number(tokens: list[Token], token: Token, previous: Token | None) -> bool:
    """Reads a number into `token`; false where it was taken up by the number before it ("two hundred")."""
    low, high = reading(token.text, token.word.number)
    token.code = "x"
    if low is None:
        return True
    if previous is not None and previous.code == "N" and previous.low is not None and token.start - previous.end <= 1:
        both = joined(previous.low, low)
        if both is not None:
            previous.low, previous.high = both, both
            previous.end = token.end
            return False
    token.low, token.high = low, high
    dated = previous is not None and ("m" in previous.word.flags or previous.code == "$")
    token.code = "x" if dated or (1900 <= low <= 2100 and token.text.isdigit()) else "N"
    return True

"""Words and marks of a sentence, each with what it is in the grammar of figures."""

import re
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from processors.report.lexicon import MARK, NUMBER, Lexicon, Word
from processors.report.numbers import joined, reading

# What most words are stands first, where it is found soonest.
_PATTERN = (
    r"([A-Za-z]{2,}(?=[ ,])|%s\d+(?:[.,:]\d+)*(?:[-–][^\W_]+)*|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|"
    r"[\u0621-\u063a\u0640-\u0652]+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s])"
)
# "2 300" is one number; in English a plain blank parts two.
_GROUPED = r"\d{1,3}(?:[%s]\d{3})+(?!\d)|"
_TOKEN = re.compile(_PATTERN % (_GROUPED % "\u00a0\u202f"))
_TOKEN_OF_OTHERS = re.compile(_PATTERN % (_GROUPED % "\u00a0\u202f "))


_WA = "و"


class Token(msgspec.Struct, gc=False):
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
    written, pairs = lexicon.written, lexicon.pairs
    previous: Token | None = None
    pattern = _TOKEN if lexicon.language == "en" else _TOKEN_OF_OTHERS
    pieces = pattern.split(text[start:end])  # what lies between words, and each word behind it
    offsets = list(accumulate(map(len, pieces), initial=start))
    words = zip(offsets[1::2], offsets[2::2], map(written.__getitem__, pieces[1::2]), strict=False)
    for first, last, (sort, lower, word, code, uncounted, capital, plain) in words:
        token = Token(first, last, lower, word, code)
        if plain:
            pass
        elif sort == MARK:  # a sign of percent
            if previous is not None and previous.code == "N":
                previous.code = "x"
        elif previous is not None and previous.text in pairs and (together := lexicon.second(previous.text, lower)):
            _take(previous, token, together)
        elif sort == NUMBER:
            if not _number(token, tokens, lexicon.language):
                previous = tokens[-1]
                continue
            if (
                lexicon.language == "ar" and lower[0] == _WA and lexicon.word(lower[1:]).number is not None
            ):  # "and ten": no part of the number before
                tokens.append(Token(token.start, token.start + 1, _WA, lexicon.word(_WA), "&"))
                token.start += 1
        elif code == "a" and _ends_number(tokens):
            previous = tokens[-1]
            continue
        elif uncounted and previous is not None and previous.code == "N":
            previous.code = "x"
            if len(tokens) > 2 and tokens[-2].code in "&t-" and tokens[-3].code == "N" and lexicon.language != "en":
                tokens[-3].code = "x"  # "19 et 23 ans"
        elif capital and previous is not None:
            token.code = "n"
        tokens.append(token)
        previous = token
    if len(tokens) > 1 and tokens[1].code == "n" and tokens[0].code == "x":
        tokens[0].code = "n"
    codes = {token.code for token in tokens}
    if not codes.isdisjoint("SVRM"):
        _plain_again(tokens)
    if "N" in codes:
        _uncount(tokens)
    if lexicon.language == "de":
        _nouns(tokens)
    return tokens


_NEAR, _FAR = 4, 13


def _plain_again(tokens: Sequence[Token]) -> None:
    """Words that only may tell of somebody shot, taken to a hospital, rescued or missing, and here don't."""
    for i, token in enumerate(tokens):
        if (token.code == "S" and _is_noun(tokens, i)) or (token.code == "V" and not _to_hospital(tokens, i)):
            token.code = "x"
        elif token.code == "R" and "p" in token.word.flags and not any("v" in t.word.flags for t in tokens[i + 1 : i + _NEAR]):
            token.code = "x"  # "pulled seven survivors", "pulled alive"; not "pulled two bodies"
        elif token.code == "M" and "e" in token.word.flags and not any("x" in t.word.flags for t in tokens[max(0, i - _FAR) : i]):
            token.code = "x"  # "police are searching for a man"


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    """ "Fired one shot", "a shot": nobody was hit."""
    if "u" not in tokens[i].word.flags or i == 0:
        return False
    if tokens[i - 1].code == "a":
        return True
    for token in reversed(tokens[max(0, i - _NEAR) : i]):
        if token.code in "b&,.":
            return False
        if "g" in token.word.flags:
            return True
    return False


def _to_hospital(tokens: Sequence[Token], i: int) -> bool:
    """Taken to a hospital, and not to a jail; "taken" alone tells nothing."""
    for token in tokens[i + 1 : i + _FAR]:
        if "j" in token.word.flags:
            return False
        if token.code == "Y":
            return True
    return "q" not in tokens[i].word.flags


def _uncount(tokens: Sequence[Token]) -> None:
    """ "A boy of 16", "a father of two": a number that belongs to one person counts no victims."""
    for before, of, number in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if number.code == "N" and before.code == "p" and "f" in of.word.flags:
            number.code = "x"


_SHORT = 3


def _nouns(tokens: list[Token]) -> None:
    """German writes nouns with capitals: only two in a row are a name ("Anke Rausch"), and a short first word is none."""
    if tokens and tokens[0].code == "n" and len(tokens[0].text) <= _SHORT:
        tokens[0].code = "x"
    codes = ["", *(t.code for t in tokens), ""]
    for i, token in enumerate(tokens):
        if token.code == "n" and codes[i] != "n" and codes[i + 2] != "n":
            token.code = "x"


def _take(first: Token, second: Token, together: Word) -> None:
    first.code = together.code if together.code != "x" else first.code
    first.word = together if together.kinds else first.word
    second.code = together.code if together.code in "lm" else "x"  # "at least" stays before its number


def _ends_number(tokens: list[Token]) -> bool:
    """Takes up the "et une" of "vingt et une"; `tokens` end with the "et"."""
    tens = tokens[-2] if len(tokens) > 1 and tokens[-1].text == "et" else None
    if tens is None or tens.code != "N" or tens.low is None or tens.low not in (20, 30, 40, 50, 60):
        return False
    tens.low = tens.high = tens.low + 1
    tens.end = tokens.pop().end
    return True


def _adds(tokens: list[Token], unit: int) -> bool:
    """Takes up the "y cinco" of "treinta y cinco", the "et onze" of "soixante et onze"; `tokens` end with the "y"."""
    tens = tokens[-2] if len(tokens) > 1 and tokens[-1].text in ("y", "et") else None
    if tens is None or tens.code != "N" or tens.low is None:
        return False
    spanish = tokens[-1].text == "y" and tens.low in range(30, 100, 10) and 0 < unit < 10
    if not spanish and (tokens[-1].text, tens.low, unit) != ("et", 60, 11):
        return False
    tens.low = tens.high = tens.low + unit
    tens.end = tokens.pop().end
    return True


def _number(token: Token, tokens: list[Token], language: str) -> bool:
    """Reads a number into `token`; false where it was taken up by the number before it ("two hundred")."""
    previous = tokens[-1] if tokens else None
    low, high = reading(token.text, token.word.number)
    token.code = "x"
    if low is None:
        return True
    if previous is not None and language in ("es", "fr") and _adds(tokens, low):
        return False
    if previous is not None and previous.code == "N" and previous.low is not None and token.start - previous.end <= 1:
        both = joined(previous.low, low, units_first=language == "ar" and not token.text.isdigit())
        if both is not None:
            previous.low, previous.high = both, both
            previous.end = token.end
            return False
    token.low, token.high = low, high
    dated = previous is not None and ("m" in previous.word.flags or previous.code == "$")
    token.code = "x" if dated or (1900 <= low <= 2100 and token.text.isdigit()) else "N"
    return True

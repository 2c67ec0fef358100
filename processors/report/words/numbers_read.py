"""Numbers of a sentence: those in words that stand in a row are one, and some are no counts by what stands before them."""

from processors.report.words.counts import YEARS
from processors.report.words.numbers import joined, reading
from processors.report.words.tokens import Token

_LAST_DAY, _FIRST_YEAR = 31, 1000
_BEFORE_MONTHS = frozenset({".", "de", "of", "st", "nd", "rd", "th"})
_COLLECTIVE_FROM = 12  # "a dozen", "a hundred"


def ends_number(tokens: list[Token]) -> bool:
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


def _is_of_month(tokens: list[Token], number: Token, low: int) -> bool:
    """ "June 2", "Feb. 2", "June 1848"; not "until the end of June 158 people", "am 17. Februar neun Jugendliche"."""
    month = len(tokens) - 1 - (len(tokens) > 1 and tokens[-1].text == ".")
    if "m" not in tokens[month].word.flags:
        return False
    before = [t for t in tokens[max(0, month - 2) : month] if t.text not in _BEFORE_MONTHS]
    dated = bool(before) and (before[-1].low or _FIRST_YEAR) <= _LAST_DAY
    return low >= _FIRST_YEAR or (low <= _LAST_DAY and number.text.isdigit() and not dated)


def read_number(token: Token, tokens: list[Token], language: str) -> bool:
    """Reads a number into `token`; false where it was taken up by the number before it ("two hundred")."""
    previous = tokens[-1] if tokens else None
    low, high = reading(token.text, token.word.number)
    token.code = "x"
    if low is None:
        return True
    if previous is not None and language in ("es", "fr") and _adds(tokens, low):
        return False
    if previous is not None and previous.code == "a" and (language == "fr" or (language == "en" and low >= _COLLECTIVE_FROM)):
        previous.code = "m"  # "une trentaine", "a dozen"
    if previous is not None and previous.code == "N" and previous.low is not None and token.start - previous.end <= 1:
        both = joined(previous.low, low, units_first=language == "ar" and not token.text.isdigit())
        if both is not None:
            previous.low, previous.high = both, both
            previous.end = token.end
            return False
    token.low, token.high = low, high
    dated = previous is not None and (_is_of_month(tokens, token, low) or previous.code == "$")
    token.code = "x" if dated or (low in YEARS and token.text.isdigit()) else "N"
    return True

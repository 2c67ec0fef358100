"""Words and marks of a sentence, each with what it is in the grammar of figures."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

import msgspec

from processors.report.words.counts import COUNTING, YEARS, count_years
from processors.report.words.english import take_english
from processors.report.words.french import take_french
from processors.report.words.german import drop_ages, nouns, uncount
from processors.report.words.lexicon import MARK, NUMBER, Lexicon, Phrases, Word
from processors.report.words.numbers import joined, reading
from processors.report.words.russian import INFLECTED, take_cases
from processors.report.words.slavic import SLAVIC, take_slavic
from processors.report.words.spanish import take_spanish

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
    written, pairs, threes = lexicon.written, lexicon.pairs, lexicon.threes
    previous: Token | None = None
    arabic = lexicon.language == "ar"
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
        elif (
            previous is not None
            and len(tokens) > 1
            and (tokens[-2].text in threes or "'" in tokens[-2].text)
            and (together := lexicon.third(tokens[-2].text, previous.text, lower))
        ):
            _take_three(tokens[-2], previous, token, together)
        elif (
            previous is not None
            and (previous.text in pairs or "'" in previous.text)
            and (together := lexicon.second(previous.text, lower))
        ):
            code = token.code
            _take(previous, token, together, keeps=lexicon.language in _KEEPING)
            if together.code == "x" and _keeps_second(lexicon.language, together, word):
                token.code = code
            if together.code == _FIGURATIVE:
                tokens.append(token)
                previous = None
                continue
        elif sort == NUMBER:
            if not _number(token, tokens, lexicon.language):
                previous = tokens[-1]
                continue
        elif code == "a" and _ends_number(tokens):
            previous = tokens[-1]
            continue
        elif lower == "de" and lexicon.language == "fr" and previous is not None and _collects(previous):
            previous.end = token.end  # "une dizaine de personnes", "des milliers de personnes"
            continue
        elif uncounted and previous is not None and _counts(tokens):
            tokens[-1 if previous.code == "N" else -2].code = "x"
            if len(tokens) > 2 and tokens[-2].code in _TO[lexicon.language == "en"] and tokens[-3].code == "N":
                tokens[-3].code = "x"  # "19 et 23 ans", "six to seven times"
        elif capital and previous is not None:
            token.code = "n"
        if arabic and lower[0] == _WA and lexicon.grown(lower, word):  # "and ten", "and two women": no part of what stands before
            tokens.append(Token(token.start, token.start + 1, _WA, lexicon.word(_WA), "&"))
            token.start += 1
        tokens.append(token)
        previous = token
    if len(tokens) > 1 and tokens[1].code == "n" and tokens[0].code == "x" and not _before_place(tokens[0], lexicon.language):
        tokens[0].code = "n"
    texts = [token.text for token in tokens]
    if lexicon.sayings and not lexicon.sayings.keys().isdisjoint(texts):
        _say(tokens, texts, lexicon.sayings)
    codes = "".join([token.code for token in tokens])
    for m in _INITIAL.finditer(codes):
        initial, stop = tokens[m.start() + 1 : m.start() + 3]
        if len(initial.text) == 1:
            initial.code = stop.code = "n"  # "James R. Doe"
    if lexicon.language == "en":
        take_english(tokens, texts, codes)
    if not _MAY_TELL.isdisjoint(codes):
        _plain_again(tokens)
    if lexicon.language in INFLECTED:
        take_cases(tokens)
    if lexicon.language in SLAVIC:
        take_slavic(tokens)
    if lexicon.language in COUNTING:
        count_years(tokens)
    if "N" in codes:
        _uncount(tokens)
    if lexicon.language == "de":
        drop_ages(tokens)
        uncount(tokens)
        nouns(tokens)
    if lexicon.apart:
        _together(tokens, lexicon.apart)
    if lexicon.language == "es":
        take_spanish(tokens)
    if lexicon.language == "fr":
        take_french(tokens)
    return tokens


_KEEP_SECOND = frozenset({"fr", "es"})  # "matar a sus padres": the second word stays what it is
_PRAISE = frozenset({"J"})
_DUAL = "w"  # flag
_KEEPING = SLAVIC | {"en"}  # a verb is still one beside what it is together with: "ударил ножом"
_COLLECTIVE_FROM = 12  # "a dozen", "a hundred"
_COLLECTIVE = ("aine", "aines", "llier", "lliers", "llion", "llions")
_TO = ("&t-", "t-")  # what may stand between two numbers of one thing; in English "one and two times" is two things
_INITIAL = re.compile(r"(?=n[xn]\.n)")
_MAY_TELL = frozenset("SVRM")


def _keeps_second(language: str, together: Word, second: Word) -> bool:
    """Two words that tell of a kind only, or praise somebody: "tué sa", "stray bullet", "известный певец"; in Arabic "stabbed
    tourists", and two policemen, who are one word."""
    if language in SLAVIC:
        return _PRAISE.issuperset(together.flags) and not together.kinds
    kept = language == "en" or (language == "ar" and (second.code == "P" or _DUAL in second.flags))
    return language in _KEEP_SECOND or (kept and bool(together.kinds))


def _collects(token: Token) -> bool:
    """A French number that "de" stands behind."""
    return token.code in "Nq" and token.text.endswith(_COLLECTIVE)


def _counts(tokens: Sequence[Token]) -> bool:
    """A number, or a number and "more", ends what was read so far: what follows is what it counts."""
    return tokens[-1].code == "N" or (len(tokens) > 1 and tokens[-1].code == "o" and tokens[-2].code == "N")


_LAST_DAY, _FIRST_YEAR = 31, 1000
_NEAR, _FAR = 4, 13


def _say(tokens: Sequence[Token], texts: Sequence[str], sayings: Mapping[str, Sequence[tuple[list[str], str]]]) -> None:
    """Several words that are one thing: "lost their lives", "fighting for his life"; the first of them stands for all."""
    for i in [i for i, text in enumerate(texts) if text in sayings]:
        for rest, code in sayings[texts[i]]:
            if texts[i + 1 : i + 1 + len(rest)] == rest:
                tokens[i].code = code
                for t in tokens[i + 1 : i + 1 + len(rest)]:
                    t.code = "x"
                break


def _plain_again(tokens: Sequence[Token]) -> None:
    """Words that only may tell of somebody shot, taken to a hospital, rescued or missing, and here don't."""
    for i, token in enumerate(tokens):
        if (token.code == "S" and _is_noun(tokens, i)) or (token.code == "V" and not _to_hospital(tokens, i)):
            token.code = "x"
        elif token.code == "R" and "p" in token.word.flags and not _alive(tokens, i + 1):
            token.code = "x"  # "pulled seven survivors", "pulled alive"; not "pulled two bodies"
        elif (
            token.code == "M"
            and "e" in token.word.flags
            and not _of_rescue(tokens[max(0, i - _FAR) : i])
            and not any("x" in t.word.flags for t in tokens[i : i + 2])
        ):
            token.code = "x"  # "police are searching for a man"


def _of_rescue(before: Sequence[Token]) -> bool:
    """Whether rescuers, those rescued or bodies were told of: they search for no culprit."""
    return any("x" in t.word.flags or t.code in "RC" for t in before)


_ALIVE = frozenset({"alive", "حيا", "حية", "احياء", "حيين"})


def _alive(tokens: Sequence[Token], i: int) -> bool:
    return any("v" in t.word.flags for t in tokens[i : i + _NEAR - 1]) or any(
        t.text in _ALIVE or "+" in t.word.flags for t in tokens[i : i + _FAR]
    )


def _is_noun(tokens: Sequence[Token], i: int) -> bool:
    """ "Fired one shot", "a shot": nobody was hit."""
    if "u" not in tokens[i].word.flags or i == 0:
        return False
    if tokens[i - 1].code == "a" or (tokens[i - 1].low == 1 and _goes_on(tokens, i + 1)):
        return True
    for token in reversed(tokens[max(0, i - _NEAR) : i]):
        if token.code in "b&,.":
            return False
        if "g" in token.word.flags:
            return True
    return False


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """ "One shot went through a window", not "one shot in the leg"."""
    return i < len(tokens) and tokens[i].code == "x" and "l" not in tokens[i].word.flags


def _to_hospital(tokens: Sequence[Token], i: int) -> bool:
    """Taken to a hospital, and not to a jail; "taken" alone tells nothing."""
    for token in tokens[i + 1 : i + _FAR]:
        if "j" in token.word.flags:
            return False
        if token.code == "Y":
            return True
    return "q" not in tokens[i].word.flags


def _uncount(tokens: Sequence[Token]) -> None:
    """ "A boy of 16", "a father of two", "Ann Roe, 22,", "children aged 3 and 5": a number that belongs to one person, or tells
    an age, counts no victims; nor does "image 1 / 28"."""
    codes = "".join([token.code for token in tokens])
    for i in [i for i, token in enumerate(tokens) if token.code == "N"]:
        token = tokens[i]
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if (before and before.text == "/") or (after and after.text == "/") or _HALF_AGE.match(codes, i + 1):
            token.code = "x"
        elif before is None:
            continue
        elif ("f" in before.word.flags and i > 1 and tokens[i - 2].code == "p") or _is_age(tokens, i):
            token.code = "x"
        elif (
            before.code == "," and token.text.isdigit() and _named_before(tokens, i - 2) and (after is None or after.code in ",.")
        ):
            token.code = "g" if (token.low or 0) <= _OLDEST else "x"


def _before_place(token: Token, language: str) -> bool:
    """The "У" of "У Києві": no part of a name."""
    return language in ("ru", "uk") and "l" in token.word.flags


def _named_before(tokens: Sequence[Token], i: int) -> bool:
    return i >= 0 and tokens[i].code in "np"


def _is_age(tokens: Sequence[Token], i: int) -> bool:
    """ "Ages 3", and the 5 of "ages 3 and 5"."""
    if "y" in tokens[i - 1].word.flags:
        return True
    return tokens[i - 1].code in "&,t" and i > 2 and tokens[i - 2].low is not None and "y" in tokens[i - 3].word.flags


_HALF_AGE = re.compile("-[&t,]g")  # "44- та 59-річні жінки"
_OLDEST = 110


_CLAUSE = 16  # words
_CLAUSE_ENDS = frozenset(",.;:!?–&c")


def _together(tokens: Sequence[Token], apart: Mapping[str, Mapping[str, Word]]) -> None:
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


_NOTHING, _FIGURATIVE = "0", "1"


def _take(first: Token, second: Token, together: Word, *, keeps: bool) -> None:
    """`keeps`: what else the first word says stays so."""
    if together.code == _FIGURATIVE:
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


def _take_three(first: Token, second: Token, third: Token, together: Word) -> None:
    """The first is what the three are; the others are nothing any more."""
    _plain(second, third)
    if together.code in (_NOTHING, _FIGURATIVE):
        _plain(first)
        return
    first.code = together.code if together.code != "x" else first.code
    first.word = together


def _plain(*tokens: Token) -> None:
    for token in tokens:
        token.code, token.word = "x", token.word._replace(code="x", kinds=())


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


def _is_of_month(month: Token, number: int) -> bool:
    """ "June 2", "June 1848"; not "until the end of June 158 people"."""
    return "m" in month.word.flags and (number <= _LAST_DAY or number >= _FIRST_YEAR)


def _number(token: Token, tokens: list[Token], language: str) -> bool:
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
    before = tokens[-2] if previous is not None and previous.text == "." and len(tokens) > 1 else previous  # "Feb. 2"
    dated = before is not None and previous is not None and (_is_of_month(before, low) or previous.code == "$")
    token.code = "x" if dated or (low in YEARS and token.text.isdigit()) else "N"
    return True

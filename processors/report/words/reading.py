"""Words and marks of a sentence, each with what it is in the grammar of figures."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from processors.report.words.counts import COUNTING, count_years
from processors.report.words.doubted import plain_again, uncount_ages
from processors.report.words.english import take_english
from processors.report.words.french import take_french
from processors.report.words.german import drop_ages, nouns, uncount
from processors.report.words.lexicon import MARK, NUMBER, Lexicon
from processors.report.words.numbers_read import ends_number, read_number
from processors.report.words.russian import INFLECTED, take_cases
from processors.report.words.slavic import SLAVIC, take_slavic
from processors.report.words.spanish import take_spanish
from processors.report.words.together import FIGURATIVE, take_apart, take_three, take_two
from processors.report.words.tokens import Token
from processors.report.words.word import Word

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
            take_three(tokens[-2], previous, token, together)
        elif (
            previous is not None
            and (previous.text in pairs or "'" in previous.text)
            and (together := lexicon.second(previous.text, lower))
        ):
            code = token.code
            take_two(previous, token, together, keeps=lexicon.language in _KEEPING)
            if together.code == "x" and _keeps_second(lexicon.language, together, word):
                token.code = code
            if together.code == FIGURATIVE:
                tokens.append(token)
                previous = None
                continue
        elif sort == NUMBER:
            if not read_number(token, tokens, lexicon.language):
                previous = tokens[-1]
                continue
        elif code == "a" and ends_number(tokens):
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
    _weigh(tokens, lexicon)
    return tokens


def _weigh(tokens: list[Token], lexicon: Lexicon) -> None:
    """What the words around it make of each: rules of all languages, then those of this one."""
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
        plain_again(tokens)
    if lexicon.language in INFLECTED:
        take_cases(tokens)
    if lexicon.language in SLAVIC:
        take_slavic(tokens)
    if lexicon.language in COUNTING:
        count_years(tokens)
    if "N" in codes:
        uncount_ages(tokens)
    if lexicon.language == "de":
        drop_ages(tokens)
        uncount(tokens)
        nouns(tokens)
    if lexicon.apart:
        take_apart(tokens, lexicon.apart)
    if lexicon.language == "es":
        take_spanish(tokens)
    if lexicon.language == "fr":
        take_french(tokens)


_KEEP_SECOND = frozenset({"fr", "es"})  # "matar a sus padres": the second word stays what it is
_PRAISE = frozenset({"J"})
_DUAL = "w"  # flag
_KEEPING = SLAVIC | {"en"}  # a verb is still one beside what it is together with: "ударил ножом"
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


def _say(tokens: Sequence[Token], texts: Sequence[str], sayings: Mapping[str, Sequence[tuple[list[str], str]]]) -> None:
    """Several words that are one thing: "lost their lives", "fighting for his life"; the first of them stands for all."""
    for i in [i for i, text in enumerate(texts) if text in sayings]:
        for rest, code in sayings[texts[i]]:
            if texts[i + 1 : i + 1 + len(rest)] == rest:
                tokens[i].code = code
                for t in tokens[i + 1 : i + 1 + len(rest)]:
                    t.code = "x"
                break


def _before_place(token: Token, language: str) -> bool:
    """The "У" of "У Києві": no part of a name."""
    return language in ("ru", "uk") and "l" in token.word.flags

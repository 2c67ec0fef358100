"""What Arabic words are beside others: "and" grown onto a noun or verb, duals, counts behind their noun, adjectives that are
also nouns of people ("عسكري": a soldier, military)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from processors.report.words.arabic_moved import told_by_moving
from processors.report.words.lexicon import Lexicon
from processors.report.words.tokens import Token
from processors.report.words.word import PLAIN

_DUAL, _WEAK, _SUFFERS, _RESCUES, _AGENT, _LOSING = "w", "k", "S", "x", "b", "L"  # flags
_BRINGING = frozenset("q9R~")  # flags of verbs of arabic_moved.py
_TWO = 2
_ALONE = ("واحد", "واحدة", "واحدا")
_ONE_OF = ("احد", "احدي")
_UNTIL, _DEATH = "حتي", "الموت"
_TRACE = ("اثر", "اثار")
_OVERCOME = "متاثر"
_CHOKING, _WITH = ("اختناق", "تسمم"), "ب"
_ANYBODY, _NONE_OF = "احد", {"i": "j", "k": "d"}
_SUSPECTED = ("فيهم", "بهم")
_COUNTED_TWICE = ("اثنين", "اثنان", "اثنتين", "اثنتان")
_THE = "ال"
_PERSON_BEHIND = frozenset("KkDdIiHWMRENuC&mo")  # what an adjective of people is a person behind
_SAID_OF = frozenset("KkDIi")
_ORIGIN = "ي"  # ends words for who is from somewhere
_ORIGINS = ("ين", "ون", "يا")
_SHORTEST, _NEAR, _FAR = 4, 10, 13
_BREATH, _HELD = "انفاس", "حبس"
_OWN, _OWN_LOSS = re.compile("(?:هم|هن|ها|ه)$"), frozenset({"الوعي", "السيطرة", "الاتصال", "البصر"})
_ROSE = frozenset({"ارتقي", "ارتقت", "ارتقوا", "ارتقيا"})
_PRESS, _CRUSH, _VICTIMS = "تدافع", "crowd_crush", frozenset("KkDdIijC")
_AT = frozenset({"في", "خلال", "امام", "عند", "اثناء", "داخل", "قرب", "وسط"})


def reread(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The words of a sentence with a number before each dual, and each with what it is beside its neighbours."""
    read = list(_counted(tokens, lexicon))
    for i, token in enumerate(read):
        before = read[i - 1] if i else None
        flags = token.word.flags
        if token.text == _ANYBODY and before is not None and before.code in _NONE_OF and i > 1 and read[i - 2].code == "Z":
            token.code, before.code = "x", _NONE_OF[before.code]  # "without anybody's injury"
        elif token.code == "N" and before is not None and before.code in "PpNx":
            _behind(read[i - 2] if i > 1 and before.text in _SUSPECTED else before, token)
        elif (
            token.code in "Pp"
            and _WEAK in flags
            and not (before and (before.code in _PERSON_BEHIND or _SUFFERS in before.word.flags))
        ):
            token.code = "x"  # "a military airport"
        elif token.code in "Pp" and _AGENT in flags and before is not None and before.code == "H":
            token.code = "x"  # "gunmen abducted"
        elif not _BRINGING.isdisjoint(flags) and (code := told_by_moving(token, read[i + 1 : i + _FAR])):
            token.code = code
        elif token.code == "M" and _LOSING in flags and (not _counted_next(read[i + 1 : i + 2]) or _loses(read, i)):
            token.code = "x"  # "lost control", "for he said", "three workers lost their jobs"
        elif token.code == "D" and token.text in _ROSE and not _slain(read, i):
            token.code = "x"  # "rose to new posts"
        elif token.code == "W" and token.text.startswith(_HELD) and any(t.text.startswith(_BREATH) for t in read[i:]):
            token.code = "x"  # "30,000 held their breath"
        elif token.code in "Iij" and (code := _wounds(read, i)):
            token.code = code
        elif before is not None and _is_origin(before, token, read[i + 1 : i + 2]):
            token.code = "p"
        elif (token.code in "WERH" and _WEAK in flags and not _somebody(read[i + 1 : i + _NEAR])) or (
            token.code == "M" and _WEAK in flags and not any(_RESCUES in t.word.flags for t in read)
        ):
            token.code = "x"  # "a seizure of weapons", "a search for a suspect"
        elif token.code == "D" and _SUFFERS in flags and not any(t.code in "Dk" for t in read[i + 1 :]):
            token.code = "x"  # "met with applause"
    _take_haste(read)
    return read


def _take_haste(read: Sequence[Token]) -> None:
    """ "Officials hurried to congratulate": the word for a crush, which it is before a place or beside victims."""
    for token, after in pairwise(read):
        kinds = token.word.kinds
        if token.text == _PRESS and kinds and after.text not in _AT and _VICTIMS.isdisjoint(t.code for t in read):
            token.word = token.word._replace(kinds=tuple([(k, 1 if k == _CRUSH else weight) for k, weight in kinds]))


def _slain(read: Sequence[Token], i: int) -> bool:
    """Whether who "rose" fell: beside martyrs, others hurt or what tells of an incident."""
    others = (*read[:i], *read[i + 1 :])
    return any(t.code in _VICTIMS or any(weight > 1 for _, weight in t.word.kinds) for t in others)


def _loses(read: Sequence[Token], i: int) -> bool:
    """ "Three workers lost their jobs": those who lose a thing aren't lost."""
    at = i + 1
    while at < len(read) and read[at].code in "NPpg":
        at += 1
    thing = read[at : at + 1]
    return bool(thing) and thing[0].code == "x" and (bool(_OWN.search(thing[0].text)) or thing[0].text in _OWN_LOSS)


def _counted(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    before = ""
    for token in tokens:
        many = token.code == "P" and not (before and before in _SAID_OF)  # spelled as the plural is
        if _DUAL in token.word.flags and token.code not in "xN" and not many:
            yield Token(token.start, token.start + 1, str(_TWO), lexicon.word(str(_TWO)), "N", _TWO, _TWO)
        yield token
        before = token.code


def _behind(noun: Token, number: Token) -> None:
    """ "The four passengers", "two engineers": a number behind its noun counts like one before it."""
    again = noun.code == "N" and noun.low == _TWO and number.text in _COUNTED_TWICE
    if again or (noun.code in "Ppx" and number.text in _ALONE):
        number.code = "x"
    elif noun.code in "Pp" and (number.text in _COUNTED_TWICE or (noun.code == "P" and number.text.startswith(_THE))):
        noun.code, number.code = "N", noun.code
        noun.low, noun.high = number.low, number.high


def _is_origin(before: Token, token: Token, after: Sequence[Token]) -> bool:
    """ "A Yemeni" behind what befell one."""
    return (
        token.word is PLAIN
        and token.code == "x"
        and before.code in _SAID_OF
        and _DUAL not in before.word.flags
        and len(token.text) >= _SHORTEST
        and token.text.endswith(_ORIGIN)
        and not (after and after[0].code in "Pp")
    )


def _wounds(read: Sequence[Token], i: int) -> str:
    """What a word of wounds is where it tells of dead: "stabbed to death", "one of the injured died", "died of his wounds"."""
    token, before, after = read[i], read[i - 1] if i else None, read[i + 1 : i + _NEAR]
    if token.code == "I" and _to_death(after):
        return "K"
    if before is not None and before.text.startswith(_OVERCOME):
        return "x"
    if token.code == "j" and token.text.removeprefix(_WITH) in _CHOKING and after and after[0].code in "NP":
        return "i"  # "the poisoning of nine pupils"
    one_of = token.code == "I" and before is not None and before.text in _ONE_OF and token.text.startswith(_THE)
    return "P" if one_of and i > 1 and read[i - 2].code in "DKk" else ""


def _to_death(after: Sequence[Token]) -> bool:
    """ "Stabbed him to death"."""
    for until, death in pairwise(after):
        if until.text == _UNTIL and death.text == _DEATH:
            death.code = "x"
            return True
    return False


def _counted_next(after: Sequence[Token]) -> bool:
    return any(t.code in "NP" or t.text in _TRACE or (t.code == "p" and not t.text.startswith(_THE)) for t in after)


def _counts_people(token: Token) -> bool:
    """ "Twelve of them", "three others", "22 Yemenis"."""
    return token.code == "o" or "i" in token.word.flags or (token.code == "x" and token.text.endswith(_ORIGINS))


def _somebody(after: Sequence[Token]) -> bool:
    for i, token in enumerate(after):
        if (
            token.code in "PpC"
            or (not i and token.text in _COUNTED_TWICE)
            or (i and after[i - 1].code == "N" and (_counts_people(token) or token.code in ".,&"))
        ):
            return True
        if token.code in ".,":
            return False
    return False

"""What a word is by the words around it, in Russian and in Ukrainian alike: "вывели из подъезда 26 жильцов", "ударил соседа
ножом", "жінка з дитиною", "археологи нашли останки воина"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from processors.report.words.counts import YEARS
from processors.report.words.slavic_kinds import enthrals, take_kinds
from processors.report.words.tokens import Token

SLAVIC = frozenset({"ru", "uk"})

_TEN = 10
_NEAR, _FAR = 4, 9  # words
_DEAD = frozenset("DKCd")
_MAY_BE_NONE = frozenset("DKCdMIRNp")
_BODY = re.compile(r"C[oNx]{0,3}$")
_FOUND_DEAD = re.compile(r"[gxpP]{1,5}[KD]")  # "пропавшую школьницу нашли убитой"
_SAVES = ("спас", "врят", "порят")  # the living alone
_OUT_DEAD = re.compile(r"x?D")  # "достали мёртвым"
_ACTS = re.compile(r"N[xgo]{0,2}P?[xn]{0,3}[KRWHEI]")
_PEOPLE = re.compile(r"(?:N[xg]{0,2})?g?[pP]")
_SOUGHT = re.compile(r"N(?:[xg]?P)?$")
_FELL = re.compile(r"p[xn]{1,6}&$")
_PERSONS = re.compile(r"N[xg]?P")
_DIED = re.compile(r"D[oNx]{0,2}$")
_NONE_OF = re.compile(r"N[xgo]{0,2}P[DI](?:&[DI])?Z")  # "среди 40 пассажиров пострадавших нет"
_MUCH = re.compile(r".l{0,2}N$")  # "забрав щонайменше вісім життів"
_AND_DIED = re.compile(r"x{0,5}&D(?![xo]{0,2}[NPp])")  # "отравился грибами и умер"
_LYING, _ENDS = re.compile(r"(?:N(?:[xgo]{0,2}P[xn]{0,2})?|p-)x$"), re.compile(r"[.,&]|$")  # "двое полицейских в больнице"
_MOVED = re.compile(r"(?<=E)N(?![xgo]{0,2}P)x")  # "эвакуировали два лагеря"
_COUNTED = re.compile(r"P|[xg]P")
_BURNT = re.compile(r"x{0,2}N[xg]?P|g?p")
_AGED = re.compile(r"gx(?=[.,&nbDKIWRMEH]|$)")
_SEVERAL = ("х", "ие", "ые", "ми", "им", "і")  # how "20-летних" ends
_THINGS = ("стаж", "юбиле", "ювіле", "срок", "строк", "план", "опыт", "досвід", "дом", "буд", "истори", "істор")
_AGES = re.compile(r"(?<=P),[xN](?:[&,][xN]){1,3}x,?")
_WHO = ("ое", "оє", "еро")  # of numbers: "двое", "п'ятеро"
_OF_THEMSELVES = re.compile("постра|обгор|втрат|потер|отрав|отруї|[сз]гор|надыш|надих|получ|отрима|діста|зазна")
_BURNING, _LOST, _CRASHED = ("сгоре", "згорі"), ("гибел", "загибел"), ("разбил", "розби")
_DESTROYED = ("уничтож", "знищ")
_SEIZED = ("захват", "захоп")
_KEPT, _LIFE, _TAKES = ("удержив", "утриму"), ("жизн", "житт"), ("унес", "унёс", "забра", "оборва", "обірва")
_BEGINS = re.compile("|".join((*_BURNING, *_CRASHED, *_LIFE)))  # what tells by the people beside it
_EACH = ("кажд", "кожн", "кожен")
_SEEKS = ("ищ", "иска", "разыск", "поиск", "розшук", "шука", "пошук")
_VIOLENT = ("погиб", "загиб", "загин")  # such a death is none of an illness
_WOUNDS = "ран"  # "скончался от ран"
_STABBING = "stabbing"
_CRIMES = frozenset({"arson", "robbery", "shooting", "stabbing"})
_SAVED_FROM = frozenset({"fire", "flood", "structure_collapse", "landslide", "shipwreck"})
_OLD = 75
_BIRTH = ("рожден", "народжен")
_UNDER, _BENEATH = ("под", "під"), re.compile("завал|сн[еі]г|лавин|облом|уламк|[гґ]рунт")
_STAYING = frozenset(
    {"остаются", "остаётся", "остается", "находятся", "находится", "залишаються", "залишається", "перебувають", "перебуває"}
)


def _multiply_tens(tokens: list[Token]) -> None:
    """ "Три десятки": thirty."""
    for i in range(len(tokens) - 1, 0, -1):
        tens, before = tokens[i], tokens[i - 1]
        if tens.code == "q" and tens.text.startswith("десятк") and before.code == "N" and 1 < (before.low or 0) < _TEN:
            before.low = before.high = (before.low or 0) * _TEN
            before.end = tens.end
            del tokens[i]


def take_slavic(tokens: list[Token]) -> None:
    """Changes the codes of words that aren't what they may be."""
    _pass_ages(tokens)
    _multiply_tens(tokens)
    flags = [t.word.flags for t in tokens]
    codes = "".join([t.code for t in tokens])
    past = any("3" in f for f in flags)
    take_kinds(tokens)
    for i, token in enumerate(tokens):
        if "4" in flags[i]:
            _join(tokens, i)
        elif token.code == "x":
            if flags[i] or token.low is not None or codes[i - 1 : i] == "g" or _BEGINS.match(token.text):
                token.code = _told(tokens, flags, i, codes)
        elif token.code == "T" and token.text.startswith(_DESTROYED) and _PERSONS.match(codes, i + 1):
            token.code = "K"  # "уничтожены 18 террористов"
        elif token.code == "P" and token.text.startswith(_LIFE) and (taken := _MUCH.search(codes, 0, i)):
            if tokens[taken.start()].text.startswith(_TAKES):
                tokens[taken.start()].code = "k"
        elif token.code in _MAY_BE_NONE and ((past and token.code in _DEAD) or _is_none(tokens, flags, i, codes)):
            token.code = "x"


def _pass_ages(tokens: list[Token]) -> None:
    """Takes out ages in commas behind people, and one's year of birth: "две женщины, 45 и 52 лет, ранены"."""
    for m in reversed(list(_AGES.finditer("".join([t.code for t in tokens])))):
        if any("n" in t.word.flags for t in tokens[m.end() - 2 : m.end()]) and tokens[m.start() + 1].low is not None:
            del tokens[m.start() : m.end()]
    for i in [i for i, t in enumerate(tokens) if i > 1 and t.text.startswith(_BIRTH) and tokens[i - 2].low in YEARS]:
        del tokens[i - 2 : i + 1]  # "мужчина 1971 года рождения"
        break


def _told(tokens: Sequence[Token], flags: Sequence[str], i: int, codes: str) -> str:
    """What a word tells that tells nothing by itself."""
    token = tokens[i]
    if "F" in flags[i] and any("U" in f for f in flags[i + 1 : i + 1 + _FAR]):
        return "M"  # "судьба пятерых неизвестна"
    if "6" in flags[i] and "D" not in codes[i:] and _armed(tokens, i):
        return "i"
    if (
        token.word.code == "M"
        and "e" in flags[i]
        and (any("x" in f for f in flags[i + 1 : i + _NEAR]) or _SOUGHT.search(codes[max(0, i - _NEAR) : i]))
    ):
        return "M"  # "двох чоловіків шукають рятувальники"
    if "Y" in flags[i] and _in_hospital(flags, i, codes):
        return "I"
    if token.text in _UNDER and i + 1 < len(tokens) and _BENEATH.match(tokens[i + 1].text) and _stays(tokens, i):
        return "M"  # "под завалами остаются двое"
    return _befallen(tokens, flags, i, codes)


def _stays(tokens: Sequence[Token], i: int) -> bool:
    return any(t.text in _STAYING for t in (*tokens[max(0, i - 1) : i], *tokens[i + 2 : i + 3]))


def _in_hospital(flags: Sequence[str], i: int, codes: str) -> bool:
    """ "В больницах остаются семь человек", "двое полицейских в больнице"."""
    at = i + 1 + len(codes[i + 1 :]) - len(codes[i + 1 :].lstrip("n&"))  # "в больницах Томска и Омска остаются"
    stays = any("9" in f for f in (*flags[max(0, i - _NEAR + 1) : i], *flags[at : at + 1]))
    return stays or bool(_LYING.search(codes[max(0, i - _FAR) : i]) and _ENDS.match(codes, i + 1))


def _befallen(tokens: Sequence[Token], flags: Sequence[str], i: int, codes: str) -> str:
    """What a word tells of people beside it."""
    token, before = tokens[i], codes[max(0, i - _FAR) : i]
    if token.text.startswith(_BURNING) and (_BURNT.match(codes, i + 1) or before[-1:] in ("p", "P")):
        return "D"  # "сгорели двое братьев"
    if token.text.startswith(_CRASHED) and _FELL.search(before):
        return "D"  # "монтажник сорвался с крыши и разбился"
    if "R" in flags[i] and token.text.startswith(_SEIZED) and _PERSONS.match(codes, i + 1) and not enthrals(tokens, i):
        return "H"  # "захватили 20 школьников"
    if "R" in flags[i] and token.text.startswith(_KEPT) and (_SOUGHT.search(before) or _PEOPLE.match(codes, i + 1)):
        return "H"  # "двоих паломников удерживают боевики"
    if token.text.startswith(_LIFE) and (taken := _MUCH.search(before)) and tokens[i - len(taken[0])].text.startswith(_TAKES):
        return "d"  # "пожар унёс 64 жизни"
    if token.low in YEARS and _COUNTED.match(codes, i + 1):
        return "N"  # "погибли 2040 человек"
    if _AGED.match(codes, i - 1) and i and not tokens[i - 1].text.endswith(_SEVERAL) and not token.text.startswith(_THINGS):
        return "p"  # "его 58-летней знакомой"
    return "x"


def _is_none(tokens: Sequence[Token], flags: Sequence[str], i: int, codes: str) -> bool:
    """Whether a word tells of nobody here."""
    token = tokens[i]
    if token.code in "DdKMI" and i and "8" in flags[i - 1] and token.text.endswith("их"):
        return True  # "родственники погибших"
    match token.code:
        case "D" | "d":
            lost = token.text.startswith(_LOST) and codes[i + 1 : i + 2] == '"'  # "гибель «Титаника»"
            beside = i > 0 and "7" in flags[i - 1]  # "вместе с погибшим шли двое"
            return lost or beside or (i > 1 and tokens[i - 2].text.startswith(_EACH)) or _of_age(tokens, flags, i, codes)
        case "M":
            wanted = token.text.startswith(_SEEKS) and (
                "X" in "".join(flags[i:]) or any(k in _CRIMES for t in tokens for k, _ in t.word.kinds)
            )
            found = any("v" in f for f in flags[i + 1 : i + _FAR])  # "пропавшую нашли живой"
            return (
                wanted or found or bool(_BODY.search(codes[max(0, i - _NEAR) : i]) or _FOUND_DEAD.match(codes, i + 1))
            )  # "тела троих пропавших"
        case "R":
            dead = "C" in codes[max(0, i - _NEAR) : i + _NEAR] or _OUT_DEAD.match(codes, i + 1)  # "извлекли тело"
            return (bool(dead) and not token.text.startswith(_SAVES)) or ("5" in flags[i] and not _saves(tokens, i))
        case "I":
            if _AND_DIED.match(codes, i + 1):
                return True
            return bool(_DIED.search(codes[max(0, i - _NEAR) : i])) and codes[i + 1 : i + 2] != "N"  # "помер третій постраждалий"
        case "N":
            return _is_subject(tokens, codes, i) or bool(_MOVED.match(codes, i) or _NONE_OF.match(codes, i))
        case "p":
            return ("N" in flags[i] and _holds(tokens, i)) or codes[max(0, i - 2) : i] == "NP"  # "три мирных жителя"
    return False


def _join(tokens: Sequence[Token], i: int) -> None:
    """ "Мать с ребёнком": both of them, as with "and"."""
    for at in (i - 1, i - 2):
        if at > 0 and "7" in tokens[at].word.flags and tokens[at - 1].code in "pP":
            tokens[at].code, tokens[i].code = "&", "p"
            for between in tokens[at + 1 : i]:
                between.code = "g" if between.code == "g" else "x"
            return


def _is_subject(tokens: Sequence[Token], codes: str, i: int) -> bool:
    """ "Трое расстреляли …", "двое мужчин задержали …": who did it, and none of those whom it befell; not "двоих задержали"."""
    if not tokens[i].text.endswith(_WHO) or (acts := _ACTS.match(codes, i)) is None:
        return False
    verb = tokens[acts.end() - 1].text
    return verb.endswith("ли") and not _OF_THEMSELVES.match(verb)


def _saves(tokens: Sequence[Token], i: int) -> bool:
    """ "Пожарные вывели", "подняли живыми", "вынесли из горящей больницы", "отпустили заложников"; others lead people, too."""
    around = tokens[max(0, i - _FAR) : i + _FAR]
    return any(not {"v", "x", "K"}.isdisjoint(t.word.flags) or any(k in _SAVED_FROM for k, _ in t.word.kinds) for t in around)


def _armed(tokens: Sequence[Token], i: int) -> bool:
    """Whether somebody hits with a knife or the like."""
    near = (*tokens[max(0, i - 2) : i], *tokens[i + 1 : i + 1 + _NEAR])
    return any(kind == _STABBING for token in near for kind, _ in token.word.kinds)


def _of_age(tokens: Sequence[Token], flags: Sequence[str], i: int, codes: str) -> bool:
    """A death of an illness or of age: "на 88-му році життя помер", "скончался народный артист", "умер в возрасте 87 лет"."""
    if tokens[i].code != "D" or tokens[i].text.startswith(_VIOLENT):
        return False
    if _is_said_of(flags, i, codes, "L"):
        return True
    wounded = "j" in codes or any(t.text == _WOUNDS for t in tokens)
    if wounded or any(weight > 1 for t in tokens for _, weight in t.word.kinds):
        return False  # the known die of blows and blasts, too
    told = any("y" in f for f in flags[i : i + _FAR]) and any((t.low or 0) >= _OLD for t in tokens[i : i + _FAR])
    return told or _is_said_of(flags, i, codes, "J")


def _is_said_of(flags: Sequence[str], i: int, codes: str, flag: str) -> bool:
    """Whether a word with this flag stands near a death, and no other death nearer: "один умер от инфаркта, другой погиб"."""
    near = [at for at in range(max(0, i - _FAR), min(i + _FAR, len(flags))) if flag in flags[at]]
    around = range(max(0, i - 2 * _FAR), min(i + 2 * _FAR, len(codes)))  # none farther off is nearer to such a word
    deaths = [at for at in around if codes[at] in _DEAD] or [i]
    return any(min(deaths, key=lambda d: abs(d - at)) == i for at in near)


def _holds(tokens: Sequence[Token], i: int) -> bool:
    """ "Мужчина взял в заложники сотрудниц": he is none of them."""
    following = tokens[i + 1 : i + _NEAR]
    return any("R" in t.word.flags for t in following) and any(t.code == "H" for t in following)

"""Counts that hang on a certain word: "brought up dead", "una pareja" of whom a blaze "se llevó la vida", "числится пропавшим".

Each is a pattern over the letters of `lexicon.CODES` with a group `who`; its other groups name what words stand there, as they
begin. `fixed`: how many they are where nothing counts them; `beside`: how a word of the sentence begins, else none is meant.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from processors.report.claims.lists import Counted, count, unreal
from processors.report.sentences.split import Sentence

_MANY = r"[lmo]{0,3}N[xg]{0,2}P{1,2}"
_ONE = r"[ea][xg]{0,3}p"


class _Order(NamedTuple):
    role: str
    pattern: re.Pattern[str]
    said: Mapping[str, tuple[str, ...]] = {}
    fixed: int = 0
    beside: tuple[str, ...] = ()


def _order(role: str, pattern: str, fixed: int = 0, beside: str = "", **said: str) -> _Order:
    words = {group: tuple(words.split()) for group, words in said.items()}
    return _Order(role, re.compile(pattern), words, fixed, tuple(beside.split()))


_GUNMEN, _RESCUERS = "gunm bandit milit kidnap insurg attack", "rescue diver crew search"
_SLAVIC = (
    _order("missing", r"(?P<who>N)[tx]{0,3}b(?P<lost>M)", lost="проп зник"),  # "один до сих пор числится пропавшим"
    _order(
        "missing", r"[Pp][^.]{1,24},(?P<who>N)(?P<not>z)(?P<found>x)", found="найден знайден обнаруж виявлен"
    ),  # "один не найден"
    _order("missing", r"x(?P<who>xP)(?P<link>x)(?P<none>Z)", 1, link="связи зв'язку"),  # "с одним рабочим связи нет"
    _order(
        "injured", rf"(?P<wound>j)(?P<at>x)(?P<who>{_MANY})", at="у", wound="ран поран ожог опік"
    ),  # "осколочные ранения у двух жителей"
    _order("injured", r"(?P<aid>x)P?(?P<needed>x)(?P<who>[lmo]?N)", aid="помощ допомог", needed="понадоб потреб знадоб"),
    _order(
        "injured", rf"(?P<who>{_MANY}),c(?P<hurt>I)(?![aenNPp])", hurt="пол отрим дост діст постр ран поран травм обгор обпек"
    ),
    _order("injured", rf"(?P<ill>x)(?P<who>{_MANY}|N[xg]?p)", ill="занедуж отруїл"),
    _order("injured", r"(?P<who>o?N(?:[xg]?P)?),[xgpPei]{2,8},x{1,2}jI"),  # "ещё трое, в том числе пара, с ранениями доставлены"
    _order("injured", r"(?<=,)(?P<who>N)-I(?=[.,]|$)"),  # "115 – пострадали"
    _order("arrested", r"(?P<who>N)(?P<held>P)(?=[-.,&]|$)", held="задержан затриман"),  # "60 задержанных"
    _order("abducted", rf"(?P<who>{_MANY})(?P<taken>x)", taken="похищены викрадені викрадено"),  # "двое братьев похищены"
    _order(
        "killed", rf"(?P<who>{_MANY}),(?P<slain>K)", slain="застрел убит вбит расстрел розстріл зарез"
    ),  # "двумя, застреленными"
    _order("killed", rf"(?P<who>{_MANY}),c(?P<kills>k)"),  # "шести жителям, которых убила ракета"
    _order("killed", r"D(?P<who>gp),x{1,4},&gp", 2),  # "погибли женщина, торговавшая овощами, и мужчина"
    _order("killed", r"DP-(?P<who>p&p)"),  # "загинули волонтери – хлопець і дівчина"
    _order("killed", r"(?P<death>x)(?P<who>gx?p)", 1, death="смертю смертью"),  # "закінчилася смертю 25-річного хлопця"
    _order("killed", r"(?P<takes>k)(?P<life>x)(?P<who>g[Pp])", 1, life="житт жизн"),  # "забрав життя 70-річної жінки"
    _order(
        "killed",
        r"(?P<who>N(?:[xg]?[Pp])?)[pxn,]{0,5}(?P<found>x)Z(?P<signs>x)x",
        found="найд нашли знайд знайшли",
        signs="признак ознак",
    ),
    _order(
        "killed", r"(?P<found>x)Z(?P<signs>x)x(?P<who>N(?:[xg]?[Pp])?)", found="найд нашли знайд знайшли", signs="признак ознак"
    ),
    _order("killed", r"^[^N]*p[^N]*?(?P<who>x)Z(?P<signs>x)x(?!N)", 1, who="найд нашли знайд знайшли", signs="признак ознак"),
    _order("missing", r"(?<=,)(?P<who>N)x{0,2}(?P<sought>x)", sought="шукают ищут разыск розшук"),
    _order("killed", r"td[ix](?P<who>gx?p)", 1),  # "до смерті побив 40-річного жителя"
)
_ORDERS: Mapping[str, tuple[_Order, ...]] = {
    "en": (
        _order("injured", r"(?P<who>o)(?P<nth>x)bx?I", 1, nth="second third fourth fifth"),  # "and a third was hurt"
        _order("injured", r"(?P<who>[lq]?N[xg]?P)[xawen]{0,9}(?P<took>x)(?P<ill>x)", took="took fell", ill="ill sick"),
        _order("killed", r"S(?P<who>a[xg]?p)x{0,3}td", 1),  # "stabbed a father of two to death"
        _order("killed", rf"(?P<who>{_MANY})b{{1,3}}(?P<out>x)m?D", out="brought pulled found recovered carried dug"),
        _order("killed", r"(?P<who>p[^NPp,.]{0,12}bKx?)(?P<along>x)ep", 2, along="with alongside"),  # "shot dead with his driver"
        _order("killed", rf"(?P<who>{_MANY})[Mx]{{0,2}}bx?b?(?P<sure>x)D", sure="confirmed"),
        _order("abducted", rf"(?P<took>x)(?P<away>x)(?P<who>{_MANY})", took="took carried", away="away off", beside=_GUNMEN),
        _order("arrested", r"(?:^|(?<=[.,&]))(?P<who>a[xn]{1,3})(?:xx[xen]{1,4})?b{1,2}x?(?P<held>W)", 1, held="arrested"),
        _order(
            "missing", r"(?P<yet>x)t(?P<get>x)(?P<who>No?)(?=[.,]|$)",
            yet="yet", get="reach find locate", beside=_RESCUERS,
        ),
        _order(
            "arrested", rf"(?P<did>x)e(?P<held>[xW])x(?P<who>{_ONE}|{_MANY})", did="order announc confirm", held="detention"
        ),  # "ordered the detention of a landlord"
    ),
    "es": (
        _order("missing", rf"Z(?P<find>x)t(?P<who>{_MANY})", find="hallar encontrar localizar ubicar"),
        _order("killed", rf"(?P<took>x)e(?P<life>x)w(?P<who>{_MANY}|a[xg]?pw?P?)", took="llev cobró segó arrebató", life="vida"),
        _order("killed", r"(?P<who>e[xg]?p)[xr]Z(?P<signs>x)", 1, signs="signos vida"),  # "llegó sin signos vitales"
        _order("killed", r"(?P<who>p[^NPp.]{0,12}K[xwem]{0,6})(?P<along>x)xep", 2, along="junto"),  # "junto con su chofer"
        _order("arrested", rf"(?P<who>{_MANY})w[ex]{{1,6}},(?P<held>W)", held="captur deten aprehen arrest"),
        _order("arrested", rf"(?P<held>x)w(?P<who>{_MANY})", held="aprehensión"),
        _order("injured", r"^(?P<who>x)[ea]?x?(?P<wound>j)", 1, who="sufrió", wound="fractur quemad traumat contus"),
        _order("injured", r"(?P<ended>b)I(?P<who>e[xg]?p)", 1, ended="result quedó"),  # "resultó herido su dueño"
        _order("injured", r"(?P<hit>x)[xe]{0,4}(?P<to>x)(?P<who>p)", 1, hit="golpearon golpeó", to="al"),
    ),
    "de": (
        _order("killed", rf"(?P<who>{_MANY}),(?P<rel>e)[xe&g]{{1,9}}D(?=x?x?b)", rel="die welche"),  # "die … ums Leben kamen"
        _order("killed", rf"(?P<who>{_MANY}),x&xxx,b[x&b]{{2,8}}(?P<dead>D)", dead="tot"),  # "35 und 38 Jahre alt, wurden tot"
        _order("killed", r"(?P<who>[lm]{0,2}N)(?P<lives>x)(?P<cost>x)", lives="menschenleben", cost="geford gekost"),
        _order("killed", r"(?P<who>e[xg]{0,4}[pP])ej(?P<dies>D)", 1, dies="erl"),  # "der Lokführer seinen Verletzungen erlegen"
        _order("arrested", rf"(?P<by>x)e(?P<held>x)(?P<who>a[xg]?p|ag|{_MANY})", by="mit nach bei", held="festnahme verhaftung"),
        _order("arrested", r"(?P<who>ax)bx{0,3}(?P<held>W)", 1, held="festgenommen verhaftet"),  # whoever that is
        _order(
            "injured", r"(?P<who>[lm]{0,2}No?(?:[xg]?P)?)b(?P<still>x)xe?(?P<ward>x)",
            still="noch weiterhin", ward="klinik krankenh spital",
        ),
        _order("injured", r"(?P<number>x)eIP?[xe]{1,6}(?P<at>x)(?P<who>N)(?P<given>x)", number="zahl", at="mit", given="an"),
    ),
    "fr": (
        _order("killed", rf"[Ii]tD(?P<who>a[xg]{{0,2}}p|ep|{_MANY})", 0),  # "poignardé à mort un danseur"
        _order("arrested", rf"(?P<who>{_MANY}),(?P<held>W)", held="arrêtés arrêtées interpellés interpellées"),
    ),
    "ru": _SLAVIC, "uk": _SLAVIC,
    "ar": (
        _order("missing", r"(?P<who>N)(?:mP)?xM"),  # "اثنان من ركابها في عداد المفقودين"
        _order("missing", r"(?P<who>N)l{1,2}M"),
        _order("killed", r"(?P<left>x)(?P<who>p)[xn]{0,3}(?P<life>x)", 1, left="فارق وفارق", life="الحياة"),
        _order("killed", r"(?P<over>l)q(?P<dead>D)[^.NZz]{1,12}(?P<who>N)[pP]"),  # "تجاوز عدد قتلى الفيضانات 5300 شخص"
    ),
}  # fmt: skip
# "Жертвами пожара …, стали 35 человек", "150 жителей стали жертвами": but of fraud nobody dies.
_VICTIMS = re.compile(rf"(?P<of>d)[^.NZz]{{1,20}}?(?P<became>b)(?P<who>{_MANY})|(?P<first>{_MANY})n?bd")
_BECAME, _FRAUD = ("стал",), ("мошен", "обман", "афер", "шахра", "вымог", "вимаг", "торгов", "насил", "домаш", "рабст")


# Words that tell of somebody where no letter does.
_ALONE = {
    "en": ("took", "reach", "detention", "stands"),
    "es": ("llev", "hallar", "encontrar", "localizar", "ubicar", "signos"),
    "de": ("menschenleben", "festnahme", "verhaftung", "klinik", "krankenh", "spital"),
    "ru": ("задержан", "понадоб", "потреб", "смертью", "признак", "связи", "похищены", "найден"),
    "uk": ("затриман", "знадоб", "смертю", "ознак", "зв'язку", "викраден", "знайден", "занедуж"),
    "ar": ("فارق", "وفارق"),
}


def may_be_worded(s: Sentence) -> bool:
    """Whether a sentence without a word of the grammar may still count somebody here."""
    alone = _ALONE.get(s.language)
    return alone is not None and any(w.text.startswith(alone) for w in s.words)


def worded(s: Sentence) -> Iterator[Counted]:
    """The counts of a sentence that hang on such words."""
    for order in _ORDERS.get(s.language, ()):
        for m in order.pattern.finditer(s.codes):
            if _says(s, m, order) and not _denied(s, m):
                yield from _counted(s, m, order)
    if s.language in ("ru", "uk") and "d" in s.codes and not any(w.text.startswith(_FRAUD) for w in s.words):
        for m in _VICTIMS.finditer(s.codes):
            who = "first" if m["first"] else "who"
            became = s.words[m.end() - 2] if m["first"] else s.words[m.start("became")]
            victims = s.words[m.end() - 1] if m["first"] else s.words[m.start("of")]
            if became.text.startswith(_BECAME) and victims.text.startswith("жертв") and not unreal(s, m):
                yield from count(s, "killed", m.span(who), m.end())


def _counted(s: Sentence, m: re.Match[str], order: _Order) -> Iterator[Counted]:
    start, end = m.span("who")
    if order.fixed:
        yield Counted(order.role, order.fixed, order.fixed, False, order.fixed == 1, start, end, m.end())
    else:
        yield from count(s, order.role, (start, end), m.end())


def _says(s: Sentence, m: re.Match[str], order: _Order) -> bool:
    """Whether the words stand there that it hangs on."""
    said = all(s.words[m.start(group)].text.startswith(words) for group, words in order.said.items())
    return said and (not order.beside or any(w.text.startswith(order.beside) for w in s.words))


def _denied(s: Sentence, m: re.Match[str]) -> bool:
    return "z" not in m.group() and unreal(s, m)

"""Counts in the free word order of Ukrainian, which has no articles: "загинула під час обстрілу жінка",
"загиблі — двоє чоловіків", "опіки отримали водій і пасажирка", "вбивство двох жінок".

Patterns over the letters of `lexicon.CODES`, as in orders.py; where they say too little, flags of words between help.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from processors.report.claims.lists import COUNTED, LIST, NUMBERS, ONE, ROLES, Counted, count, unreal
from processors.report.claims.orders import FREE_ORDERS, something_else
from processors.report.claims.slavic import tends
from processors.report.sentences.split import Sentence

_PEOPLE = rf"{NUMBERS}[xgn]{{0,2}}[Pp]"
_BY_ITSELF = r"(?![xb]{0,2}[KDIRWEHk])"  # nothing is said behind of those counted


class Order(NamedTuple):
    """`needs`: letters of which a sentence has one; `flag`: what words between have, `has`: whether one must or none may."""

    needs: str
    pattern: re.Pattern[str]
    flag: str = ""
    has: bool = False


_BEARING, _SUFFERING = "W", "S"
_ORDERS = (
    # "Водій та троє пасажирів загинули".
    Order(
        "&",
        re.compile(
            rf"(?<![KDIRWEHg])(?<![KDIRWEH][gx])(?P<who>{ONE}(?:,{ONE}){{0,3}}&{ONE})x{{0,2}}b?(?P<what>[KDIRWE])(?![aenNPpx]?[NPp])"
        ),
    ),
    # "Загинула родина з трьох осіб"; "загинули внаслідок вибуху двоє людей", not "впав на автобус із 20 пасажирами".
    Order("DI", re.compile(rf"(?P<what>[DI])xx(?P<who>{NUMBERS}[Pp])"), _BEARING, has=True),
    Order("DKI", re.compile(rf"(?P<what>[DKI])[xn]{{2,4}}(?P<who>{_PEOPLE}){_BY_ITSELF}"), _BEARING),
    # "Зниклими безвісти після повені вважаються 11 осіб"; "шукають 16-річного хлопця".
    Order("M", re.compile(rf"(?P<what>M)[xnMbc]{{2,5}}(?P<who>{NUMBERS}[oxgn]{{0,2}}[Pp])")),
    Order("M", re.compile(r"(?P<what>M)(?P<who>[gx]{0,2}p)")),
    # "Врятували чоловіка та двох дітей"; "викрали з двору хлопчика".
    Order("RWEH", re.compile(rf"(?P<what>[RWEH])(?P<who>{LIST})")),
    Order("RWH", re.compile(rf"(?P<what>[RWH])x{{1,3}}?(?P<who>g?p){_BY_ITSELF}")),
    # "Забрав життя літнього подружжя".
    Order("k", re.compile(r"(?P<what>k)[xe]{2,3}(?P<who>g?p)")),
    # "Загиблими виявилися студентка та підліток"; "постраждалі — водій і пасажир"; "шестеро — поранені".
    Order("DI", re.compile(rf"(?P<what>[DI])b(?P<who>{LIST})")),
    Order("-", re.compile(rf"(?P<what>[DI])x{{0,3}}-(?P<who>{LIST})")),
    Order("-", re.compile(rf"(?P<who>(?:{COUNTED}))-(?P<what>[KDIRWME])")),
    # "Ще 17 осіб, серед яких 14 дітей, отримали поранення".
    Order(",", re.compile(rf"(?P<who>(?:{COUNTED})),xc[xNPpge]{{1,4}},b?(?P<what>[KDIRME])(?![aenNPp])")),
    # "Смерть двох дітей".
    Order("d", re.compile(rf"(?P<what>d)(?P<who>{_PEOPLE}|[ex]?[gx]?p)")),
    # "Водій із травмами"; "хлопець отримав ножове поранення"; "поранення отримали водій і пасажирка".
    Order("j", re.compile(r"(?P<who>[gx]?p)x{1,3}(?P<what>j)"), _BEARING, has=True),
    Order("j", re.compile(rf"(?P<who>(?:{COUNTED}|[gx]?p))x{{1,4}}(?P<what>j)"), _SUFFERING, has=True),
    Order("j", re.compile(rf"(?P<what>j)x{{1,3}}(?P<who>{LIST})"), _SUFFERING, has=True),
)
_VICTIM = re.compile(rf"{_PEOPLE}|[gxe]{{0,2}}p")


def free_orders_of(s: Sentence) -> Iterator[Counted]:
    """The counts that stand in one of these orders; none in other languages."""
    if s.language not in FREE_ORDERS:
        return
    for order in _ORDERS:
        if set(order.needs).isdisjoint(s.codes):
            continue
        for m in order.pattern.finditer(s.codes):
            if _fits(s, m, order) and not unreal(s, m) and not something_else(s, m):
                yield from count(s, ROLES[m["what"]], m.span("who"), m.end())
    yield from _murders(s)


def _fits(s: Sentence, m: re.Match[str], order: Order) -> bool:
    if not order.flag:
        return True
    (_, start), (end, _) = sorted((m.span("who"), m.span("what")))
    fits = any(order.flag in w.word.flags for w in s.words[start:end]) is order.has
    return fits and not (m["what"] == "j" and tends(s, m.end()))


def _murders(s: Sentence) -> Iterator[Counted]:
    """ "Вбивство двох жінок": those that a noun of killing tells of."""
    for i, word in enumerate(s.words):
        if "h" in word.word.flags and (m := _VICTIM.match(s.codes, i + 1)) and "v" not in s.codes[max(0, i - 3) : i]:
            yield from count(s, "killed", m.span(), m.end())

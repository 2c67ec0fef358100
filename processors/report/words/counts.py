"""Numbers that look like years, and count people: "mehr als 2100 Menschen"."""

from itertools import pairwise

from processors.report.words.tokens import Token

COUNTING = frozenset({"de", "ar"})  # languages in which no subject stands right behind a year
YEARS = range(1900, 2101)  # numbers that are years by themselves
_ROUND = 50  # a count that is told by itself is rounded; few years that news dates by are
_DATES = (
    "jahr jahre jahres seit bis von ab anno anfang mitte ende frühjahr frühling sommer herbst winter frühsommer spätsommer "
    "hochsommer spätherbst jahresanfang jahresende jahreswechsel ostern pfingsten weihnachten silvester neujahr "
    "عام العام سنة السنة منذ صيف شتاء ربيع خريف مطلع بداية أوائل اوائل أواخر اواخر نهاية منتصف أواسط اواسط"
)
_DATING = frozenset(_DATES.split())
_GAUGED = frozenset("lme")  # "mehr als 2015 Menschen", "rund 2015 Menschen", "die 2015 Bewohner"


def count_years(tokens: list[Token]) -> None:
    """Each such number that stands right before people, and behind what gauges it, or is round and stands behind nothing that
    dates: whom a year's verb befell may stand right behind the year ("hatte 2016 Besucher getötet")."""
    for i, (number, people) in enumerate(pairwise(tokens)):
        if number.code != "x" or people.code not in "Pp" or number.low not in YEARS or not number.text.isdigit():
            continue
        before = tokens[i - 1] if i else None
        gauged = before is not None and before.code in _GAUGED
        dated = before is not None and (before.text in _DATING or "m" in before.word.flags)
        if not dated and (gauged or int(number.text) % _ROUND == 0):
            number.code = "N"

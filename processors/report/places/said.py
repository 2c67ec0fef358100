"""Towns where it is only spoken, in Russian and Ukrainian: of the dateline ("АСТАНА, 5 февраля."), or "сообщил в Астане министр",
"у Києві повідомили", "сообщили в полиции Барнаула". Where another town is told, what happened was there."""

import re
from collections.abc import Sequence

from events.reports import Toponym

_SAYS = (
    r"(?<!\w)(?i:сообщ|заяв|рассказ|сказа|подтверд|выраз|пообеща|объяв|уточн|отмети|"
    r"повідом|розпов|пообіця|вислов|оголос|зазнач|поясн)\w*"
)
_WORD = r"(?:(?!(?:о|об|про|что|що|из|з|із)\s)[^\s,.;:()]+\s)"
_BEFORE = re.compile(rf"{_SAYS}\s{_WORD}{{0,3}}[вуВУ]\s{_WORD}{{0,2}}$")
_IN = re.compile(r"(?:^|[\s«\"])[вуВУ]\s$")
_AFTER = re.compile(rf"\s{_WORD}{{0,2}}{_SAYS}")
_FILED = re.compile(r",\s\d{1,2}\s\w{3,9}\.?\s|\s?[-–—]\s|\.\s")
_REACH = 90  # characters


def is_said(text: str, t: Toponym) -> bool:
    """Whether somebody only says something there."""
    if t.start == 0 or (t.surface.isupper() and text[t.start - 1] == "\n"):
        return bool(_FILED.match(text, t.end)) and t.surface.isupper()
    before = text[max(0, t.start - _REACH) : t.start]
    return bool(_BEFORE.search(before)) or bool(_IN.search(before) and _AFTER.match(text, t.end))


def where_told(text: str, known: Sequence[Toponym], pool: Sequence[Toponym], title: Sequence[Toponym]) -> Sequence[Toponym]:
    """The pool without towns that are only spoken in, unless these are all that it has."""
    if len(pool) < 2 or not any("\u0400" <= t.surface[0] <= "\u04ff" for t in pool):
        return pool
    told = {t.place.geoname_id for t in title if t.place} | {
        t.place.geoname_id for t in known if t.place and not is_said(text, t)
    }
    kept = [t for t in pool if t.place and t.place.geoname_id in told]
    return kept if any(t.place and t.place.precision <= 2 for t in kept) else pool

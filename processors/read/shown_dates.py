"""The publication date as a page shows it to its readers: for pages that state it nowhere else.

Looked for in elements that say that they hold a date, and in the short lines around the headline. Only whole dates count: nothing
is filled in, and "3 hours ago" is no date. Names of months are CLDR's (through babel) in the page's own language.
"""

import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

LINE = 120  # characters; a longer block is text, whose dates are those of what it tells
BEFORE, AFTER = 8, 40  # elements around the headline
MOST = 100  # elements that say that they hold a date
NAMED = re.compile(r"date|time|publi|posted|fecha|datum|data\b|meta|byline|дата", re.I)
ELSEWHERE = re.compile(r"comment|related|sidebar|teaser|card|footer|widget|popular|promo", re.I)
HEADLINES = (".//article//h1", ".//main//h1", ".//h1", ".//h2", ".//h3")
REGIONS = ("aside", "nav", "footer", "form")
LANGUAGES = (
    "ar ar_DZ ar_MA ar_SY az be bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id it ka kk ky lt lv mk mn "
    "ms nb nl pl ps pt ro ru sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi"
)
CHANGED = re.compile(
    r"(?:updat|modif|correct|last chang|aktualis|aktualiz|geändert|mis[e]? à jour|actualiz|atualiz|aggiorn|обновл|изменен|оновл"
    r"|güncell|\bakt\b|zaktual|bijgewerkt|uppdater|oppdater|opdater|päivit|frissít|ενημερ|ažurir|تحديث|به‌روز|עודכן|更新|수정"
    r"|cập nhật)[^\d]*$",
    re.I,
)
# Who writes these behind a time writes the day, or the month, first.
DAY_ZONES = re.compile(r"\b(?:GMT|BST|CES?T|EES?T|WES?T|IST|AES?T|AEDT|NZS?T|NZDT|SAST|MSK)\b")
MONTH_ZONES = re.compile(r"\b(?:[ECMP][SD]?T|AK[SD]T|HST)\b")
BIG_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)")
SMALL_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d|\.\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?,?\s+(?:de\s+|of\s+|d[’'])?([^\W\d_][^\s\d,.;:/()]{1,19})\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?!\d)"
)
YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})\.?\s+(?:m\.\s+)?([^\W\d_][^\s\d,.;:/()]{1,19})\s+(\d{1,2})(?![\d:])")
NUMBERED_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)", re.I)
MONTH_DAY = re.compile(r"([^\W\d_][^\s\d,.;:/()]{1,19})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")


def shown_dates(tree: Any) -> Iterator[str]:
    """Whole dates as `YYYY-MM-DD`, the most trustworthy first. `tree`: of the page, by lxml."""
    language = (tree.get("lang") or "").replace("_", "-")
    for text in _lines(tree):
        if day := day_in(text, language):
            yield day


def day_in(text: str, language: str = "") -> str:
    """The first whole date in a text as `YYYY-MM-DD`, "" without one. `03/04/2025` is none unless `language` tells the order, and
    neither is one that says when something was changed."""
    found = sorted(day for day in _days(text, language) if day)
    return next((day for at, day in found if not CHANGED.search(text[:at])), "")


def _days(text: str, language: str) -> Iterator[tuple[int, str] | None]:
    for m in BIG_FIRST.finditer(text):
        yield _day(m.start(), m[1], int(m[2]), m[3])
    for m in SMALL_FIRST.finditer(text):
        first, second = int(m[1]), int(m[3])
        if m[2] == "." or first > 12 or language[:2] not in ("", "en") or (second <= 12 and DAY_ZONES.search(text, m.end())):
            yield _day(m.start(), m[4], second, m[1])
        elif second > 12 or language in ("en-US", "en-us") or MONTH_ZONES.search(text, m.end()):
            yield _day(m.start(), m[4], first, m[3])
    for m in DAY_MONTH.finditer(text):
        yield _day(m.start(), m[3], _month(m[2], language), m[1])
    for m in MONTH_DAY.finditer(text):
        yield _day(m.start(), m[3], _month(m[1], language), m[2])
    for m in YEAR_MONTH_DAY.finditer(text):
        yield _day(m.start(), m[1], _month(m[2], language), m[3])
    for m in NUMBERED_MONTH.finditer(text):
        yield _day(m.start(), m[3], int(m[2]), m[1])


def _day(at: int, year: str, month: int, day: str) -> tuple[int, str] | None:
    try:
        return at, date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _lines(tree: Any) -> Iterator[str]:
    """Short texts that may hold the date: marked as one, then around the headline."""
    for element in islice(tree.iterfind(".//time"), MOST):
        if not _is_elsewhere(element):
            yield element.get("datetime") or ""
            yield _line(element)
    for element in islice(filter(_is_named, tree.xpath("//*[@class or @id]")), MOST):
        if not _is_elsewhere(element):
            yield _line(element)
    yield from _around_headline(tree)
    yield from (element.get("datetime") for element in islice(tree.iterfind(".//time[@datetime]"), MOST))


def _is_named(element: Any) -> bool:
    return NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _around_headline(tree: Any) -> Iterator[str]:
    headline = next((h for place in HEADLINES if (h := tree.find(place)) is not None), None)
    before: deque[Any] = deque(maxlen=BEFORE)
    elements = tree.iter("*")
    for element in elements:
        if element is headline:
            break
        before.append(element)
    else:
        return
    for element in islice(elements, AFTER):
        if len((element.text or "").strip()) > LINE:
            break
        if not _is_elsewhere(element):
            yield _line(element)
    yield from (_line(element) for element in reversed(before) if not _is_elsewhere(element))


def _line(element: Any) -> str:
    """The element's text on one line, "" for a longer one."""
    found: list[str] = []
    size = 0
    for part in element.itertext():
        size += len(part)
        if size > 4 * LINE:
            return ""
        found.append(part)
    text = " ".join(" ".join(found).split())
    return text if len(text) <= LINE else ""


def _is_elsewhere(element: Any) -> bool:
    around = [element, *islice(element.iterancestors(), 12)]
    return any(e.tag in REGIONS or ELSEWHERE.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in around)


def _month(name: str, language: str) -> int:
    name = name.lower()
    own = _months_of(language.partition("-")[0].lower())
    return own.get(name) or _months_of("en").get(name) or _months_of_all().get(name) or 0


@cache
def _months_of(language: str) -> dict[str, int]:
    from babel import Locale  # takes a while to import, and most pages state their date

    found: dict[str, int] = {}
    for code in LANGUAGES.split():
        if code.partition("_")[0] == language:
            for widths in Locale.parse(code).months.values():
                for width in ("wide", "abbreviated"):
                    found |= {name.lower().rstrip("."): number for number, name in widths.get(width, {}).items()}
    prefixed = {f"ב{name}": number for name, number in found.items()} if language == "he" else {}  # "in" is written as one word
    return {name: number for name, number in (found | prefixed).items() if len(name) > 2}


@cache
def _months_of_all() -> dict[str, int]:
    """Names that mean one month in all languages that have them: a Czech November is a Croatian October."""
    found: dict[str, set[int]] = {}
    for language in dict.fromkeys(code.partition("_")[0] for code in LANGUAGES.split()):
        for name, number in _months_of(language).items():
            found.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}

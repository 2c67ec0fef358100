"""Pages that stand where an article should: challenges, consent, logins, errors served with 200, empty shells.

Known by structure and by tables of words in many languages (`data/walls.toml`), and only where there is little text beside: an
article about a login page is an article. Paywalled stubs are articles cut short; they are marked, not refused.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

HEADED = 1500  # letters up to which a headline tells that a page is something else than an article
SAID = 200  # the same where the page says that it is an article
SHORT = 800
SHELL, NOTHING = 300, 40
STUB = 1500
DENSE, FEWEST, KINDS = 25, 4, 3  # one word in so many is of consent, so many at least, and of so many kinds
PARTS = re.compile(r"\s*(?:[|–—·•»/]|\s-\s|\.{3}|…)\s*")
ENDS = " \t\n!.?,;…‘’'\"«»()[]-–—#"
ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|\w*BlogPosting|Report)"')
CLOSED = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*(?:false|no|0)\b', re.I)
COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{1,6})')
TIERS = ("locked", "metered", "premium", "paid")
GATE = re.compile(
    r"(?:^|[\s_-])(?:paywall|regwall|piano-?offer|subscri\w+-(?:only|wall|gate)|premium-?wall|metered-?content|article-gate)",
    re.I,
)


class Wall(NamedTuple):
    """`headlines`, `beginnings` of them, `words` and `phrases` in lower case."""

    reason: str
    headlines: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def wall_of(tree: Any, html: str, text: str, title: str) -> str:
    """What a page is instead of an article, "" for one. `tree`: of the page, by lxml; `html`: its source; `text`: what was taken
    for its article's text."""
    letters, article = sum(map(str.isalpha, text)), _says_article(tree, html)
    if letters <= (SAID if article else HEADED):
        told = _headlines(tree, title)
        for wall in _walls().values():
            if not told.isdisjoint(wall.headlines) or any(part.startswith(wall.beginnings) for part in told):
                return wall.reason
    return "" if article else _by_structure(tree, html, text, letters)


def is_stub(tree: Any, html: str, text: str) -> bool:
    """Whether the page says that readers must pay, and its text is no whole article's: fewer than 1,500 letters, or fewer than
    half of the words that it states."""
    tier = next((m.get("content") or "" for m in tree.iterfind(".//meta[@property='article:content_tier']")), "")
    letters = sum(map(str.isalpha, text))
    if CLOSED.search(html) or tier.lower() in TIERS:
        count = COUNT.search(html)
        return letters < STUB or (count is not None and 2 * len(text.split()) < int(count[1]))
    marked = (f"{e.get('class') or ''} {e.get('id') or ''}" for e in tree.xpath("//*[@class or @id]"))
    return letters < SHORT and any(map(GATE.search, marked))


def _by_structure(tree: Any, html: str, text: str, letters: int) -> str:
    walls = _walls()
    if letters <= SHELL and (_needs_script(tree, text, letters) or _moves_on(tree)):
        return walls["script"].reason
    challenge = walls["challenge"]
    if letters <= SHORT and any(mark in html for mark in challenge.marks + (challenge.hints if letters <= SAID else ())):
        return challenge.reason
    if letters <= SHELL and tree.find(".//input[@type='password']") is not None:
        return walls["login"].reason
    words = text.lower().split()
    asked = [stem for word in words for stem in walls["consent"].words if word.strip(ENDS).startswith(stem)]
    dense = len(asked) >= FEWEST and len(asked) * DENSE >= len(words) and len(set(asked)) >= KINDS
    return walls["consent"].reason if dense else ""


def _needs_script(tree: Any, text: str, letters: int) -> bool:
    hidden = "" if letters > NOTHING else " ".join(e.text_content() for e in tree.iterfind(".//noscript"))
    lower = f"{text} {hidden}".lower()
    return any(phrase in lower for phrase in _walls()["script"].phrases)


def _headlines(tree: Any, title: str) -> set[str]:
    """The page's headlines and their parts, in lower case without marks at the ends."""
    elements = [tree.find(".//title"), tree.find(".//h1")]
    found = [title, *(element.text_content() for element in elements if element is not None)]
    lines = [" ".join(line.split()).lower() for line in found]
    return {part.strip(ENDS) for line in lines for part in (line, *PARTS.split(line))}


def _says_article(tree: Any, html: str) -> bool:
    metas = {(m.get("property") or "", (m.get("content") or "").lower()) for m in tree.iterfind(".//meta[@property]")}
    if ("og:type", "article") in metas or any(name == "article:published_time" for name, _ in metas):
        return True
    return ARTICLE.search(html) is not None or tree.find(".//*[@itemprop='articleBody']") is not None


def _moves_on(tree: Any) -> bool:
    metas = ((m.get("http-equiv") or "", m.get("content") or "") for m in tree.iterfind(".//meta"))
    return any(name.lower() == "refresh" and "url" in content.lower() for name, content in metas)


@cache
def _walls() -> dict[str, Wall]:
    data = tomllib.loads((files("processors.read") / "data" / "walls.toml").read_text("utf-8"))
    return {
        name: Wall(
            table["reason"],
            frozenset(h for h in table["headlines"] if not h.endswith("*")),
            tuple(h[:-1] for h in table["headlines"] if h.endswith("*")),
            tuple(table.get("marks", ())),
            tuple(table.get("hints", ())),
            tuple(table.get("words", ())),
            tuple(table.get("phrases", ())),
        )
        for name, table in data.items()
    }

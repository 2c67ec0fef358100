"""Lists of news: paragraphs that begin with a head ("Calama. A man …", "France: …", "PARK ROAD. …"), stand below one
("14:15 Uhr - Verl - Zusammenstoß", "WIGAN"), or each begin with another place ("In Calama, …").

Round-ups, police logs and a day's summaries tell of one incident an item, and the head says where, or what. Each sentence of
an item gets its number.
"""

import re
from collections.abc import Sequence

from processors.report.places.words import COMMON, GIVEN
from processors.report.sentences.split import Sentence

_WORD = r"[^\W\d_][\w’'-]*"
_LINKS = r"(?:an|am|im|in|der|de|del|la|las|los|el|le|les|sur|of|the|на|над)"
# "Валуйский муниципальный округ, посёлок Уразово": what sort of place it is.
_SORTS = re.compile(
    "муниципальный|городской|сельский|округ|район|область|край|пос[её]лок|село|деревня|город|станица|хутор|аул|"
    "міська|селищна|сільська|громада|селище|смт|місто"
)
_NAME = rf"{_WORD}(?:[ ,][ ]?{_WORD}){{0,5}}"
_NAME_ALONE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_BULLET = r"(?:[^\w\s«“\"'(]{1,3}\s{0,2}|\(?\d{1,2}[.)]\s)?"
_LABEL = re.compile(rf"{_BULLET}(?=[^\W\d_a-zа-я])(?P<name>{_NAME})(?:\s?:\s|\.\s?[-–—]\s)")
_HEAD = re.compile(rf"{_BULLET}(?=[^\W\d_a-zа-я])(?P<name>{_NAME})\.(?=\s|$)")
_PLACED = re.compile(rf"(?:In|At|Near|À|Au|En|A|Im|Bei|В|Во|На|У|Під|Под)\s(?=[^\W\d_a-zа-я])(?P<name>{_NAME_ALONE}),\s")
_PLACED_ARABIC = re.compile(  # "وفي مدينة إب، …": without capitals, what sort of place it is tells that it is one
    r"(?:[فو]?في|أما في)\s(?:مدينة|محافظة|بلدة|قضاء|ولاية|منطقة|قرية|مديرية|مركز)\s(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)[،,]\s"
)
_FIELDS = re.compile(rf"[^\n]{{0,40}}?\d[^\n]{{0,25}}?\s[-–—|]\s(?=[^\W\d_a-zа-я])(?P<name>{_NAME})(?=\s[-–—|]\s|:\s|$)")
_ALONE = re.compile(rf"{_BULLET}(?=[^\W\d_a-zа-я])(?P<name>{_NAME})$")
_FULL_STOP = '.!?…؟。"”»'
_LONGEST = 60  # characters of the name in a head
_WORDS = 3  # of a name that stands alone
_PLACES = 3  # paragraphs that begin with a place are a list
_BELOW = 6  # paragraphs that one heading may have
Head = tuple[int, int] | None


def mark_items(text: str, sentences: Sequence[Sentence]) -> None:
    """Numbers the sentences of items, from 1 on, where there are two or more.

    Those with heads must be half of the text; those that begin with a place must be `_PLACES`.
    """
    paragraphs: list[list[Sentence]] = []
    for s in sentences:
        if not paragraphs or paragraphs[-1][0].paragraph != s.paragraph:
            paragraphs.append([])
        paragraphs[-1].append(s)
    heads, least = [_head(text, paragraph) for paragraph in paragraphs], len(paragraphs)
    if sum(map(bool, heads)) < 2:
        heads, least = _placed(text, paragraphs), 0
    names = [text[slice(*head)] for head in heads if head]
    if len(names) < 2 or 4 * len(set(names)) < 3 * len(names):  # whose names come again and again speaks: an interview
        return
    items = _items(text, paragraphs, heads)
    if _is_timeline(paragraphs, items):
        return
    held = sum(map(bool, items))
    if len(set(items) - {0}) > 1 and 2 * held >= least:
        rows = zip(paragraphs, items, heads, strict=True)
        named = {item: head for paragraph, item, head in rows if head and not _is_day(paragraph[0])}  # a day names nothing
        for paragraph, item in zip(paragraphs, items, strict=True):
            for s in paragraph if item else ():
                s.item, s.head = item, named.get(item)


def _placed(text: str, paragraphs: Sequence[Sequence[Sentence]]) -> list[Head]:
    """The heads of paragraphs that begin with a place each, where there are enough of them."""
    heads = [_placed_in(text, paragraph[0]) for paragraph in paragraphs]
    return heads if sum(map(bool, heads)) >= _PLACES else []


def _placed_in(text: str, first: Sentence) -> Head:
    """The place that a sentence begins with."""
    if match := _PLACED_ARABIC.match(text, first.start, first.end):
        return match.span("name")
    match = _PLACED.match(text, first.start, first.end)
    return match.span("name") if match and _is_name(match["name"]) and not _is_time(first, match.span("name")) else None


def _items(text: str, paragraphs: Sequence[Sequence[Sentence]], heads: Sequence[Head]) -> list[int]:
    """The number of each paragraph's item, 0 for none. What stands below a heading belongs to it."""
    numbers: list[int] = []
    item, left = 0, 0
    for paragraph, head in zip(paragraphs, heads, strict=True):
        if head:
            item += 1
            left = _BELOW if _is_heading(text, paragraph) else 0
        else:
            left -= 1
        numbers.append(item if head or (item and left >= 0) else 0)
    for i, head in enumerate(heads[1:]):
        if head and not heads[i] and _is_heading(text, paragraphs[i]):
            numbers[i] = numbers[i + 1]  # a headline in a line of its own above "Stendal. …"
    return numbers


def _is_heading(text: str, paragraph: Sequence[Sentence]) -> bool:
    """Does it stand above what it tells, in a line of its own?"""
    return len(paragraph) == 1 and text[paragraph[0].end - 1] not in _FULL_STOP


def _head(text: str, paragraph: Sequence[Sentence]) -> Head:
    """Where the name in the head of a paragraph stands."""
    first = paragraph[0]
    if _is_heading(text, paragraph):
        day = next(iter(first.words), None)
        if day and "d" in day.word.flags and text[day.end : day.end + 2] == ": ":
            return day.start, day.end  # "Friday: caravan blast"
        for form in (_FIELDS, _ALONE):
            heading = form.match(text, first.start, first.end)
            if heading and _is_name(heading["name"]) and (form is _FIELDS or _is_town_line(heading["name"])):
                return _short(heading)
    if len(paragraph) > 1 and _is_day(first):
        return first.start, first.end
    if label := _LABEL.match(text, first.start, first.end):
        return _short(label) if _is_label(first, label.span("name")) else None
    head = _HEAD.match(text, first.start, first.end)
    if head is None or head.end() < first.end or len(paragraph) == 1 or not _is_name(head["name"]):
        return None
    return _short(head)


def _is_timeline(paragraphs: Sequence[Sequence[Sentence]], items: Sequence[int]) -> bool:
    """Days of one incident: a later one goes on with "the gunman"."""
    later = [p for p, item in zip(paragraphs, items, strict=True) if item > 1 and _is_day(p[0])]
    return any("reference" in s.phrases for paragraph in later for s in paragraph[1:2])


def _is_day(first: Sentence) -> bool:
    """ "TUESDAY, NOV. 12." before what was then: a police log."""
    words = [w for w in first.words if w.text[0].isalnum()]
    named = [w for w in words if not {"m", "d"}.isdisjoint(w.word.flags)]
    return len(named) > 1 and all(w in named or w.text.isdigit() for w in words)


def _is_label(first: Sentence, span: tuple[int, int]) -> bool:
    """Not "Victim: …", "Ann Roe: …": who or what is asked for stands there, by words that the tables know or given names."""
    words = [w for w in first.words if span[0] <= w.start < span[1] and not re.fullmatch(_LINKS, w.text)]
    return all(w.code in "xn,-" and not w.word.flags for w in words) and not any(
        w.text in GIVEN or w.text in COMMON for w in words
    )


def _is_time(first: Sentence, span: tuple[int, int]) -> bool:
    """ "In March, …"."""
    return any(not {"m", "d"}.isdisjoint(w.word.flags) for w in first.words if span[0] <= w.start < span[1])


def _is_town_line(name: str) -> bool:
    """ "WIGAN": pages have many short lines of other kinds."""
    return name.isupper() and len(name.split()) <= _WORDS


def _short(found: re.Match[str]) -> Head:
    return found.span("name") if len(found["name"]) <= _LONGEST else None


def _is_name(text: str) -> bool:
    """All its words are written like names, but for the small ones between."""
    words = text.replace(",", " ").split()
    return all(word[0].isupper() or re.fullmatch(_LINKS, word) or _SORTS.fullmatch(word) for word in words)

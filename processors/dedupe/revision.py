"""What a new version of an article changes against the one that stood before."""

from typing import Literal, get_args

import msgspec

from events.reports import ArticleReported
from events.unique import Change

Field = Literal["title", "url", "published", "language", "publisher", "source"]
FIELDS: tuple[Field, ...] = get_args(Field)


class Told(msgspec.Struct, array_like=True):
    """What a version says of itself; `digest`: of the words of its text."""

    title: str
    url: str
    published: str
    language: str
    publisher: str
    source: str
    characters: int
    digest: str


def told_of(article: ArticleReported) -> Told:
    """The part of a version that the next one is compared with."""
    a = article
    digest = a.passages[0].digest if a.passages else ""
    return Told(a.title, a.url, a.published, a.language, a.publisher, a.source, a.characters, digest)


def changes(before: Told, after: Told, likeness: int) -> tuple[Change, ...]:
    """In a fixed order. `likeness`: of the two texts' words, in thousandths. What only differs in marks, or in what later steps
    don't look at, is a change of the text's form."""
    found = [
        Change(field=field, before=getattr(before, field), after=getattr(after, field))
        for field in FIELDS
        if getattr(before, field) != getattr(after, field)
    ]
    if before.digest != after.digest or before.characters != after.characters or not found:
        field: Literal["text", "form"] = "text" if before.digest != after.digest else "form"
        sizes = (f"{told.characters} characters" for told in (before, after))
        found.append(Change(field=field, before=next(sizes), after=next(sizes), likeness=likeness))
    return tuple(found)

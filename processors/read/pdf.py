"""A PDF -> its title and text (pypdf). What can't be read says why: locked, broken, scanned, too large."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from events.errors import BadInput
from processors.read.page import Page

PAGES = 300
CHARACTERS = 2_000_000
SMALL = "a-zà-öø-ÿа-яёіїєґα-ωά-ώ"
HYPHENATED = re.compile(f"(?<=[{SMALL}])[-\u00ad\u2010]$")
STARTS_SMALL = re.compile(f"[{SMALL}]")
ENDS = tuple('.!?…:;"”»)؟。')
NUMBER = re.compile(r"\d+")
FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|pptx?|xlsx?|odt|rtf|tex)\b", re.I)


def read_pdf(data: bytes) -> Page:
    """Raises BadInput. Dates of a PDF are when the file was made, so none of them is taken."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity, and an error says what matters
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput("the PDF is locked with a password; save it without one")
        if len(reader.pages) > PAGES:
            raise BadInput(f"the PDF has {len(reader.pages)} pages, at most {PAGES} are read; split it")
        text = "\n".join(_paragraphs(_without_running_heads(_pages(reader))))
        title = _title(reader, text)
    except DependencyError as error:
        raise BadInput("the PDF is locked with a cipher that can't be read here; save it without a password") from error
    except PyPdfError as error:
        raise BadInput(f"the PDF is broken: {str(error)[:200] or type(error).__name__}") from error
    if not text:
        raise BadInput("the PDF holds no text; is it scanned? Run it through text recognition first")
    first, _, rest = text.partition("\n")
    return Page(
        text=rest if rest and first == title else text, title=title, byline="", language="", canonical="", stated=(), links=()
    )


def _pages(reader: Any) -> list[list[str]]:
    """The lines of each page."""
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > CHARACTERS:
            raise BadInput(f"the PDF holds more than {CHARACTERS:,} characters; split it")
        pages.append([plain for line in text.split("\n") if (plain := " ".join(line.split()))])
    return pages


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Without the first and last lines that most pages share but for a number."""
    edges = Counter(NUMBER.sub("#", line) for page in pages for line in {*page[:1], *page[-1:]})
    running = {line for line, times in edges.items() if times > max(2, len(pages) / 2)}
    return [
        [line for at, line in enumerate(page) if at not in (0, len(page) - 1) or NUMBER.sub("#", line) not in running]
        for page in pages
    ]


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines that were broken only because the column ended are one; so are words that were cut there."""
    lines = [line for page in pages for line in page]
    full = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    paragraph = ""
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        paragraph += line
        if HYPHENATED.search(line) and STARTS_SMALL.match(following):
            paragraph = paragraph[:-1]
        elif len(line) < 0.6 * full or (len(line) < 0.9 * full and line.endswith(ENDS)) or not following:
            yield paragraph
            paragraph = ""
        else:
            paragraph += " "
    if paragraph.strip():
        yield paragraph.strip()


def _title(reader: Any, text: str) -> str:
    """What the file says is its title, unless a program put a file's name there; it must stand at the text's beginning."""
    said = " ".join(str((reader.metadata or {}).get("/Title") or "").split())
    start = " ".join(text[:2000].split()).casefold()
    return said if said and not FILE_NAME.search(said) and said.casefold() in start else ""

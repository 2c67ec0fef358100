"""Bytes of a page or feed -> text, as browsers do it: by the byte order mark, else the header, else the document, else a guess.

WHATWG Encoding Standard (labels, section 4.2) and HTML 13.2.3 (order, prescan). Two departures: bytes that hold characters of
UTF-8 and nothing else are UTF-8 even where a single-byte encoding is declared (servers add one by default, and no text in
such an encoding looks like that by chance), and text that declares nothing is guessed by its letters. Pure.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import NamedTuple

from events.charset_labels import CODECS, REPLACEMENT

PRESCAN = 4096  # browsers look at 1,024 bytes or more; pages put scripts before it
GUESSED_FROM = 20_000  # bytes from the first on that is no ASCII
SAMPLE = 100_000  # characters
BROKEN_AT_MOST = 20  # whole characters to one that is broken
MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
BARE = ((b"<\0?\0", "utf-16-le"), (b"<\0!\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"\0<\0!", "utf-16-be"))
IN_HEADER = re.compile(r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.I)
IN_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9_:.-]{1,40})\s*["']""")
IN_META = re.compile(rb"""<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.I)
COMMENT = re.compile(rb"<!--.*?-->", re.S)
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
NO_ASCII = re.compile(rb"[\x80-\xff]")
WIDE = ("utf-8", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949", "utf-16-le", "utf-16-be", REPLACEMENT)
GUESSES = ("cp1251", "koi8_r", "cp1256", "cp1253", "cp1255", "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1252")
# Windows-1252 where a control character of the second block stands, as HTML reads &#146;
SECOND_BLOCK = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
UNPRINTABLE = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x20), 0x7F, 0xFEFF, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((0x0B, 0x0C), " "),
    **SECOND_BLOCK,
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


class Decoded(NamedTuple):
    """`codec`: Python's name of what it was decoded as."""

    text: str
    codec: str


def decoded(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page or feed that came with this Content-Type. Never fails: what is no character becomes U+FFFD."""
    for mark, codec in MARKS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(codec, "replace"), codec)
    codec = codec_of(_header(content_type)) or _bare(body) or _declared(body[:PRESCAN])
    if codec not in WIDE and (text := _utf8(body)) is not None:
        return Decoded(text, "utf-8")
    codec = codec or _guess(body)
    if codec == REPLACEMENT:  # encodings in which ASCII hides: browsers show nothing of them
        return Decoded("\ufffd", codec)
    return Decoded(body.decode(codec, "replace"), codec)


def codec_of(label: str) -> str:
    """The codec of a label that browsers know, "" for any other."""
    return CODECS.get(label.strip("\t\n\f\r ").lower(), "")


def printable(text: str) -> str:
    """Without characters that can't be shown: control characters go (those of the second block are read as Windows-1252, as in
    HTML), lone surrogates become U+FFFD. Tabs and line ends stay."""
    return text.translate(UNPRINTABLE) if UNSHOWN.search(text) else text


def _header(content_type: str) -> str:
    found = IN_HEADER.search(content_type)
    return next((g for g in found.groups() if g is not None), "") if found else ""


def _bare(body: bytes) -> str:
    return next((codec for start, codec in BARE if body.lstrip(b"\r\n\t ").startswith(start)), "")


def _declared(head: bytes) -> str:
    """What the document says. Whoever can read that it is UTF-16 is not reading UTF-16."""
    for found in (IN_XML.match(head), IN_META.search(COMMENT.sub(b"", head))):
        if found and (codec := codec_of(found[1].decode("ascii"))):
            return "utf-8" if codec.startswith("utf-16") else codec
    return ""


def _utf8(body: bytes) -> str | None:
    """The text if the bytes are UTF-8, or all but a broken character here and there (one that was cut, one pasted in)."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        whole = sum(1 for c in text[:SAMPLE] if c > "\x7f") - text[:SAMPLE].count("\ufffd")
        return text if whole > BROKEN_AT_MOST * broken else None


def _guess(body: bytes) -> str:
    """By how often letters follow each other (charset_normalizer); Windows-1252 where that finds nothing."""
    from charset_normalizer import from_bytes  # takes a while to import, and few documents need it

    first = NO_ASCII.search(body)
    start = first.start() if first else 0
    part = body[start : start + GUESSED_FROM]
    part = part[: part.rfind(b"<") + 1] if len(part) == GUESSED_FROM and b"<" in part else part  # not within a character
    best = from_bytes(part, cp_isolation=list(GUESSES), enable_fallback=False).best()
    return best.encoding if best else "cp1252"

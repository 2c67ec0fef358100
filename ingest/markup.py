"""XML and HTML from strangers -> trees. Nothing is expanded, loaded or fetched that a document names, and no nesting is endless:
libxml2's own limits hold, and a document that declares entities is refused.

(Elements at most 256 deep, a text of at most 10 MB, entities multiplied at most fivefold.)
"""

import codecs
import re
from html.entities import html5
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from events.charset import decoded, printable
from events.errors import BadInput

REFERENCE = re.compile(rb"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)?")
MENDED = 200_000
XMLS_OWN = frozenset({b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"})
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<")


def xml_tree(data: bytes) -> tuple[Any, str]:
    """The root element, and "" or what was wrong with the document though most of it could be read. A bare "&" and HTML's names
    of characters, which many programs write, are taken for what was meant. Raises BadInput."""
    try:
        return _parsed(data, recover=False), ""
    except etree.XMLSyntaxError as error:
        reason = str(error).replace(" (<string>, line", "; line").rstrip(")")
    if not data.startswith(WIDE) and data.count(b"&") <= MENDED:
        data = REFERENCE.sub(_meant, data)
        try:
            return _parsed(data, recover=False), ""
        except etree.XMLSyntaxError:
            pass
    try:
        root = _parsed(data, recover=True)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise BadInput(f"no XML: {reason[:200]}")
    return root, f"broken XML, read as far as it goes: {reason[:200]}"


def html_tree(data: bytes, content_type: str = "") -> Any:
    """A page's root element, decoded as browsers do it. Raises BadInput."""
    try:
        data = printable(decoded(data, content_type).text).encode()
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        root = html.document_fromstring(data, parser=parser) if data.strip() else None
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise BadInput(f"no HTML: {str(error)[:200]}") from error
    if root is None:
        raise BadInput("no HTML: nothing in it")
    return root


def local(tag: Any) -> str:
    """The name of an element or attribute without its namespace; "" for comments and the like."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parsed(data: bytes, recover: bool) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except ValueError as error:
        raise BadInput(f"no XML: {str(error)[:200]}") from error
    dtd = root.getroottree().docinfo.internalDTD if root is not None else None
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise BadInput("it declares entities, which no list of addresses needs; it may be an attack and was not read")
    return root


def _meant(found: re.Match[bytes]) -> bytes:
    name = found[1] or b""
    if not name:
        return b"&amp;"
    if name.startswith(b"#") or name in XMLS_OWN:
        return found[0]
    known = html5.get(name.decode("ascii"))
    return "".join(f"&#{ord(c)};" for c in known).encode() if known else b"&amp;" + name

"""Streets, blocks and districts: the names below the gazetteer."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class StreetMention(NamedTuple):
    """A street, block, square, road or district named in a text; text[start:end] == surface."""

    start: int
    end: int
    surface: str


KINDS = (
    "Street|Streets|St|Avenue|Avenues|Ave|Road|Roads|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Way|Highway|Hwy|Parkway|Pkwy|"
    "Terrace|Circle|Trail|Turnpike|Pike|Expressway|Freeway|Alley|Square|Plaza|District|Neighborhood|Neighbourhood|Quarter"
)
_SUFFIX = re.compile(
    # Most words are passed over by how they begin.
    rf"\s(?=[A-Z]|street|avenue|boulevard|square|roads|district|neighbo)(?P<kind>{KINDS}|{KINDS.upper()}|streets|avenues|roads|district|neighborhood|neighbourhood|"
    r"(?:street|avenue|boulevard|square)(?=[.,;:]|\s(?:in|on|near|at|and|when|where|after|as|early|late|shortly)\b))(?P<dot>\.(?=\s[a-z(,]|,))?(?![\w’'])"
)
_UPPER = "A-ZÀ-ÖØ-Þ"
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<block>\b\d{{1,5}}(?:st|nd|rd|th)?[\s-](?:block|Block|BLOCK|hundred block)\s(?:of|OF)\s)|"
    r"(?P<number>\b\d{1,5}\s))?"
    rf"(?:(?:[NSEW]|[NS][EW]|North|South|East|West|Northeast|Northwest|Southeast|Southwest)\.?\s)?"
    rf"(?:(?:[{_UPPER}](?:[\w-]|[’'](?!s\b))*\.?|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH))(?:\s(?:and|&)\s|\s(?:de|la|del|of|the)\s|\s|-)){{0,3}}"
    rf"(?:[{_UPPER}](?:[\w-]|[’'](?!s\b))*|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH))$"
)
# "The 1200 block of South Forest": what comes behind a block is a street, where its kind isn't said.
_BLOCK = re.compile(
    rf"(?<!\w)\d{{1,5}}[ -](?:hundred )?block of (?:(?:[NSEW]|North|South|East|West)\.? )?"
    rf"(?!(?:{KINDS}|County|State|Interstate|Route)\b)"
    rf"(?:[{_UPPER}](?:[\w-]|[’'](?!s\b))+(?: [{_UPPER}][\w-]+){{0,2}}|\d{{1,3}}(?:st|nd|rd|th))(?=[.,;:)\n]| [a-z]|$)"
)
_INSTITUTION = re.compile(
    r"\b(?:Circuit|District|Superior|Supreme|County|Federal|Municipal|Juvenile|Appeals|Criminal|Crown|School|Police|Fire|Judicial|"
    r"Congressional|Historic|Business|Election|Water|Probate|Family|The)$",
    re.IGNORECASE,
)
# "High Court", but "High Street".
_COURT_OF = re.compile(r"\b(?:Magistrates?|Magistrates?[’']s?|High|Sheriff|Coroners?|Youth|Appeal)$", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:a|an|the|this|that|some|every|each)\s(?:[a-z-]+\s)?$", re.IGNORECASE
)  # "on a Chicago street": none by name
_LEADING = re.compile(r"^(?:(?:In|At|On|The|A|An|Near|Police|From|To|And|Of|This|That|IN|AT|ON|THE|NEAR|FROM|OF)\s)+")
# Where all is in capitals no form shows where a name begins: behind the last word that none has. What is mostly no street ("took
# place", "under way", "Dr.") is one only with a number.
_NO_NAME = re.compile(
    r"^.*\b(?:(?<!\d )A|AN|THE|THIS|THAT|THESE|THOSE|ITS|HIS|HER|THEIR|EACH|EVERY|SOME|ONE|TWO|ANOTHER|"
    r"IN|ON|AT|OF|OFF|TO|FROM|BY|WITH|FOR|NEAR|ALONG|DOWN|ACROSS|OUTSIDE|INSIDE|BETWEEN|OR|WHEN|WHERE|WHILE|AS|IS|ARE|WAS|WERE|BE|BEEN|HAS|HAVE|HAD)\b(?:\s|$)"
)
_MOSTLY_NONE = frozenset({"PLACE", "COURT", "DRIVE", "WAY", "CIRCLE", "TRAIL", "QUARTER", "PIKE", "LANE", "DR"})
_NUMBERED = re.compile(
    # First a capital, so that the search can leap to it.
    r"[CFHIRSU](?<!\w.)(?:(?:(?<=H)(?:ighway|IGHWAY)|(?<=I)(?:nterstate|NTERSTATE)|(?<=R)(?:oute|OUTE)|(?<=S)tate Route|"
    r"(?<=C)ounty Road|(?<=F)M|(?<=U)(?:\.S\.|S))[\s-]\d{1,4}[NSEW]?|(?<=I)-\d{1,3})\b"
)
_CYRILLIC = re.compile(
    r"\b(?:улиц(?:[аыеу]|ей)|ул\.|вулиц(?:[яіюи]|ею)|вул\.|проспект[аеуі]?|пр-т|переулк[еау]|переулок|провулк[уа]|площад[ьи]|площі|бульвар[еау]?|шоссе|"
    r"набережн\w+|микрорайон[еа]?|мікрорайон[іу]?)\s[А-ЯЁЇІЄҐ][\w’'-]*(?:\s[А-ЯЁЇІЄҐ][\w’'-]*)?"
    r"|\b[А-ЯЁЇІЄҐ][\w’'-]{0,40}(?:ск|цк|ськ|цьк|н|в)\w{2,3}\s(?:улиц\w+|проспект\w*|переул\w+|площад\w+|район\w{0,2}|вулиц\w+|округ\w{0,2})"
)
_ROMANCE = re.compile(
    rf"\b(?i:calle|avenida|carrera|plaza|barrio|colonia|vereda|rue|avenue|boulevard|place|quartier|quai)\s(?:(?:de|del|la|las|los|des|du|DE|DEL|LA|LAS|LOS|d’|d')\s?){{0,2}}"
    rf"(?:[{_UPPER}](?:[\w-]|[’'](?!s\b))*(?:\s[{_UPPER}][\w-]*)?|\d{{1,3}}\b)"
)
_ROMANCE_WORDS = (
    "calle ",
    "avenida ",
    "carrera ",
    "barrio ",
    "colonia ",
    "vereda ",
    "rue ",
    "quartier ",
    "quai ",
    "boulevard d",
    "place d",
    "avenue d",
)
_NO_SQUARE = (
    "Park|Arbeits|Spiel|Flug|Sport|Schul|Stell|Rast|Camping|Fußball|Tennis|Golf|Bau|Sitz|Steh|Studien|Ausbildungs|Lager|Lande|"
    "Schau|Zelt"
)
_GERMAN = re.compile(
    rf"\b(?!(?:{_NO_SQUARE})platz)[{_UPPER}][a-zäöüß]+(?:straße|strasse|allee|platz|gasse|ufer|damm)\b(?:\s\d{{1,3}})?|"
    rf"\b[{_UPPER}][a-zäöüß]+er\s(?:Straße|Strasse|Allee|Platz)\b|"
    rf"\b[{_UPPER}][\wß]*(?:-[{_UPPER}][\wß]*){{1,3}}-(?:Straße|Strasse|Allee|Platz|Ring|Damm|Ufer|Brücke)\b(?:\s\d{{1,3}})?|"
    rf"\b(?:Stadtteil|Ortsteil|Stadtviertel|Viertel|Stadtbezirk|Bezirk)\s(?:[{_UPPER}][\w-]*)(?:\s[{_UPPER}][\w-]*)?|"
    rf"\b[{_UPPER}][\w]+(?:-[{_UPPER}]?\w+)?-(?:Bezirk|Viertel|Rajon)\b"
)
_GERMAN_WORDS = (
    "straße",
    "strasse",
    "allee",
    "platz",
    "gasse",
    "ufer",
    "damm",
    "viertel",
    "bezirk",
    "stadtteil",
    "ortsteil",
    "-rajon",
)
_ARABIC = re.compile(
    r"\b(?:(?:شارع|حي|ميدان|ساحة)\s\w+(?:\s(?!ب)\w+)?|طريق\s\w+\b(?:\s\w+\b)?(?!\s?[-–—]))"  # not the road from a town to another
)


_DISTRICT = re.compile(
    r"district|neighbo|quarter|район|мікрорайон|округ|barrio|colonia|vereda|quartier|bezirk|viertel|stadtteil|ortsteil|حي",
    re.IGNORECASE,
)


def is_district(surface: str) -> bool:
    """A part of a town, coarser than a street."""
    return bool(_DISTRICT.search(surface))


def _begins_in_capitals(before: re.Match[str], kind: str) -> int:
    """Where the name of a street begins in a text that is all in capitals; `before` ends where it is no name."""
    if before["block"]:
        return before.start()
    none = _NO_NAME.match(f"{before[0]} ")
    if kind in _MOSTLY_NONE and (none or not before["number"]):
        return before.end()
    return min(before.end(), before.start() + none.end()) if none else before.start()


def _english(text: str) -> Iterator[StreetMention]:
    for m in _SUFFIX.finditer(text):
        low = max(0, m.start() - 70)
        low = max(
            low,
            text.rfind("\n", low, m.start()) + 1,
            text.rfind(", ", low, m.start()) + 2 if text.rfind(", ", low, m.start()) >= 0 else low,
        )
        before = _BEFORE.search(text, low, m.start())
        if not before or _INSTITUTION.search(before[0]) or (m["kind"].lower() == "court" and _COURT_OF.search(before[0])):
            continue
        if m["kind"][0] in "sab" and m["kind"][-1] != "s" and _ANY.search(text, low, before.start()):
            continue
        start = _begins_in_capitals(before, m["kind"]) if before[0].isupper() and m["kind"].isupper() else before.start()
        if lead := _LEADING.match(text[start : m.start()]):
            start += lead.end()
        if start < m.start():
            yield StreetMention(start, m.end(), text[start : m.end()])


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Those of the patterns whose words the text has; asking first is many times cheaper than searching."""
    small = text.lower()
    if "-" in small or "highway" in small or "route" in small or "interstate" in small or "road " in small:
        yield _NUMBERED
    if any(word in small for word in _ROMANCE_WORDS):
        yield _ROMANCE
    if any(word in small for word in _GERMAN_WORDS):
        yield _GERMAN
    if not text.isascii():
        if re.search("[\u0430-\u044f]", small):
            yield _CYRILLIC
        if re.search("[\u0627-\u064a]", small):
            yield _ARABIC


def _blocks(text: str, found: Sequence[StreetMention]) -> Iterator[StreetMention]:
    """Blocks of streets whose kind isn't said, where no other street is."""
    if "block of " not in text:
        return
    taken = sorted(found)
    for m in _BLOCK.finditer(text):
        after = bisect_left(taken, (m.end(),))
        if not after or taken[after - 1].end <= m.start():
            yield StreetMention(*m.span(), m.group())


def find_streets(text: str) -> tuple[StreetMention, ...]:
    """Streets, blocks and districts named in the text, sorted, not overlapping (English, Russian, Ukrainian, Spanish, German,
    French, Arabic forms)."""
    found = [
        *_english(text),
        *(StreetMention(*m.span(), m.group()) for pattern in _patterns(text) for m in pattern.finditer(text)),
    ]
    found += list(_blocks(text, found))
    kept: list[StreetMention] = []
    for one in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)

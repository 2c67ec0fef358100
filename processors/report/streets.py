"""Streets, blocks and districts: the names below the gazetteer."""

import re
from collections.abc import Iterator
from typing import NamedTuple


class StreetMention(NamedTuple):
    """A street, block, square, road or district named in a text; text[start:end] == surface."""

    start: int
    end: int
    surface: str


_KINDS = (
    "Street|Streets|St|Avenue|Avenues|Ave|Road|Roads|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Way|Highway|Hwy|Parkway|Pkwy|"
    "Terrace|Circle|Trail|Turnpike|Pike|Expressway|Freeway|Alley|Square|Plaza|District|Neighborhood|Neighbourhood|Quarter"
)
_SUFFIX = re.compile(rf"\s(?P<kind>{_KINDS}|{_KINDS.upper()}|streets?|avenues?|roads|district|neighborhood|neighbourhood)(?P<dot>\.(?=\s[a-z(,]|,))?(?![\w’'])")
_UPPER = "A-ZÀ-ÖØ-Þ"
_BEFORE = re.compile(
    rf"(?:(?P<block>\b\d{{1,5}}(?:st|nd|rd|th)?[\s-](?:block|Block|BLOCK|hundred block)\s(?:of|OF)\s)|(?P<number>\b\d{{1,5}}\s))?"
    rf"(?:(?:[NSEW]|[NS][EW]|North|South|East|West|Northeast|Northwest|Southeast|Southwest)\.?\s)?"
    rf"(?:(?:[{_UPPER}][\w’'-]*\.?|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH))(?:\s(?:and|&)\s|\s(?:de|la|del|of|the)\s|\s|-)){{0,3}}"
    rf"(?:[{_UPPER}][\w’'-]*|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH))$"
)
_LEADING = re.compile(r"^(?:(?:In|At|On|The|A|An|Near|Police|From|To|And|Of|This|That|IN|AT|ON|THE|NEAR|FROM|OF)\s)+")
_PREFIX = re.compile(
    rf"(?:\b(?:Highway|Interstate|Route|U\.S\.|US|State Route|County Road|FM|HIGHWAY|INTERSTATE|ROUTE)[\s-]\d{{1,4}}(?:[NSEW])?\b|\bI-\d{{1,3}}\b"
    rf"|\b(?:улиц[аыеу]|ул\.|вулиц[яіюи]|вул\.|проспект[аеу]?|пр-т|проспекті|переулк?[еау]?|переулок|площад[ьи]|площі|бульвар[еау]?|шоссе|набережн\w+|микрорайон[еа]?|микрорайоне)\s[А-ЯЁЇІЄҐ][\w’'-]*(?:\s[А-ЯЁЇІЄҐ][\w’'-]*)?"
    rf"|\b[А-ЯЁЇІЄҐ][\w’'-]*(?:ск|цк|ськ|цьк|н|в)\w{{2,3}}\s(?:улиц\w+|проспект\w*|переул\w+|площад\w+|район\w{{0,2}}|вулиц\w+|округ\w{{0,2}})"
    rf"|\b(?i:calle|avenida|carrera|plaza|barrio|colonia|rue|avenue|boulevard|place|quartier|quai)\s(?:(?:de|del|la|las|los|des|du|d’|d')\s?){{0,2}}(?:[{_UPPER}][\w’'-]*(?:\s[{_UPPER}][\w’'-]*)?|\d{{1,3}}\b)"
    rf"|\b[{_UPPER}][a-zäöüß-]+(?:straße|strasse|allee|platz|gasse|weg|ufer|damm)\b(?:\s\d{{1,3}})?|\b(?:[{_UPPER}][a-zäöüß]+er)\s(?:Straße|Strasse|Allee|Platz)\b"
    rf"|\b(?:شارع|حي|ميدان|ساحة|طريق)\s\w+(?:\s\w+)?)"
)
_HINT = re.compile(
    r"(?i:street|avenue|road|rd\b|blvd|boulevard|drive|lane|court|place|\bway|highway|interstate|route|улиц|\bул\.|вул|просп|площ|район|бульвар|шоссе|calle|avenida|"
    r"carrera|plaza|barrio|colonia|\brue|quartier|stra(?:ß|ss)e|allee|platz|gasse|weg\b|شارع|حي|ميدان|district|neighbo|block|terrace|circle|trail|pike|alley|square|\bst\b|\bave\b|\bdr\b|\bI-\d)"
)


def _english(text: str) -> Iterator[StreetMention]:
    for m in _SUFFIX.finditer(text):
        low = max(0, m.start() - 70)
        low = max(low, text.rfind("\n", low, m.start()) + 1, text.rfind(", ", low, m.start()) + 2 if text.rfind(", ", low, m.start()) >= 0 else low)
        before = _BEFORE.search(text, low, m.start())
        if not before:
            continue
        start = before.start()
        if lead := _LEADING.match(text[start : m.start()]):
            start += lead.end()
        if start < m.start():
            yield StreetMention(start, m.end(), text[start : m.end()])


def find_streets(text: str) -> tuple[StreetMention, ...]:
    """Streets, blocks and districts named in the text, sorted, not overlapping (English, Russian, Ukrainian, Spanish, German,
    French, Arabic forms)."""
    if not _HINT.search(text):
        return ()
    found = [*_english(text), *(StreetMention(m.start(), m.end(), m.group()) for m in _PREFIX.finditer(text))]
    kept: list[StreetMention] = []
    for one in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)

"""The words around place names that tell whether a name is a place, a person or something else."""

import tomllib
from functools import lru_cache
from pathlib import Path

from processors.report.gazetteer.names import key_of

_DATA = Path(__file__).parent.parent / "data"


def _lines(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split("\n")) - {""}


def _table(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in (_DATA / name).read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


_LISTS = tomllib.loads((_DATA / "place_words.toml").read_text(encoding="utf-8"))
_WORDS = {name: frozenset(words.split()) for name, words in _LISTS.items()}

COMMON = frozenset(map(key_of, _lines("common_words.txt")))
"""Casefolded words that news mostly writes small, and that are also names of places."""
COMMON_IN = {
    language: frozenset(map(key_of, words.split()))
    for language, words in tomllib.loads((_DATA / "common_words.toml").read_text(encoding="utf-8")).items()
}
"""Those of one language."""
GIVEN = _lines("given_names.txt")
NOT_PLACES = frozenset(map(key_of, _lines("not_places.txt")))
"""Casefolded names that news means otherwise, whatever place is called so; places only with a region after the comma."""
_ABBREVIATED = _table("abbreviations.tsv")


@lru_cache(maxsize=16)
def abbreviations(language: str) -> dict[str, str]:
    """Abbreviation of a region -> "country.admin1 code", those of a language ("es:Mich.") before those of any; they count after
    a comma only."""
    own = f"{language}:"
    return {k: v for k, v in _ABBREVIATED.items() if ":" not in k} | {
        k.removeprefix(own): v for k, v in _ABBREVIATED.items() if language and k.startswith(own)
    }


LOCATIVE = _WORDS["locative"]
"""Before a place: in, near, в … `LINKING` (of, to, de …) say less. `SIDES`: north, downtown …"""
LINKING = _WORDS["linking"]
SIDES = _WORDS["sides"]
DWELLERS = _WORDS["dwellers"]
"""Before a place, perhaps with "of" between: who lives there."""
TIMES = _WORDS["times"]
TITLES = _WORDS["titles"]
"""Before a person's name."""
INSTITUTIONS = _WORDS["institutions"]
"""After the name of a place, as part of an institution or of who lives there: police, county, residents …"""
REGION_WORDS = _WORDS["region_words"]
REGION_NOUNS, AREAS, AREA_COUNTRIES = _WORDS["region_nouns"], _WORDS["areas"], _WORDS["area_countries"]
"""Before a region's name: gouvernorat de, Gebiet; région de, which means a region in some countries only."""
COUNTY_WORDS = _WORDS["county_words"]
SEATS, QUARTERS = _WORDS["seats"], _WORDS["quarters"]
"""After the adjective of a town that a district, a court … has its name from; adjectives of quarters."""
TOWNSHIPS = _WORDS["townships"]
"""After a name before its region: Union Township, N.J."""
PEOPLE_VERBS = _WORDS["people_verbs"]
"""After a person's name: said, testified …"""
ROADS = _WORDS["roads"]
"""After a name that is then of something smaller than a town: Street, Creek, Stadium …"""
WATERS = _WORDS["waters"]
"""After the adjective of a sea or lake: "в Чёрном море"."""
ORGANISATIONS = _WORDS["organisations"]
TOWARD = _WORDS["toward"]
"""Before where somebody comes from or goes to."""
NOUNS = frozenset(map(key_of, _WORDS["nouns"]))
"""Before the name of a place: city, Stadt, город …"""
ARABIC_WORDS = frozenset(map(key_of, _WORDS["arabic_words"]))
"""Arabic has no capitals: words that tell nothing, whatever place is called so."""
ARABIC_COUNTRIES = _WORDS["arabic_countries"]
OTHER_SCRIPTS = _WORDS["other_scripts"]
"""Countries beside the Arabic ones whose names are romanised."""
UNHEARD = tuple(_WORDS["unheard"])
"""What Cyrillic names of offices, companies, feasts, rivers and mountains begin with: no towns by their sound."""
SPOKEN = {name.removeprefix("spoken_"): codes for name, codes in _WORDS.items() if name.startswith("spoken_")}
SENTENCE_WORDS = _WORDS["sentence_words"]
"""Words whose capital only tells that a sentence begins."""
INNER = _WORDS["inner"]
"""May stand between "in" and a place: the city of, northern …"""
AUTHORITIES, CARE, COURTS = _WORDS["authorities"], _WORDS["care"], _WORDS["courts"]
"""Around a place: its police, a hospital or a court there."""
OFFICES, CARRIED, SEIZED = _WORDS["offices"], _WORDS["carried"], _WORDS["seized"]
"""Around a place: who speaks there of what happened elsewhere; that somebody was brought there, or caught."""
MOVING, KIN = _WORDS["moving"], _WORDS["kin"]
"""Before a place: somebody was on the way from there or to it; whose family lives there."""
TOWN_ADJECTIVES = _WORDS["town_adjectives"]
"""French and Spanish, between a noun and "of": ville côtière de."""
SCENES = _WORDS["scenes"]
"""Before "of" and a place: what is or happens there: incendio, mairie, north."""
SLAVIC_SCENES = tuple(sorted(_WORDS["slavic_scenes"]))
"""What such words begin with in Russian and Ukrainian, where nothing stands between."""
GERMAN_BEFORE, GERMAN_REGIONS = _WORDS["german_before"], _WORDS["german_regions"]
CYRILLIC_SHORT, YEARS = _WORDS["cyrillic_short"], _WORDS["years"]
"""Before a place: kurz vor, im sächsischen; short for town and village in Cyrillic; behind what is a new year or a century."""
TOWN_NOUNS = _WORDS["town_nouns"]
"""German, after the adjective of a town: Innenstadt, Polizei."""
DISTRICTED = _WORDS["districted"]
"""Countries whose districts are called after towns, and hold them."""
PRISONS, REGIONAL = _WORDS["prisons"], _WORDS["regional"]
"""Prisons, which are where a riot is; around a town's name that stands for the region called so."""
INHABITANTS = _WORDS["inhabitants"]
"""After a place, who is from there: man, teen, residents …"""
OUTLET_NAMES = (
    _WORDS["outlet_words"] - LOCATIVE - LINKING - {"the", "my", "now", "city", "live", "today", "tonight", "local", "report"}
)
"""Words that an outlet's name at the end of a title has."""
OUTLET_WORDS = tuple(sorted(_WORDS["outlet_words"], key=lambda word: (-len(word), word)))
"""What outlets are called besides their town, long ones first: news, tribune, zeitung …"""

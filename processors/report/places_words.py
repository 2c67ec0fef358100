"""The words around place names that tell whether a name is a place, a person or something else."""

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def _lines(name: str) -> frozenset[str]:
    return frozenset((_DATA / name).read_text(encoding="utf-8").split("\n")) - {""}


def _table(name: str) -> dict[str, str]:
    rows = (line.split("\t") for line in (_DATA / name).read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


COMMON = _lines("common_words.txt")
"""Casefolded words that news mostly writes small, and that are also names of places."""
GIVEN = _lines("given_names.txt")
NOT_PLACES = _lines("not_places.txt")
"""Casefolded names that news means otherwise, whatever place is called so; they count as places only with a region after the comma."""
ABBREVIATIONS = _table("abbreviations.tsv")
"""Abbreviation of a region -> "country.admin1 code"; they count after a comma only."""

LOCATIVE = frozenset(
    "in near outside throughout across around from within downtown at toward towards surrounding nearby inside "
    "в во у на из із з зі под під возле біля около поблизу до від от en cerca desde hacia in aus bei nahe nach von à a dans près vers "
    "في من إلى الى بـ قرب".split()
)
"""Before a place. Weaker ones follow."""
LINKING = frozenset("of to for through between and via into leaving by over de del della du des d der la le los las и і та y und et por para zu bis into".split())
SIDES = frozenset(
    "north south east west northeast northwest southeast southwest northern southern eastern western central greater upper lower inner "
    "suburban rural metro metropolitan historic mid northeastern northwestern southeastern southwestern upstate".split()
)
TITLES = frozenset(
    "mr mrs ms miss dr sgt sergeant lt lieutenant capt captain cpl cpt officer detective det deputy sheriff chief gov governor sen senator rep "
    "representative president vice-president judge justice rev reverend mayor gen general col colonel maj major adm admiral cmdr commander prof professor "
    "coach sir king queen prince princess pope father sister brother spokesman spokeswoman spokesperson attorney prosecutor coroner minister secretary "
    "chairman chairwoman director councilman councilwoman commissioner superintendent trooper agent cardinal bishop archbishop lord lady saint "
    "señor señora don doña presidente ministro gobernador alcalde monsignor herr frau präsident monsieur madame président "
    "президент министр губернатор мэр генерал господин г-н президентка міністр".split()
)
INSTITUTIONS = frozenset(
    "police pd department dept county sheriff sheriffs resident residents man woman men women mayor city school schools high university college area metro airport "
    "officials official hospital suburb suburbs native natives neighborhood neighbourhood township parish borough district fire firefighters officers officer medical "
    "authorities region province state town village municipality metropolitan court courthouse jail prison councilman detectives investigators "
    "teen couple family mother father downtown regional community public unified times news tribune herald mall federal".split()
)
"""After the name of a place, as part of an institution or of who lives there."""
REGION_WORDS = frozenset(
    "region oblast krai province state department departamento provincia estado región governorate prefecture territory republic "
    "область области областью областей области край края крае краю областю обл région département bundesland provinz محافظة".split()
)
COUNTY_WORDS = frozenset("county parish borough district raion rayon район района районе району municipality".split())
PEOPLE_VERBS = frozenset("said says told added testified pleaded wrote recalled pronounced asked replied joked".split())
ROADS = frozenset(
    "street streets st avenue avenues ave road roads rd boulevard blvd drive dr lane ln court ct place pl way highway hwy parkway pkwy terrace circle "
    "trail turnpike pike expressway freeway bridge block tunnel creek river lake park mountain mount bay island beach hills "
    "stadium center centre church hotel inn apartments hall square plaza bank magazine".split()
)
ORGANISATIONS = frozenset(
    "times post news tribune herald journal gazette chronicle dispatch press inc corp co company llc ltd bank foundation institute association "
    "giants cowboys texans lakers bulls bears lions tigers eagles patriots raiders".split()
)
SENTENCE_WORDS = frozenset(
    "the a an and but or if in on at by for to of from with as after before when while where who what why how this that these those he she it they we i you "
    "his her its their our my no not new old two three four five six seven eight nine ten police man woman men women local state city county teen boy girl".split()
)

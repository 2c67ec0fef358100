"""What an article tells of: `reports`. Fields follow UCDP GED and ACLED codebooks where they have one."""

from typing import Literal

from events.base import Event, Value

Telling = Literal["new", "follow_up", "anniversary", "background", "correction"]


class Place(Value, frozen=True, kw_only=True):
    """A place of the gazetteer. `precision` is UCDP's where_prec: 1 exact place, 2 near (25 km), 3 admin2, 4 admin1,
    5 linear or fuzzy, 6 country, 7 international. `below` is a part of it that no gazetteer knows (a street, a district).
    `country`: ISO 3166-1 alpha-2; `lat`, `lon`: WGS84 degrees; `kind`: GeoNames feature class and code, e.g. "P.PPLA";
    `above`: the GeoNames id of the city that it is a part of.
    """

    name: str
    geoname_id: int
    country: str
    lat: float
    lon: float
    precision: int
    admin1: str = ""
    admin1_code: str = ""
    below: str = ""
    kind: str = ""
    above: int = 0


class Toponym(Value, frozen=True, kw_only=True):
    """A place name found in the text: `start`, `end` count characters of the article's text. Unresolved: no `place`.

    `candidates`: GeoNames ids of the other places that it may as well mean, likeliest first; none where it is clear.
    """

    start: int
    end: int
    surface: str
    place: Place | None = None
    candidates: tuple[int, ...] = ()


class When(Value, frozen=True, kw_only=True):
    """The time of an incident: ISO dates, both ends included. `precision` is UCDP's date_prec: 1 the day, 2 within
    2-6 days, 3 week, 4 month, 5 year or more. No dates and no `month_day`: unknown. `month_day` ("07-11") is a day without
    a year that the text supports; then `date_from` and `date_to` are "".
    """

    date_from: str = ""
    date_to: str = ""
    precision: int = 0
    month_day: str = ""
    text: str = ""


class Claim(Value, frozen=True, kw_only=True):
    """What somebody says of an incident, with its quote.

    `field`: killed, injured, missing, rescued, arrested, displaced, children_killed, … (figures: `low` and `high` hold the
    range, `best` the figure or its best reading; `at_least` for "at least 5"), or weapon, actor, cause, blame (words in
    `text`). `speaker` is who says so as the article names them, "" for the article's own account. `quote` is verbatim,
    `start` and `end` its offsets in the article's text. `as_of`: ISO date where the text gives one.
    """

    field: str
    quote: str
    start: int
    end: int
    best: int | None = None
    low: int | None = None
    high: int | None = None
    at_least: bool = False
    text: str = ""
    speaker: str = ""
    as_of: str = ""


class Person(Value, frozen=True, kw_only=True):
    """A named person: `role` victim, suspect, official, witness or ""; `age` in years."""

    name: str
    role: str = ""
    age: int | None = None


class LikelyTime(Value, frozen=True, kw_only=True):
    """A time that an incident may have, as ISO dates with both ends included. `share`: how likely, in thousandths; `told`: the
    text names it, else it is the day of writing; `precision`: UCDP's date_prec, as in When."""

    date_from: str
    date_to: str
    share: int
    told: bool = False
    precision: int = 1


class LikelyPlace(Value, frozen=True, kw_only=True):
    """A place where an incident may have been, as in Place. `share`: how likely, in thousandths."""

    geoname_id: int
    lat: float
    lon: float
    precision: int
    share: int


class Evidence(Value, frozen=True, kw_only=True):
    """What the scorer compares, made from the passage alone. Terms are case-folded; counts are in the text.

    `terms`: words and their counts; `names`: capitalised names and numbers; `lead`: words of the title and the first sentences;
    `numbers`: figures as text; `dates`: explicit days as ISO dates, `MM-DD` without a year; `streets`: streets by their names
    and blocks, "cerise" and "13500 cerise";
    `ages`: in years, `lead_ages` those of the title and the first sentences.
    `times` and `places`: those that the incident may have, the report's own among them, where there are several.
    """

    terms: dict[str, int] = {}
    names: dict[str, int] = {}
    lead: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    lead_ages: tuple[int, ...] = ()
    times: tuple[LikelyTime, ...] = ()
    places: tuple[LikelyPlace, ...] = ()
    extra: dict[str, str] = {}


class Report(Value, frozen=True, kw_only=True):
    """One article's telling of one incident. id = hash("report", article_id, ordinal); the main report is ordinal 0.

    `event_type` is a kind of `processors/report/taxonomy`; `spans` are the passage's (start, end) in the article's
    text and `text` is what stands there, joined by newlines. `organisations`: their names as the passage has them.
    """

    id: str
    ordinal: int
    event_type: str
    text: str
    spans: tuple[tuple[int, int], ...]
    title: str = ""
    telling: Telling = "new"
    place: Place | None = None
    when: When = When()
    claims: tuple[Claim, ...] = ()
    people: tuple[Person, ...] = ()
    evidence: Evidence = Evidence()
    organisations: tuple[str, ...] = ()


class Passage(Value, frozen=True, kw_only=True):
    """A stretch of text that may be a copy of another: of a report, or of a whole article (`report` = "").

    `digest` = hash of its words, so identical texts have the same; `shingles`: hashes of its word 5-grams, 32 bits each,
    sorted, base64 of little-endian bytes.
    """

    id: str
    digest: str
    shingles: str
    report: str = ""


class ArticleReported(Event, frozen=True, kw_only=True):
    """An article version and the incidents it tells of. id = hash(id of the ArticleRead, "report", 0).

    `passages`: one a report, and one of the whole article (id = article_id) that stands first.
    """

    article_id: str
    version: str
    source: str
    publisher: str
    fetched_at: str
    title: str
    url: str = ""
    published: str = ""
    language: str = ""
    characters: int = 0
    reports: tuple[Report, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    passages: tuple[Passage, ...] = ()

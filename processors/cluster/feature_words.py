"""What the features of a pair are called and how their values read: the one table of texts for `sitrep incidents why`.

A feature without an entry is told by its name and its number.
"""

from collections.abc import Mapping
from typing import NamedTuple

NOT_TOLD = "one of the two doesn't tell"


class Wording(NamedTuple):
    """`label`: what is compared. `codes`: the meaning of each value, where a value is a code; else `form` has `{}` for the
    number, divided by 1,000 where `share` says so. `days`: a gap of two times, which has its codes for wide and yearless ones."""

    label: str
    form: str = "{}"
    codes: Mapping[int, str] = {}
    share: bool = False
    days: bool = False


_FIGURE = {
    0: "contradict",
    1: "within a fifth of each other",
    2: "none or one agrees",
    3: "a figure of 2 to 4 agrees",
    4: "a figure of 5 to 9 agrees",
    5: "a figure of 10 or more agrees",
}

WORDING: dict[str, Wording] = {
    "words": Wording("words of the texts", "cosine {}", share=True),
    "names": Wording("single names", "cosine {}", share=True),
    "name pairs": Wording("names side by side", "cosine {}", share=True),
    "lead": Wording("words of the leads", "cosine {}", share=True),
    "title told": Wording("headline of the one in the other", "{} of its words", share=True),
    "lead names": Wording("names of one lead in the other text", "{} of them", share=True),
    "lead names both ways": Wording("names of the other lead in the text", "{} of them", share=True),
    "rarest name": Wording("rarest name in common", "weight {}"),
    "rare names": Wording("three rarest names in common", "weight {}"),
    "rare name pairs": Wording("three rarest pairs of names in common", "weight {}"),
    "rare words": Wording("three rarest words in common", "weight {}"),
    "numbers": Wording("numbers in common", "{} of the shorter list", share=True),
    "days": Wording("explicit days in common"),
    "clocks": Wording("clock times in common"),
    "days told": Wording("days in common, also those told in words"),
    "when told": Wording(
        "the day of the one incident in the other text",
        codes={0: "not told", 1: "only its month", 2: "told", 3: "told both ways"},
    ),
    "years": Wording("explicit years in common"),
    "when": Wording("time of the incidents", days=True),
    "when in doubt": Wording("time of the incidents, where that of one is in doubt", days=True),
    "told alike": Wording("both texts name the day of the incident, and it is one", "likelihood {}", share=True),
    "told apart": Wording("both texts name the time of the incident, and these lie apart", "likelihood {}", share=True),
    "aftermath": Wording("reports of a court or another aftermath", "{} of the two"),
    "published": Wording("publication", "{} days apart"),
    "place": Wording(
        "place of the incidents",
        codes={
            0: "another country",
            1: "another region",
            2: "the same region",
            3: "near each other",
            4: "the same large town",
            5: "the same town",
            6: "the same small town",
            7: "one is a region or country that may hold the other",
        },
    ),
    "near": Wording("one town, or two near each other", "likelihood {}", share=True),
    "town told": Wording("the town of the one in the other text", codes={0: "not named", 1: "named", 2: "named both ways"}),
    "streets": Wording("streets in common"),
    "kind": Wording(
        "kind of incident",
        codes={
            0: "kinds apart",
            1: "kinds that may be of one incident",
            2: "the same frequent kind",
            3: "the same seldom kind",
            4: "the same rare kind",
        },
    ),
    "killed": Wording("killed", codes=_FIGURE),
    "injured": Wording("injured", codes=_FIGURE),
    "ages told": Wording("ages in the lead of the one that the other text tells", "{} of them", share=True),
    "ages told both ways": Wording("the same the other way round", "{} of them", share=True),
    "people": Wording(
        "people named",
        codes={
            0: "none in common",
            1: "a surname in common",
            2: "a full name in common",
            3: "several full names in common",
        },
    ),
    "two languages": Wording("two languages: structure alone", "yes"),
    "their time": Wording(
        "time, told in two languages",
        codes={
            0: "more than two weeks apart",
            1: "within two weeks",
            2: "within three days, or a wider time that meets",
            3: "a day apart",
            4: "they meet",
        },
    ),
    "their place": Wording(
        "place, told in two languages",
        codes={
            0: "another country",
            1: "another place of the country",
            2: "not far in one region",
            3: "near, or one is a region or country that may hold the other",
            4: "the same large town",
            5: "the same town",
        },
    ),
    "their kind": Wording(
        "kind, told in two languages",
        codes={
            0: "kinds apart",
            1: "kinds that may be of one incident",
            2: "the kind of the one is among those of the other",
            3: "the same kind",
        },
    ),
    "their figures": Wording("figures, told in two languages", "agreement of {}"),
    "their names": Wording("names that sound alike"),
    "their streets": Wording("street or district, told in two languages", codes={0: "unlike", 1: "they sound alike"}),
    "their hours": Wording("time of day, told in two languages", codes={0: "at other times", 1: "they meet"}),
    "person named": Wording("people of the one whom the other names"),
    "shorter": Wording("words of the shorter text"),
    "copy": Wording("near copy", "likeness {}", share=True),
}


def label_of(feature: str) -> str:
    """What a feature compares."""
    return WORDING[feature].label if feature in WORDING else feature


def meaning_of(feature: str, value: int | None) -> str:
    """What a value of a feature says; `value` None where one of the two reports doesn't tell."""
    if value is None:
        return NOT_TOLD
    wording = WORDING.get(feature, Wording(feature))
    if wording.days:
        return _gap(value)
    if wording.codes:
        return wording.codes.get(value, str(value))
    return wording.form.format(f"{value / 1000:.3f}" if wording.share else value)


def _gap(value: int) -> str:
    """The gap of two times, as `features_when.when_gap` writes it."""
    apart = f"{value % 1000} days apart" if value % 1000 else "they meet"
    return f"{apart}{', one without a year' if value >= 2000 else ', one told vaguely' if value >= 1000 else ''}"

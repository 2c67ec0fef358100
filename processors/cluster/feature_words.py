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


_FIGURE = {0: "contradict", 1: "within a fifth of each other", 2: "a small figure agrees", 3: "a figure of 5 or more agrees"}

WORDING: dict[str, Wording] = {
    "words": Wording("words of the texts", "cosine {}", share=True),
    "names": Wording("names and numbers", "cosine {}", share=True),
    "lead": Wording("words of the leads", "cosine {}", share=True),
    "rarest name": Wording("rarest name in common", "weight {}"),
    "numbers": Wording("numbers in common", "{} of the shorter list", share=True),
    "days": Wording("explicit days in common"),
    "years": Wording("explicit years in common"),
    "when": Wording("time of the incidents", days=True),
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
            2: "near, or one is a region or country that may hold the other",
            3: "the same large town",
            4: "the same town",
        },
    ),
    "their kind": Wording(
        "kind, told in two languages", codes={0: "kinds apart", 1: "kinds that may be of one incident", 2: "the same kind"}
    ),
    "their figures": Wording("figures, told in two languages", "agreement of {}"),
    "their names": Wording("names that sound alike"),
    "their streets": Wording("street or district, told in two languages", codes={0: "unlike", 1: "they sound alike"}),
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
    """The gap of two times, as `features.when_gap` writes it."""
    apart = f"{value % 1000} days apart" if value % 1000 else "they meet"
    return f"{apart}{', one without a year' if value >= 2000 else ', one told vaguely' if value >= 1000 else ''}"

"""What the two seed documents tell of, held against an export (lines of `sitrep incidents export`)."""

from collections.abc import Sequence
from typing import Any

Line = dict[str, Any]
MEDIA_LINE, AL_JAZEERA = "The Media Line", "Al Jazeera"
BACKGROUND = (200_000, 130_000, 10_065, 18_679, 38, 200)


def check_seed_incidents(lines: Sequence[Line]) -> None:
    """Raises AssertionError where an incident of the seeds is missing, joined with another, or wrong."""
    both = [i for i in lines if {MEDIA_LINE, AL_JAZEERA} <= _sources(i)]
    assert len(both) == 1, f"{len(both)} incidents have both seeds"
    collapse = both[0]
    _check_collapse(collapse)
    others = [i for i in lines if i is not collapse and _sources(i) & {MEDIA_LINE, AL_JAZEERA}]
    _one(others, "the barrage of 30 December 2023", _is_barrage)
    _one(others, "the device of 11 July", _is_device)
    _one(others, "nine missiles and 60 drones", lambda i: _has(i, 9) and _has(i, 60))
    _one(others, "37 drones destroyed overnight", lambda i: _has(i, 37))
    for incident in (collapse, *others):
        assert _sources(incident) <= {MEDIA_LINE, AL_JAZEERA}, f"another document joined {incident['title']!r}"
        for claim in incident["claims"]:
            numbers = {claim["value"], claim.get("low"), claim.get("high")}
            assert not numbers & set(BACKGROUND), f"a background total is a claim: {claim['quote']!r}"


def _check_collapse(incident: Line) -> None:
    place = incident["place"]
    assert (place["geoname_id"], place["name"]) == (578072, "Belgorod")
    assert (incident["date_from"], incident["date_to"]) == ("2024-05-12", "2024-05-12")
    assert "Shchorsa Street" in place["below"]
    for field, value, source, words in (
        ("injured", 20, MEDIA_LINE, "20 people were injured"),
        ("killed", 15, AL_JAZEERA, "15 people were killed"),
        ("rescued", 16, AL_JAZEERA, "16 were rescued"),
    ):
        claims = [c for c in incident["claims"] if c["field"] == field and c["value"] == value and c["source"] == source]
        assert any(words in c["quote"] for c in claims), f"no claim of {source} that {value} were {field}"
        assert incident["figures"][field]["best"] == value
    for speaker, words in (
        ("", "a missile struck"),
        ("Ukrainian media", "blown up from the inside"),
        ("Gerashchenko", "accidental detonation of a Russian air bomb"),
        ("Gerashchenko", "Russian provocation"),
        ("Sharp", "a mistake by the Russians"),
    ):
        claims = [c for c in incident["claims"] if c["field"] in {"cause", "blame"} and words in c["quote"]]
        assert any(speaker in c["speaker"] if speaker else not c["speaker"] for c in claims), (
            f"no claim of {speaker or 'the article itself'} with {words!r}: {[(c['speaker'], c['quote'][:80]) for c in claims]}"
        )


def _is_barrage(incident: Line) -> bool:
    figures = {c["field"]: c["value"] for c in incident["claims"]}
    return incident["date_from"] == "2023-12-30" and figures.get("killed") == 25 and figures.get("children_killed") == 5


def _is_device(incident: Line) -> bool:
    dateless = not incident["date_from"] and not incident["date_to"] and incident["month_day"] == "07-11"
    return dateless and "explosive device" in incident["reports"][0]["text"]


def _one(incidents: Sequence[Line], what: str, test: Any) -> None:
    found = [i for i in incidents if test(i)]
    assert len(found) == 1, f"{len(found)} incidents are {what}: {[i['title'] for i in found or incidents]}"


def _has(incident: Line, number: int) -> bool:
    return any(c["value"] == number for c in incident["claims"])


def _sources(incident: Line) -> set[str]:
    return {r["source"] for r in incident["reports"]}

"""Reports in two languages are judged by structure alone."""

import msgspec

from bench.set_across import with_points
from events.reports import Claim, Evidence, Report
from processors.cluster.features import ACROSS, NAMES, features_of
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import score, shipped
from processors.cluster.step import placed_report
from tests.support.tellings import article, report

COPIES = "copy"


def profile(language: str, told: Report) -> Profile:
    placed = msgspec.structs.replace(placed_report(article("x", [told]), told), language=language)
    return profile_of(placed, shipped().weights)


def telling(language: str, place: str = "Norrvik", day: str = "2021-03-03", killed: int | None = 7, *names: str) -> Profile:
    told = report("x", 0, "Something.", "flood", place, day, killed)
    return profile(language, msgspec.structs.replace(told, evidence=Evidence(names=dict.fromkeys(names, 1))))


def points(a: Profile, b: Profile) -> int:
    return score(shipped(), features_of(a, b, 0))


def test_no_feature_of_text_is_compared_across_languages() -> None:
    values = dict(zip(NAMES, features_of(telling("en"), telling("ru"), 0), strict=True))
    assert {name for name, value in values.items() if value is not None} <= {*ACROSS, COPIES}
    values = dict(zip(NAMES, features_of(telling("en"), telling("en"), 0), strict=True))
    assert {values[name] for name in ACROSS} == {None}


def contradicting() -> tuple[Profile, Profile]:
    """Two attacks on one town on one day: other dead, other injured, no name in common."""
    one, other = (report("x", 0, "Something.", "flood", "Norrvik", "2021-03-03", n) for n in (7, 40))
    injured = (Claim(field="injured", quote="", start=0, end=0, best=n) for n in (12, 90))
    told = [msgspec.structs.replace(r, claims=(*r.claims, c)) for r, c in zip((one, other), injured, strict=True)]
    return profile("en", told[0]), profile("ru", told[1])


def test_town_day_and_kind_bring_a_pair_over_the_threshold_and_figures_decide() -> None:
    threshold = shipped().threshold
    bare = points(telling("en", killed=None), telling("ru", killed=None))
    assert threshold + 500 <= bare < threshold + 3500
    assert points(telling("en"), telling("ru")) > bare
    assert threshold <= points(telling("en"), telling("ru", killed=40)) < bare  # one figure may be read or counted wrong
    assert points(*contradicting()) < threshold
    assert points(telling("en"), telling("ru", killed=9)) >= threshold  # a toll that was revised


def test_another_town_or_day_keeps_a_pair_apart() -> None:
    assert points(telling("en"), telling("ru", place="Oduma")) < shipped().threshold
    assert points(telling("en"), telling("ru", day="2021-03-09")) < shipped().threshold


def test_names_meet_across_scripts() -> None:
    mine, theirs = telling("en", "Norrvik", "2021-03-03", None, "vilkul"), telling("uk", "Norrvik", "2021-03-03", None, "вілкул")
    assert points(mine, theirs) > points(mine, telling("uk", "Norrvik", "2021-03-03", None, "ткачук"))


def test_each_field_of_figures_counts() -> None:
    def with_rescued(language: str, rescued: int) -> Profile:
        told = report("x", 0, "Something.", "flood", "Norrvik", "2021-03-03", 7)
        claim = Claim(field="rescued", quote="", start=0, end=0, best=rescued)
        return profile(language, msgspec.structs.replace(told, claims=(*told.claims, claim)))

    alike, unlike = (points(with_rescued("en", 14), with_rescued("ru", n)) for n in (14, 15))
    assert alike > unlike


def test_a_town_or_day_that_one_text_names_too_counts_in_part() -> None:
    def naming(**extra: str) -> Profile:
        told = report("x", 0, "Something.", "flood", "Oduma", "2021-03-05", 7)
        return profile("ru", msgspec.structs.replace(told, evidence=Evidence(extra=extra)))

    neither, town, both = naming(), naming(towns="901"), naming(towns="901", days="2021-03-03")
    assert points(telling("en"), neither) < points(telling("en"), town) < points(telling("en"), both)
    assert points(telling("en"), both) < points(telling("en"), telling("ru"))


def at(hours: str, language: str) -> Profile:
    told = report("x", 0, "Something.", "flood", "Norrvik", "2021-03-03", 7)
    return profile(language, msgspec.structs.replace(told, evidence=Evidence(extra={"hours": hours} if hours else {})))


def test_two_times_of_one_day_speak_against_one_incident() -> None:
    meeting, apart, untold = (points(at("4-13", "en"), at(hours, "ru")) for hours in ("9-12", "16-24", ""))
    assert apart < untold < meeting


def test_a_night_reaches_into_the_next_morning() -> None:
    assert points(at("20-30", "en"), at("1-4", "ru")) == points(at("4-13", "en"), at("9-12", "ru"))


def test_the_shipped_model_has_the_points_that_were_learned() -> None:
    model, learned = shipped(), with_points(shipped())
    assert model.cards == learned.cards
    assert model.undated
    assert learned.undated
    assert model.undated.cards == learned.undated.cards

"""Times and places that an incident may have had: how likely each is, and what that says of a pair."""

from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from events.documents import ArticleRead
from events.reports import LikelyPlace, LikelyTime, Report
from processors.cluster.features import NAMES, features_of
from processors.cluster.features_when import told_alike, told_apart
from processors.cluster.features_where import near
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import shipped
from processors.cluster.step import placed_report
from processors.cluster.when_where import Spot, Time
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.shares import LEAST, shares
from processors.report.step import Reporter
from tests.support.tellings import article, report


def _profile(**likely: object) -> Profile:
    told = report("a", 0, "A blast wrecked a bakery on Tallow Street.", "explosion", "Norrvik", "2021-03-03")
    told = msgspec.structs.replace(told, evidence=msgspec.structs.replace(told.evidence, **likely))
    return profile_of(placed_report(article("a", [told], published="2021-03-06"), told), shipped().weights)


def _times(*told: tuple[str, int, bool]) -> tuple[LikelyTime, ...]:
    return tuple(LikelyTime(date_from=day, date_to=day, share=share, told=named) for day, share, named in told)


@given(st.lists(st.integers(-3000, 3000), max_size=30))
def test_shares_are_thousandths_of_what_is_likely(points: list[int]) -> None:
    found = shares(points)
    assert len(found) == len(points)
    assert all(0 <= share <= 1000 - LEAST for share in found), "what is certain isn't told twice"
    assert sum(found) <= 1000 + len(points)
    told = [share for share in found if share]
    assert not told or found[points.index(max(points))] == max(told)
    assert min(told, default=LEAST) >= LEAST or len(told) == 1


def test_a_logit_is_a_hundred_points() -> None:
    assert shares([100, 0]) == [731, 269]
    assert shares([0, 0, -1000]) == [500, 500, 0]
    assert shares([]) == []


def test_what_many_share_is_in_doubt_and_not_certain() -> None:
    assert shares([300] + [0] * 40)[:2] == [334, 0]
    assert shares([0] * 60)[:2] == [17, 0]
    assert _profile(times=_times(("2021-03-03", 17, True))).in_doubt


def test_a_time_that_is_none_is_passed_over() -> None:
    assert [t.share for t in _profile(times=_times(("2021-02-30", 500, True), ("2021-03-03", 500, True))).times] == [500]


def test_a_time_that_no_other_beats_by_much_is_in_doubt() -> None:
    unsure = _profile(times=_times(("2021-03-03", 600, True), ("2021-02-11", 400, True)))
    sure = _profile(times=_times(("2021-03-03", 900, True), ("2021-02-11", 100, True)))
    assert (unsure.in_doubt, sure.in_doubt, _profile().in_doubt) == (True, False, False)
    of = dict(zip(NAMES, features_of(unsure, sure, 0), strict=True))
    assert (of["when"], of["when in doubt"]) == (None, 0)


def test_days_that_both_texts_name_may_lie_apart() -> None:
    one = _profile(times=_times(("2021-03-03", 600, True), ("2021-02-11", 300, True), ("2021-03-06", 100, False)))
    other = _profile(times=_times(("2021-03-04", 500, True), ("2021-03-06", 500, False)))
    assert told_apart(one, other) == 300 * 500 // 1000, "a day of writing isn't told, and one day off is not apart"
    certain = msgspec.structs.replace(other, times=(Time(other.times[0].first, other.times[0].last, True, 1000),))
    assert told_apart(one, certain) == 300
    assert told_alike(one, one) == (600 * 600 + 300 * 300) // 1000
    assert told_alike(one, certain) == 0, "one day off is neither apart nor the same"
    assert told_alike(one, msgspec.structs.replace(other, times=())) is None
    assert told_apart(one, msgspec.structs.replace(other, times=())) is None


def test_towns_near_each_other_meet_as_likely_as_both_are() -> None:
    spot = LikelyPlace(geoname_id=901, lat=60.1, lon=17.2, precision=1, share=700)
    beside = msgspec.structs.replace(spot, geoname_id=5, lat=60.2, share=200)
    region = msgspec.structs.replace(spot, geoname_id=6, precision=4, share=100)
    one = _profile(places=(spot, beside, region))
    assert one.spots == (Spot(901, 60.1, 17.2, 700), Spot(5, 60.2, 17.2, 200)), "a region is no town"
    assert near(one, _profile()) == 900
    assert near(one, msgspec.structs.replace(one, spots=(Spot(901, 0.0, 0.0, 500), Spot(7, 0.0, 0.0, 500)))) == 350
    assert near(one, msgspec.structs.replace(one, spots=())) is None


def _told(gazetteer: Path, text: str) -> Report:
    written = ArticleRead(
        id="r", article_id="a", version="1", key="k", source="s", publisher="p", fetched_at="", title="", text=text,
        published="2021-06-10", language="en",
    )  # fmt: skip
    return Reporter(Gazetteer.open(gazetteer))(written).reports[0]


def test_a_report_keeps_the_times_and_places_that_it_did_not_take(built_gazetteer: Path) -> None:
    told = _told(
        built_gazetteer, "A man was shot in Salem, Oregon, on June 2. A woman was stabbed near Portland, Oregon, May 27."
    )
    assert (told.when.date_from, told.when.date_to) in {(t.date_from, t.date_to) for t in told.evidence.times}
    assert len({t.share for t in told.evidence.times}) > 1
    assert told.place
    assert told.place.geoname_id in {p.geoname_id for p in told.evidence.places}


def test_what_is_certain_is_not_told_twice(built_gazetteer: Path) -> None:
    told = _told(built_gazetteer, "A man was shot in Salem, Oregon.")
    assert told.when.date_from == "2021-06-09"
    assert told.evidence.times == ()

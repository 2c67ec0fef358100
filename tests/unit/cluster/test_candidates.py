"""Which reports are worth comparing: it depends on the two alone, and the index finds just these."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from events.reports import Place
from processors.cluster.candidates import Index, days_of, is_candidate, needed
from processors.cluster.profile import Profile, profile_of
from processors.cluster.scorecard import shipped
from processors.cluster.step import placed_report
from tests.support.tellings import article, report

NAMES = ("Ilse Brandt", "Oskar Lind", "Tallow Street", "Quill Harbour", "the blast", "a fire")
DAYS = ("", "2021-03-03", "2021-03-08", "2021-05-01")


def told(key: str, text: str, day: str) -> Profile:
    its = report(key, 0, text, "fire", "Norrvik", day)
    return profile_of(placed_report(article(key, [its]), its), shipped().weights)


TELLINGS = st.lists(st.tuples(st.lists(st.sampled_from(NAMES), max_size=4).map(" ".join), st.sampled_from(DAYS)), max_size=8)


@settings(deadline=None)  # the first one loads the model
@given(TELLINGS, st.data())
def test_the_index_finds_the_candidates_and_no_others(tellings: list[tuple[str, str]], data: st.DataObject) -> None:
    profiles = {f"r{n}": told(f"a{n}", *telling) for n, telling in enumerate(tellings)}
    index = Index()
    for key, profile in profiles.items():
        index.add(key, profile)
    for key in data.draw(st.lists(st.sampled_from(sorted(profiles)), unique=True)) if profiles else []:
        index.remove(key, profiles[key])
        if data.draw(st.booleans()):
            profiles[key] = told(key, "Quill Harbour", data.draw(st.sampled_from(DAYS)))
            index.add(key, profiles[key])
        else:
            del profiles[key]
    one = told("one", "Ilse Brandt of Quill Harbour saw the blast.", data.draw(st.sampled_from(DAYS)))
    assert sorted(index.candidates(one)) == [key for key in sorted(profiles) if is_candidate(one, profiles[key])]


def test_incidents_told_weeks_apart_must_share_more() -> None:
    days = ("2021-03-03", "2021-03-10", "2021-05-01", "")
    near, later, far, untold = (days_of(told("a", "A fire burned. " * 60, day)) for day in days)
    assert needed(near, near) < needed(near, later) < needed(near, far)
    assert needed(near, untold) == needed(untold, far) == needed(near, later)


def test_two_short_texts_have_less_to_share() -> None:
    near, later, untold = (days_of(told("a", "A fire.", day)) for day in ("2021-03-03", "2021-03-10", ""))
    long = days_of(told("a", "A fire burned. " * 60, ""))
    assert needed(untold, untold) == needed(near, untold) == needed(near, near) < needed(near, later)
    assert needed(untold, long) == needed(long, untold) == needed(long, long) == needed(near, later)


def test_a_quarter_is_found_by_its_city_on_the_same_day() -> None:
    city = Place(name="Norrvik", geoname_id=1, country="NO", lat=60.0, lon=5.0, precision=1)
    quarter = Place(name="Sandbukt", geoname_id=2, country="NO", lat=60.02, lon=5.0, precision=1, above=1)
    found = [_on_a_day(where, "2021-03-03") for where in (city, quarter, msgspec.structs.replace(quarter, above=0))]
    assert is_candidate(found[0], found[1])
    assert is_candidate(found[1], _on_a_day(msgspec.structs.replace(quarter, geoname_id=3), "2021-03-03"))
    assert not is_candidate(found[0], found[2])
    assert not is_candidate(found[0], _on_a_day(quarter, "2021-03-09"))


def _on_a_day(where: Place, day: str) -> Profile:
    its = msgspec.structs.replace(report("a", 0, "A fire burned.", "fire", "Norrvik", day), place=where)
    key = f"{where.geoname_id}.{where.above}.{day}"
    return profile_of(placed_report(article(key, [its]), its), shipped().weights)


def _in(language: str, precision: int, region: str = "07", name: str = "Norrvik", day: str = "2021-03-03") -> Profile:
    where = Place(name=name, geoname_id=len(name), country="NO", lat=60.0, lon=5.0, precision=precision, admin1_code=region)
    its = msgspec.structs.replace(
        report(f"{language}{precision}", 0, {"en": "A fire.", "ru": "Пожар."}[language], "fire", "Norrvik", day), place=where
    )
    placed = placed_report(article(f"{language}{precision}{region}{name}{day}", [its]), its)
    return profile_of(msgspec.structs.replace(placed, language=language), shipped().weights)


def test_in_two_languages_a_region_is_enough_where_one_names_no_town() -> None:
    town, region, country = _in("en", 1, name="Sandbukt"), _in("ru", 4), _in("ru", 6, region="")
    assert all(is_candidate(a, b) for a, b in ((town, region), (region, town), (town, country)))
    assert not is_candidate(town, _in("ru", 1, name="Oduma"))  # two towns
    assert not is_candidate(town, _in("ru", 4, region="08"))
    assert not is_candidate(town, _in("ru", 4, day="2021-03-04"))
    assert not is_candidate(town, _in("en", 4))


def test_the_index_finds_regions_as_the_pairs_alone_would() -> None:
    places = ((1, "07"), (4, "07"), (4, "08"), (6, ""))
    profiles = {
        f"{language}{precision}{region}{name}": _in(language, precision, region, name)
        for language in ("en", "ru")
        for precision, region in places
        for name in ("Sandbukt", "Oduma")
    }
    index = Index()
    for key, profile in profiles.items():
        index.add(key, profile)
    index.remove("ru407Oduma", profiles.pop("ru407Oduma"))
    for key, profile in profiles.items():
        found = {other for other in index.candidates(profile) if other != key}
        assert found == {other for other, its in profiles.items() if is_candidate(profile, its)}

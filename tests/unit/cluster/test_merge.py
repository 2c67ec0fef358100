"""An incident's line: made from its reports alone, by rules that a reader can check."""

import msgspec

from events.incidents import Figure, PlacedReport
from events.reports import Claim, Report, When
from processors.cluster.families import families
from processors.cluster.merge import incident_of, originals
from tests.support.tellings import town


def told(n: str, published: str = "", publisher: str = "", **fields: object) -> PlacedReport:
    report = Report(id=n, ordinal=0, event_type="explosion", text="A blast.", spans=((0, 8),), title=f"title {n}")
    report = msgspec.structs.replace(report, **fields)
    return PlacedReport(report=report, incident="", article_id=n, source=n, publisher=publisher or n, published=published)


def claim(field: str, best: int | None = None, text: str = "", **more: object) -> Claim:
    return Claim(field=field, quote=text or str(best), start=0, end=1, best=best, text=text, **more)  # type: ignore[arg-type]


def line(*reports: PlacedReport, copies: dict[str, set[str]] | None = None):  # type: ignore[no-untyped-def]
    return incident_of(reports, originals(reports, copies or {}), [], families().of)


def day(text: str, precision: int = 1) -> When:
    return When(date_from=text, date_to=text, precision=precision)


def test_its_id_is_that_of_its_earliest_report_and_unknown_dates_come_last() -> None:
    assert line(told("a"), told("b", "2024-05-13"), told("c", "2024-05-13T00:30:00+02:00")).id == "c"
    assert line(told("b"), told("a", "0001-01-01")).id == "a"


def test_its_title_is_that_of_the_first_best_telling_that_has_one() -> None:
    early, late = told("a", "2024-05-12", telling="background"), told("b", "2024-05-13")
    assert line(early, late).title == "title b"
    assert line(early, msgspec.structs.replace(late, report=msgspec.structs.replace(late.report, title=""))).title == "title a"
    assert line(told("c", title="", text="A blast.\n Two hurt.")).title == "A blast. Two hurt."


def test_the_latest_figure_is_best_and_the_range_spans_all() -> None:
    early = told("a", "2024-05-12", claims=(claim("killed", 13, low=12, high=13),))
    late = told("b", "2024-05-14", claims=(claim("killed", 15),))
    mention = told("c", "2024-09-01", telling="background", claims=(claim("killed", 20),))
    assert line(early, late, mention).figures == {"killed": Figure(best=15, low=12, high=20)}


def test_missiles_and_drones_are_no_figure_together() -> None:
    claims = (claim("weapon", 9, "missiles"), claim("weapon", 60, "drones"), claim("intercepted", 57), claim("injured", 0))
    assert line(told("1", claims=claims)).figures == {"injured": Figure(best=0, low=0, high=0)}


def test_the_place_told_most_among_the_precise_ones() -> None:
    towns = [town("Norrvik"), town("Norrvik"), town("Oduma"), *[town("Calbera", 4)] * 3]
    found = line(*(told(str(n), place=place) for n, place in enumerate(towns)))
    assert found.place == town("Norrvik")


def test_counties_without_an_id_are_not_one_place() -> None:
    one, two = (msgspec.structs.replace(town("Norrvik", 3), geoname_id=0, name=n) for n in ("Upper County", "Lower County"))
    assert line(told("a", place=one), told("b", place=one), told("c", place=two)).place == one
    assert line(told("a", place=one), told("b", place=two), told("c", place=two)).place == two


def test_the_day_that_most_meet_and_a_month_only_where_no_day_is_told() -> None:
    month = When(date_from="2024-05-01", date_to="2024-05-31", precision=4)
    times = [day("2024-05-12"), day("2024-05-12"), day("2024-05-13"), month]
    assert line(*(told(str(n), when=when) for n, when in enumerate(times))).when == day("2024-05-12")
    assert line(told("d", when=month), told("e")).when == month
    assert line(told("e", when=When(month_day="07-11", precision=1))).when.month_day == "07-11"


def test_two_accounts_of_the_cause_are_a_dispute() -> None:
    one, two = told("a", claims=(claim("cause", text="missile strike"),)), told("b", claims=(claim("cause", text="gas leak"),))
    assert line(one, two).status == "disputed"
    assert line(one, told("b", claims=(claim("cause", text="a missile hit"),))).status == "corroborated"


def test_copies_and_one_publisher_twice_are_no_second_witness() -> None:
    a, b, c = told("a", "2024-05-12", "one"), told("b", "2024-05-13", "two"), told("c", "2024-05-14", "one")
    assert line(a, b, copies={"a": {"b"}, "b": {"a"}}).status == "reported"
    assert (line(a, c).publishers, line(a, b).publishers) == (1, 2)


def test_a_chain_of_copies_has_one_original() -> None:
    reports = [told("a", "2024-05-14"), told("b", "2024-05-13"), told("c", "2024-05-12")]
    near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
    assert originals(reports, near) == {"a": "c", "b": "c", "c": "c"}

"""Publishers' families: outlets of one owner are one witness, and an operator may know more of them."""

from pathlib import Path

import pytest

from events.errors import ConfigError
from events.reports import Claim
from processors.cluster.families import Families, Family, families, read_families, shipped_table
from processors.cluster.merge import incident_of, originals
from processors.cluster.scorecard import shipped
from processors.cluster.step import ClusterStep
from tests.unit.cluster.test_merge import told


def test_the_shipped_table_has_each_outlet_once() -> None:
    members = {(m.casefold(), owner) for owner, f in shipped_table().items() for m in (*f.hosts.split(), *f.names)}
    assert len(members) == len({member for member, _ in members})
    assert len(shipped_table()) > 100
    hosts = [host for f in shipped_table().values() for host in f.hosts.split()]
    assert len(hosts) == len(set(hosts))
    assert all("." in host and "/" not in host and host == host.lower() for host in hosts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("www.usatoday.com", "eu.freep.com"),
        ("USA Today", "indystar.com"),
        ("The Times", "nypost.com"),
        ("g1.globo.com", "O Globo"),
        ("RT", "РИА Новости"),
        ("m.dailymail.co.uk", "Metro"),
    ],
)
def test_outlets_of_one_owner_are_one_family(one: str, other: str) -> None:
    assert families().of(one) == families().of(other)


def test_an_outlet_that_no_table_knows_stands_alone_by_its_site() -> None:
    of = families().of
    assert of("www.Harbour-Gazette.example") == of("harbour-gazette.example") == "harbour-gazette.example"
    assert of("Radio Nine") != of("City Desk")
    assert len({of("tass.ru"), of("ria.ru"), of("notria.ru"), of("apnews.com"), of("reuters.com")}) == 5
    assert of("") == ""


def test_corroboration_and_figures_count_families() -> None:
    sisters = [told("a", "2024-05-12", "freep.com"), told("b", "2024-05-13", "indystar.com")]
    line = incident_of(sisters, originals(sisters, {}), [], families().of)
    assert (line.publishers, line.status) == (1, "reported")
    others = [*sisters, told("c", "2024-05-13", "chron.com")]
    line = incident_of(others, originals(others, {}), [], families().of)
    assert (line.publishers, line.status) == (2, "corroborated")

    def said(n: str, publisher: str, killed: int):  # type: ignore[no-untyped-def]
        claim = Claim(field="killed", quote=str(killed), start=0, end=1, best=killed)
        return told(n, "2024-05-12", publisher, claims=(claim,))

    two = [said("a", "freep.com", 4), said("b", "indystar.com", 4), said("c", "chron.com", 3), said("d", "Radio Nine", 3)]
    assert incident_of(two, originals(two, {}), [], families().of).figures["killed"].best == 3
    assert incident_of(two, originals(two, {}), [], str).figures["killed"].best == 4


def test_an_operators_file_adds_and_frees_outlets_and_changes_the_version(tmp_path: Path) -> None:
    file = tmp_path / "families.toml"
    file.write_text('[harbour]\nhosts = "gazette.example courier.example"\n[independent]\nhosts = "freep.com"\n')
    mine = families(file)
    assert mine.of("www.gazette.example") == mine.of("courier.example") == "harbour"
    assert mine.of("freep.com") == "freep.com" != mine.of("indystar.com")
    assert mine.version != families().version
    assert ClusterStep(shipped(), mine).version != ClusterStep(shipped()).version


def test_the_order_of_a_table_changes_nothing() -> None:
    one, other = Family(hosts="a.com b.com"), Family(names=("C",))
    assert Families({"x": one, "y": other}).version == Families({"y": other, "x": Family(hosts="b.com a.com")}).version


def test_a_file_that_is_none_says_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="can't be read"):
        read_families(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[x]\nhost = 1\n")
    with pytest.raises(ConfigError, match="expected sections"):
        read_families(tmp_path / "bad.toml")

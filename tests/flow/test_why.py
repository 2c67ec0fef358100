"""`sitrep incidents why` from the log alone: what joined reports, what nearly did, and what an analyst said instead."""

from pathlib import Path
from typing import Any

import pytest

from processors.cluster.scorecard import HIGHEST, NO_CANDIDATE
from tests.flow.test_console import Installation

DOCUMENTS = {
    "mill-1": "Two workers were killed and five injured on 5 March 2024 in a fire at a paper mill in Porto, Portugal, police "
    "said. Ines Moreau, 34, saw the roof of the drying hall fall in.",
    "mill-2": "A blaze at a paper mill in Porto, Portugal, on 5 March 2024 left two workers dead and five injured. The roof "
    "of the drying hall fell in, said Ines Moreau, a neighbour.",
    "dam": "Nine people drowned on 7 June 2019 when a dam burst above the town of Larne in Northern Ireland. Ines Moreau, an "
    "engineer who once built the drying hall of a paper mill in Porto, Portugal, had warned of cracks.",
    "quake": "An earthquake shook Basra in Iraq on 2 August 2021; 40 people were injured.",
}


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory, built_gazetteer: Path) -> Installation:
    """Four documents through all steps up to `incidents`; there is no database."""
    installation = Installation(tmp_path_factory.mktemp("why"), built_gazetteer, "postgresql://nobody@127.0.0.1:1/none")
    for old in installation.documents.iterdir():
        old.unlink()
    for name, text in DOCUMENTS.items():
        (installation.documents / f"{name}.txt").write_text(text)
    installation.sitrep("ingest", "--once")
    for step in ("read", "report", "dedupe", "cluster"):
        installation.sitrep("process", step, "--once")
    return installation


def reports(installation: Installation) -> dict[str, Any]:
    """Report ids by the words that only one document has."""
    from console.settings import load_settings
    from console.why import open_explainer
    from console.wiring.wire import Wiring

    with Wiring(load_settings(installation.settings)) as wiring:
        nodes = open_explainer(wiring)[0].state.nodes
    names = {"34": "mill-1", "blaze": "mill-2", "dam": "dam", "earthquake": "quake"}
    return {name: r for word, name in names.items() for r, node in nodes.items() if word in node.placed.report.text}


def test_a_merge_is_explained_to_the_last_point(worked_out: Installation) -> None:
    ids = reports(worked_out)
    answer = worked_out.json("incidents", "why", ids["mill-1"], ids["mill-2"])
    (pair,) = answer["pairs"]
    assert (pair["candidate"], pair["basis"], pair["together"], pair["lacking"]) == (True, "evidence", True, "")
    points = pair["intercept"] + sum(f["points"] for f in pair["features"])
    assert pair["score"] == pair["counted"] == max(NO_CANDIDATE, min(HIGHEST, points))
    assert pair["counted"] == answer["closeness"] >= answer["threshold"]
    assert sum(pair["shared_keys"].values()) == pair["shared_weight"] >= pair["needed_weight"]
    printed = worked_out.sitrep("incidents", "why", ids["mill-1"], ids["mill-2"])
    assert "the same" in printed
    assert str(pair["counted"]) in printed


def test_an_incident_tells_how_it_came_together_and_what_came_nearest(worked_out: Installation) -> None:
    ids = reports(worked_out)
    answer = worked_out.json("incidents", "why", ids["mill-2"][:8])
    (incident,) = answer["incidents"]
    assert {r for r, d in answer["reports"].items() if d["incident"] == incident} == {ids["mill-1"], ids["mill-2"]}
    (join,) = answer["joins"]
    assert sorted(join["a"] + join["b"]) == sorted((ids["mill-1"], ids["mill-2"]))
    assert join["closeness"] >= answer["threshold"]
    (near,) = answer["near"]
    assert near["incident"] == ids["dam"]
    assert near["closeness"] < answer["threshold"]
    assert near["pair_count"] == 2
    assert any(f["feature"] == "when" and f["points"] < 0 for f in near["pair"]["features"])
    printed = worked_out.sitrep("incidents", "why", incident)
    assert "Other incidents that came nearest" in printed
    assert near["incident"] in printed


def test_reports_with_nothing_in_common_were_never_compared(worked_out: Installation) -> None:
    ids = reports(worked_out)
    answer = worked_out.json("incidents", "why", ids["dam"], ids["quake"])
    (pair,) = answer["pairs"]
    assert (pair["candidate"], pair["basis"], pair["counted"]) == (False, "no candidate", -4000)
    assert "needed" in pair["lacking"]
    assert answer["closeness"] < answer["threshold"]


def test_an_unknown_id_is_said_to_be_none(worked_out: Installation) -> None:
    assert "there is no incident, report or article 'nope'" in worked_out.sitrep("incidents", "why", "nope", code=2)

"""Our own odd feeds through the real ingest: every item comes, every refusal has its reason."""

import json
import shutil
from pathlib import Path

from bench.robustness import feds, report, through_ingest

FEEDS = Path(__file__).parent.parent / "unit" / "ingest" / "feeds"


def test_no_item_is_lost_on_the_way(tmp_path: Path) -> None:
    suite, work = tmp_path / "feeds" / "own", tmp_path / "work"
    work.mkdir()
    suite.mkdir(parents=True)
    rows = []
    for path in sorted(p for p in FEEDS.iterdir() if p.suffix != ".golden"):
        shutil.copy(path, suite)
        told = json.loads((FEEDS / f"{path.name}.golden").read_text("utf-8"))
        rows.append(json.dumps({"file": path.name, "items_regex": len(told.get("entries", ())) + len(told.get("problems", ()))}))
    (suite / "manifest.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    came = through_ingest(suite.parent, feds(suite.parent), work)
    for c in came:
        assert c.health.fetched == c.fed.expected, c.fed.path
        assert c.health.fetched == c.health.sent + c.health.duplicate + c.health.refused, c.fed.path
        assert len(c.read) == c.health.sent, c.fed.path
        assert bool(c.health.last_error) == c.fed.path.startswith("refused-"), c.fed.path
    lines = list(report(came))
    assert lines[-1] == "files with another number of items than expected"

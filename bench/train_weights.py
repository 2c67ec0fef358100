"""Term weights: how rare a term is in news that no score is measured on.

They come from the labelled sets for figures, places and wire reports, never from a set that clustering is trained or reported
on, so that nothing has to be cross-fitted. Languages without such a set get the stop lists of `justext` as common terms.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import justext

from events.reports import Report
from processors.cluster.profile import KIND
from processors.report.evidence import evidence_of

OUTSIDE = ("casualties_us_dev", "casualties_spans_dev", "geo_lgl", "geo_geovirus", "reports_latam_dev")
STOP_LISTS = (
    "Russian Ukrainian Spanish French German Italian Portuguese Arabic Turkish Polish Dutch Persian Hebrew Romanian".split()  # noqa: SIM905
)
STOP_WEIGHT, LEAST_SEEN = 20, 2


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def term_weights(data: Path) -> dict[str, int]:
    """Term -> 10 ln((documents + 1) / (documents with it + 0.5)), of terms in at least 2 documents."""
    seen: Counter[str] = Counter()
    documents = 0
    for name in OUTSIDE:
        for row in rows(data / f"{name}.jsonl"):
            evidence = evidence_of(str(row.get("title") or ""), str(row["text"]), str(row.get("lang") or ""))
            seen.update(evidence.terms.keys() | evidence.names.keys())
            documents += 1
    weights = {t: round(10 * math.log((documents + 1) / (n + 0.5))) for t, n in seen.items() if n >= LEAST_SEEN}
    for word in _stop_words():
        weights[word] = min(weights.get(word, STOP_WEIGHT), STOP_WEIGHT)
    return dict(sorted(weights.items()))


def kind_weights(reports: Iterable[Report]) -> dict[str, int]:
    """The same for kinds of incident, under "kind:" and their name."""
    seen = Counter(report.event_type for report in reports)
    return {KIND + k: round(10 * math.log((seen.total() + 1) / (n + 0.5))) for k, n in sorted(seen.items())}


def _stop_words() -> set[str]:
    words = (w for language in STOP_LISTS for w in justext.get_stoplist(language))
    return {w.casefold() if w.isascii() else w.casefold()[:6] for w in words if w.isalpha() and len(w) <= 5}

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
from processors.cluster.stems import STEM
from processors.report.evidence import evidence_of, terms_of

OUTSIDE = ("casualties_us_dev", "casualties_spans_dev", "geo_lgl", "geo_geovirus", "reports_latam_dev")
STOP_LISTS = (
    "Russian Ukrainian Spanish French German Italian Portuguese Arabic Turkish Polish Dutch Persian Hebrew Romanian".split()  # noqa: SIM905
)
STOP_WEIGHT, COMMON_WEIGHT, LEAST_SEEN = 20, 40, 2
SHORT_WORD = 5  # letters; longer words of a stop list are but frequent


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
            seen.update({STEM[t] for t in evidence.terms} | evidence.names.keys())
            documents += 1
    weights = {t: round(10 * math.log((documents + 1) / (n + 0.5))) for t, n in seen.items() if n >= LEAST_SEEN}
    return dict(sorted(with_stop_words(weights).items()))


def with_stop_words(weights: dict[str, int]) -> dict[str, int]:
    """The table, and the common terms of languages that no labelled set has: some lists go far beyond particles."""
    words = [w for language in STOP_LISTS for w in justext.get_stoplist(language) if w.isalpha()]
    frequent = {_term(w) for w in words if len(w) > SHORT_WORD} - {""}
    common = dict.fromkeys({STEM[t] for t in frequent} | {t for t in frequent if not t.isascii()}, COMMON_WEIGHT)
    stop = {_term(w) for w in words if len(w) <= SHORT_WORD} - {""}
    return common | weights | {w: min(weights.get(w, STOP_WEIGHT), STOP_WEIGHT) for w in stop}


def kind_weights(reports: Iterable[Report]) -> dict[str, int]:
    """The same for kinds of incident, under "kind:" and their name."""
    seen = Counter(report.event_type for report in reports)
    return {KIND + k: round(10 * math.log((seen.total() + 1) / (n + 0.5))) for k, n in sorted(seen.items())}


def _term(word: str) -> str:
    return next(iter(terms_of(word)), "")

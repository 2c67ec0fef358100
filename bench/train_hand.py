"""What the scorecard takes that no labelled set can teach: points set by hand for kinds, and what our own news of seven languages
teaches of pairs in two of them (train_across.py)."""

import json

from bench.train_across import OUT, PRIOR
from processors.cluster.scorecard import Card

# Each labelled set holds news of one kind, so it can't teach what kinds tell: these points are set by hand and damped, after how
# rare a kind is in news outside (agreement weights by frequency: I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969).
_ACROSS = json.loads(OUT.read_text(encoding="utf-8"))
BY_HAND = {
    "kind": Card((1, 2, 3, 4), (-1000, -300, 0, 500, 1000)),
    **{name: Card(card.edges, tuple(_ACROSS["points"][name])) for name, card in PRIOR.items()},
}
ABROAD = -4000  # of dated pairs in two countries: the dated sets are of one country, so they can't teach it
ACROSS_BASE = int(_ACROSS["base"])  # of a pair in two languages, over the threshold

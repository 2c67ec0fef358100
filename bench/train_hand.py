"""What the scorecard takes that no labelled set can teach: points set by hand, for kinds, and for pairs in two languages."""

from processors.cluster.scorecard import Card

# Each labelled set holds news of one kind, so it can't teach what kinds tell: these points are set by hand and damped, after how
# rare a kind is in news outside (agreement weights by frequency: I. Fellegi and A. Sunter, "A Theory for Record Linkage", 1969).
#
# Nor does any set hold pairs in two languages. What structure tells of them is set by hand as well, so that town, day and kind
# together bring a pair over the threshold, and figures, names and streets decide (docs/adr/0084-across-languages.md,
# 0156-one-town-one-day.md; `python -m bench.structure` counts what they tell within one language).
BY_HAND = {
    "kind": Card((1, 2, 3, 4), (-1000, -300, 0, 500, 1000)),
    "their time": Card((1, 2, 3, 4), (-5000, -2000, 0, 1200, 2000)),
    "their place": Card((1, 2, 3, 4), (-6000, -3000, 800, 2000, 2400)),
    "their kind": Card((1, 2), (-2500, 200, 1200)),
    "their figures": Card((-1, 0, 1, 2, 3, 4), (-1800, -600, 0, 800, 1800, 2500, 3200)),
    "their names": Card((1, 2, 3, 4), (-300, 900, 2000, 2800, 3200)),
    "their streets": Card((1,), (-2000, 1500)),
}
ABROAD = -4000  # of dated pairs in two countries: the dated sets are of one country, so they can't teach it
ACROSS_BASE = -4400  # of a pair in two languages, over the threshold

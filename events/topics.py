"""The topics, and which of them belong to a generation.

`raw`, `corrections` and `generations` are kept for ever and shared; the others are `<generation>.<name>`.
"""

from dataclasses import dataclass

RAW = "raw"
CORRECTIONS = "corrections"
GENERATIONS = "generations"
ARTICLES = "articles"
REPORTS = "reports"
UNIQUE = "unique"
INCIDENTS = "incidents"
DEAD = "dead"

SHARED = (RAW, CORRECTIONS, GENERATIONS)
OF_A_GENERATION = (ARTICLES, REPORTS, UNIQUE, INCIDENTS, DEAD)
MANY_PARTITIONS = frozenset({RAW, ARTICLES})


@dataclass(frozen=True)
class TopicSpec:
    """A topic to create: never compacted, never expired."""

    name: str
    partitions: int


def topic_name(name: str, generation: str) -> str:
    """The log's name of a topic: `raw` stays, `articles` becomes `g1.articles`."""
    return name if name in SHARED else f"{generation}.{name}"


def topic_specs(generation: str, many: int) -> list[TopicSpec]:
    """All topics that one generation needs; `many` is the number of partitions of `raw` and `articles`."""
    names = (*SHARED, *OF_A_GENERATION)
    return [TopicSpec(topic_name(n, generation), many if n in MANY_PARTITIONS else 1) for n in names]

"""What near copies of one incident cost: a thousand of them among made-up others.

`python -m bench.copies_cost [--copies N] [--edits N ...]`. Each copy is one made-up article with a few words changed, a line of
its own and its own publisher and hour. Told are milliseconds of dedupe and cluster for an insert when a tenth of the copies are
there and when all are, bytes of their decisions, nodes in the graph, and the pairwise F1 of the other articles before and after.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import comb

from bench.installation import installation
from events.codec import encode
from events.documents import ArticleRead
from events.ids import make_id
from processors.cluster.scorecard import shipped
from processors.cluster.state import ClusterState
from processors.cluster.step import ClusterStep
from processors.dedupe.state import DedupeState
from processors.dedupe.step import DedupeStep
from processors.report.step import Reporter

SCENES = [
    ("explosion", "a gas explosion tore through a bakery", "The blast shattered windows along the street"),
    ("fire", "a fire swept through a timber warehouse", "Flames reached the roof within minutes"),
    ("shooting", "a gunman shot customers in a bar", "The gunman fled on foot"),
    ("flood", "a flood swept cars from a riverside road", "Water rose by two metres overnight"),
]
TOWNS = ["Toledo, Ohio", "Lyon, France", "Gdynia, Poland", "Salamanca, Spain", "Leeds, England", "Adelaide, Australia"]
FIRST = ["Ilse", "Marek", "Tomas", "Anna", "Piet", "Lena", "Rosa", "Henk", "Carla", "Jorge"]
LAST = ["Brandt", "Duda", "Vrba", "Kowal", "Joosten", "Fors", "Almeida", "Quist", "Oyelaran", "Santacruz"]
FILLING = [
    "neighbours",
    "gathered",
    "crews",
    "worked",
    "until",
    "dawn",
    "while",
    "families",
    "waited",
    "outside",
    "the",
    "hospital",
    "and",
    "the",
    "mayor",
    "promised",
    "help",
    "engineers",
    "examined",
    "walls",
    "nearby",
    "schools",
    "stayed",
    "closed",
    "volunteers",
    "brought",
    "blankets",
    "investigators",
    "asked",
    "drivers",
    "for",
    "videos",
    "shops",
    "reopened",
    "slowly",
    "buses",
    "took",
    "other",
    "roads",
    "a",
    "priest",
    "rang",
    "bells",
    "children",
    "drew",
    "pictures",
    "lights",
    "were",
    "out",
    "until",
    "evening",
]


def article(incident: int, voice: int, *, edits: int = 0) -> ArticleRead:
    """One telling of a made-up incident. `edits`: words changed in it."""
    chance = random.Random(incident)
    _, happened, detail = SCENES[incident % len(SCENES)]
    town = chance.choice(TOWNS)
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}{'aeiou'[incident % 5]}{'nrtls'[incident // 5 % 5]}"
    day = datetime(2024, 1 + incident % 12, 1 + incident % 27, 9, tzinfo=UTC)
    told = [_filling(f"{incident} {n}") for n in range(8)] + [
        _filling(f"{incident} {0 if edits else voice} {n}") for n in range(4)
    ]
    text = (
        f"On {day:%B %d, %Y}, {happened} in {town}, killing {2 + incident % 9} people, police said. {detail}. "
        f"{name}, {20 + incident % 60}, who saw it, called for help. {' '.join(told)} {name} said nobody had warned them."
    )
    words, chance = text.split(" "), random.Random(f"{incident} {voice} edits")
    for _ in range(edits):
        words[chance.randrange(30, len(words))] = chance.choice(FILLING)
    line = f" This copy was printed by outlet number {voice}." if edits else ""
    published = day + timedelta(hours=1 + (7 * voice) % 40)
    return ArticleRead(
        id=make_id("read", incident, voice, edits), article_id=make_id("article", incident, voice, edits), version="1",
        key=f"{incident}-{voice}-{edits}", source=f"source{voice % 400}", publisher=f"Outlet {incident} {voice}", fetched_at="",
        title=f"{happened.capitalize()} in {town.split(',')[0]}", text=" ".join(words) + line, published=published.isoformat(),
        language="en",
    )  # fmt: skip


def _filling(seed: str) -> str:
    return " ".join(random.Random(seed).choices(FILLING, k=12)).capitalize() + "."


class Newsroom:
    """The three steps in a row. `spent`: CPU seconds of dedupe and cluster; `written`: bytes of what cluster decided."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter, self.dedupe, self.cluster = reporter, DedupeStep(), ClusterStep(shipped())
        self.known: DedupeState = self.dedupe.empty()
        self.state: ClusterState = self.cluster.empty()
        self.spent, self.written = 0.0, 0

    def take(self, read: ArticleRead) -> None:
        reported = self.reporter(read)
        started = time.process_time()
        unique = self.dedupe.decide(self.known, reported)
        self.known = self.dedupe.apply(self.known, unique)
        decided = self.cluster.decide(self.state, unique)
        self.state = self.cluster.apply(self.state, decided)
        self.spent += time.process_time() - started
        self.written += len(encode(decided))  # type: ignore[arg-type]

    def incident(self, read: ArticleRead) -> str:
        reports = self.state.articles.get(read.article_id)
        return self.state.nodes[min(reports)].placed.incident if reports else read.article_id


def pairwise(room: Newsroom, articles: Sequence[tuple[int, ArticleRead]]) -> float:
    """F1 of pairs of articles that are said to be of one incident."""
    gold, said = Counter(i for i, _ in articles), Counter(room.incident(a) for _, a in articles)
    both = Counter((i, room.incident(a)) for i, a in articles)
    hit, right, told = (sum(comb(n, 2) for n in counted.values()) for counted in (both, gold, said))
    return 2 * hit / (right + told)


def run(room: Newsroom, copies: int, edits: int, others: int) -> None:
    """Puts in the others, then the copies, and prints what that cost."""
    rest = [(n, article(n, voice)) for n in range(1, others // 4 + 1) for voice in range(4)]
    for _, one in rest:
        room.take(one)
    before, nodes = pairwise(room, rest), len(room.state.scores)
    room.take(article(0, 0))
    tenth, costs = copies // 10, []
    for n in range(copies):
        room.spent, room.written = 0.0, 0
        room.take(article(0, 1 + n, edits=edits))
        costs.append((room.spent * 1000, room.written))
    few, many = costs[tenth - tenth // 2 : tenth + tenth // 2], costs[-tenth:]
    early, late = (sum(c for c, _ in part) / len(part) for part in (few, many))
    sizes = [sum(size for _, size in part) // len(part) for part in (few, many)]
    print(f"{copies} near copies, {edits} words changed in each, among {len(rest)} others:")
    print(f"an insert at {tenth}: {early:.2f} ms, {sizes[0]} bytes; at {copies}: {late:.2f} ms, {sizes[1]} bytes")
    print(f"ratio {late / early:.2f}; nodes that the copies add: {len(room.state.scores) - nodes}")
    print(f"pairwise F1 of the others before {before:.4f}, after {pairwise(room, rest):.4f}")


def main() -> None:
    """Prints four lines for few edits and for many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--others", type=int, default=400)
    parser.add_argument("--edits", type=int, nargs="*", default=[3, 8])
    options = parser.parse_args()
    with installation() as wiring:
        reporter = Reporter(wiring.gazetteer)
        for edits in options.edits:
            run(Newsroom(reporter), options.copies, edits, options.others)


if __name__ == "__main__":
    main()

"""Ending a running pipeline without warning, again and again."""

import random
import time

from events.documents import DocumentFetched
from tests.support.kafka import Broker
from tests.support.pipeline import Pipeline, kill

ZOMBIE = ("tests.support.second_writer",)


def crash(
    pipeline: Pipeline, documents: list[DocumentFetched], *, kills: int, seed: int, broker: Broker | None = None,
    longest: float = 6.0,
) -> None:  # fmt: skip
    """Feeds the documents in parts, and ends the pipeline, its second writer and now and then the broker while they work."""
    rng = random.Random(seed)
    docs = list(documents)
    rng.shuffle(docs)
    for number in range(kills):
        pipeline.fill(docs[number::kills])
        running = [pipeline.start("run", "--once"), pipeline.start(module=ZOMBIE)]
        time.sleep(rng.uniform(1.0, longest))
        if broker and number % 3 == 2:
            broker.kill()
            time.sleep(rng.uniform(0.0, 0.5))
        for process in running:
            kill(process)
        if broker and number % 3 == 2:
            broker.start()
    pipeline.sitrep("run", "--once")

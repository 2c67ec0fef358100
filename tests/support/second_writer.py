"""A `dedupe` and a `cluster` that never ask who leads: a zombie beside the real ones. `python -m tests.support.second_writer`."""

import time

from console.settings import load_settings
from console.wiring.wire import Wiring
from eventlog.worker import StatefulWorker
from events.errors import LogUnavailable
from events.topics import CORRECTIONS, DEAD, INCIDENTS, REPORTS, UNIQUE, topic_name


def main() -> None:
    """Writes decisions until it is killed."""
    with Wiring(load_settings()) as wiring:
        wiring.first_generation()
        versions = wiring.steps.versions
        dead = topic_name(DEAD, "g1")
        steps = (
            ("dedupe", [topic_name(REPORTS, "g1")], topic_name(UNIQUE, "g1")),
            ("cluster", [topic_name(UNIQUE, "g1"), CORRECTIONS], topic_name(INCIDENTS, "g1")),
        )
        workers = [
            StatefulWorker(
                wiring.log,
                step=wiring.steps.stateful(name),
                sources=sources,
                target=target,
                dead=dead,
                snapshots=None,
                versions=versions,
                lead_always=True,
            )
            for name, sources, target in steps
        ]
        while True:
            try:
                if not sum(worker.run_batch() for worker in workers):
                    time.sleep(0.05)
            except LogUnavailable:
                time.sleep(0.5)


if __name__ == "__main__":
    main()

"""Articles a second through report, dedupe and cluster, and whether an article costs more when there are many.

`python -m bench.article_cost [DOCUMENTS.jsonl] [--first N]`. Documents as for `sitrep evaluate`, in the file's
order. CPU seconds of this process, so one core whatever else runs. The first and the last thousand can be compared.
"""

import argparse
import time
from pathlib import Path

from bench.installation import installation
from console.evaluate import append, load
from console.run import collected_rarely
from console.wiring.wire import Wiring

DEFAULT = Path("../shared/data/incidents_us_dev.jsonl")
TIMED = ("report", "dedupe", "cluster")
CHUNK = 1000


def cost(wiring: Wiring, chunk: list[object]) -> dict[str, float]:
    """CPU seconds of each step for these documents."""
    append(wiring.log, chunk)  # type: ignore[arg-type]
    seconds: dict[str, float] = {}
    for role in wiring.roles(("read", *TIMED)):
        started = time.process_time()
        while role.worker.run_batch() or role.worker.lag():
            pass
        seconds[role.name.split()[1]] = time.process_time() - started
    return seconds


def main() -> None:
    """Prints a line for each chunk, then the whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--first", type=int, default=None, help="only so many documents")
    options = parser.parse_args()
    if not options.documents.exists():
        print(f"articles: left out: {options.documents} isn't there; name a file of documents with DATA=documents.jsonl")
        return
    documents = load(options.documents)[: options.first]
    chunks = [documents[start : start + CHUNK] for start in range(0, len(documents), CHUNK)]
    with installation() as wiring, collected_rarely():
        cost(wiring, [])
        costs = [cost(wiring, list(chunk)) for chunk in chunks]
    for chunk, seconds in zip(chunks, costs, strict=True):
        parts = ", ".join(f"{name} {seconds[name] * 1000 / len(chunk):.1f}" for name in TIMED)
        print(f"{len(chunk)} articles: {sum(seconds[name] for name in TIMED) * 1000 / len(chunk):.1f} ms an article ({parts})")
    whole = sum(seconds[name] for seconds in costs for name in TIMED)
    print(f"report + dedupe + cluster: {len(documents) / whole:.0f} articles/s on one core")


if __name__ == "__main__":
    main()

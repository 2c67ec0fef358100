"""How far each step of a generation has come, from what it noted; without taking part in its group."""

from console.wiring.steps import STATEFUL, STEPS
from eventlog.generations import Generations
from eventlog.log import Log
from eventlog.stateless import group_of
from events.topics import topic_name


def step_lags(log: Log, found: Generations, generation: str) -> dict[str, int]:
    """Step -> inputs that it has not noted as done."""
    return {step: _lag(log, found, generation, step) for step in STEPS}


def _lag(log: Log, found: Generations, generation: str, step: str) -> int:
    flow = STEPS[step]
    target = topic_name(flow.target, generation)
    noted = log.committed(target if step in STATEFUL else group_of(target, step))
    there, lag = log.topics(), 0
    for source in (topic_name(short, generation) for short in flow.sources):
        starts = found.starts(generation, source)
        for place in ((source, partition) for partition in range(there.get(source, 0))):
            lag += max(0, log.end(*place) - noted.get(place, starts.get(place, 0)))
    return lag

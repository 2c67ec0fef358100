"""`incidents` -> PostgreSQL: the rows and how far the topic was read change in one transaction (delivery rule 5)."""

import logging
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert

from eventlog.chain import Chain
from eventlog.log import Log, Record
from events.base import Decision
from events.codec import decode
from events.errors import BadInput, OffsetLost
from events.incidents import IncidentsDecided
from sinks.batch import Batch
from sinks.schema import create_generation
from sinks.store import reading, writing
from sinks.tables import OF_A_GENERATION, in_schema, sink_position

logger = logging.getLogger(__name__)
PARTITION = 0  # of `incidents`, which has one: its decisions are one chain
BATCH = 500


@dataclass(frozen=True)
class Position:
    """The next offset to read; the last decision taken and its offset (-1: none)."""

    next_offset: int = 0
    last_decision: str = ""
    last_offset: int = -1


class IncidentSink:
    """Writes a generation's incidents into its schema, which is made if missing. Any number of sinks may do so at once.

    `topic` is the log's name of it (`g1.incidents`). Raises StoreUnavailable and LogUnavailable (nothing was written: call
    again), OffsetLost when the log isn't the one that the database was filled from.
    """

    def __init__(self, log: Log, *, engine: Engine, generation: str, topic: str, batch: int = BATCH) -> None:
        self.name = f"{generation} sink"
        self._log, self._engine, self._generation, self._topic, self._batch = log, engine, generation, topic, batch
        self._position: Position | None = None

    def run_batch(self, wait: float = 0.0) -> int:
        """Takes what is there, up to a batch; returns how many records that was. 0: nothing now."""
        position = self._position or self._start()
        while records := self._log.read(self._topic, PARTITION, position.next_offset, self._batch, wait):
            with writing(self._engine) as connection:
                stored = _locked_position(in_schema(connection, self._generation), self._topic)
                if stored == position:
                    after = self._take(connection, position, records)
            if stored == position:
                self._position = after
                return len(records)
            position = self._position = stored  # another sink was here: read on from where it left off
        return 0

    def lag(self) -> int:
        """Records of the topic that aren't in the database yet."""
        if self._position is None:
            self._position = self._start()
        with reading(self._engine) as connection:
            done = _position(in_schema(connection, self._generation), self._topic)
        return self._log.end(self._topic, PARTITION) - done.next_offset

    def close(self) -> None:
        """Nothing is held between two batches; the engine and the log are their owner's."""
        self._position = None

    def _start(self) -> Position:
        create_generation(self._engine, self._generation)
        with reading(self._engine) as connection:
            position = _position(in_schema(connection, self._generation), self._topic)
        self._check_log(position)
        return position

    def _check_log(self, position: Position) -> None:
        """The log must be the one that these rows were made from: its end not before them, their last decision where it was."""
        if position.last_offset < 0 and position.next_offset == 0:
            return
        where = f"the database's {self._generation} is filled up to offset {position.next_offset} of {self._topic!r}"
        tables = ", ".join(f'"{self._generation}".{table}' for table in OF_A_GENERATION)
        remedy = (
            f"bring back the log that belongs to it, or empty these tables (TRUNCATE {tables}) and they are filled from this log"
        )
        end = self._log.end(self._topic, PARTITION)
        if end < position.next_offset:
            raise OffsetLost(f"{where}, but the log ends at {end}: {remedy}")
        if position.last_offset >= 0 and not self._is_decision(position.last_offset, position.last_decision):
            raise OffsetLost(f"{where}, but the log holds another decision at offset {position.last_offset}: {remedy}")

    def _is_decision(self, offset: int, decision: str) -> bool:
        records = self._log.read(self._topic, PARTITION, offset, 1)
        event = _decision(records[0]) if records else None
        return event is not None and event.id == decision

    def _take(self, connection: Connection, position: Position, records: list[Record]) -> Position:
        chain, last_offset, batch = Chain(position.last_decision), position.last_offset, Batch()
        for record in records:
            decision = _decision(record)
            if decision is None or not chain.take(decision):
                if decision is not None:
                    logger.info("skipped: it follows another decision", extra={"topic": record.topic, "offset": record.offset})
                continue
            last_offset = record.offset
            if isinstance(decision, IncidentsDecided):
                batch.add(decision, record)
        after = Position(records[-1].offset + 1, chain.last, last_offset)
        shown = in_schema(connection, self._generation)
        batch.write(shown)
        _move(shown, self._topic, after)
        return after


def _decision(record: Record) -> Decision | None:
    """The decision that the record holds. One that holds none can be nothing that cluster wrote, and no decision follows it."""
    try:
        event = decode(record.value)
    except BadInput as error:
        logger.warning("skipped: not a decision", extra={"topic": record.topic, "offset": record.offset, "error": str(error)})
        return None
    if isinstance(event, Decision):
        return event
    logger.warning(
        "skipped: not a decision", extra={"topic": record.topic, "offset": record.offset, "type": type(event).__name__}
    )
    return None


def _position(connection: Connection, topic: str, *, lock: bool = False) -> Position:
    columns = sink_position.c
    query = select(columns.next_offset, columns.last_decision, columns.last_offset).where(
        columns.topic == topic, columns.partition == PARTITION
    )
    row = connection.execute(query.with_for_update() if lock else query).first()
    return Position(*row) if row else Position()


def _locked_position(connection: Connection, topic: str) -> Position:
    """The position, which nobody else can move before this transaction ends. Its row is made first: none can't be locked."""
    first = {"topic": topic, "partition": PARTITION, **asdict(Position())}
    connection.execute(insert(sink_position).values(first).on_conflict_do_nothing())
    return _position(connection, topic, lock=True)


def _move(connection: Connection, topic: str, to: Position) -> None:
    here = (sink_position.c.topic == topic) & (sink_position.c.partition == PARTITION)
    connection.execute(sink_position.update().where(here).values(asdict(to)))

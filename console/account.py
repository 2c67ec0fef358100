"""The account of a generation: fetched = stored + repeated + refused + dead + pending, over distinct records of `raw`."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from eventlog.chain import Chain
from eventlog.log import Log
from events.base import Cause, Decision
from events.ids import make_id
from events.topics import DEAD, RAW, UNIQUE, topic_name

OUTCOMES = {
    "ArticleAdmitted": "stored",
    "ArticleRevised": "stored",
    "ArticleRepeated": "repeated",
    "ArticleRefused": "refused",
}


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """How many distinct records of `raw` there are, and what became of them. `pending`: not decided yet."""

    fetched: int
    stored: int
    repeated: int
    refused: int
    dead: int
    pending: int


class _Head(msgspec.Struct):
    """Of each record only what the account needs: pages and texts are not decoded."""

    type: str
    id: str
    follows: str = ""
    input: Cause | None = None
    input_id: str = ""
    step: str = ""


_decoder = msgspec.json.Decoder(_Head)


def account_of(log: Log, generation: str) -> Account:
    """Reads raw, unique and dead once. An id counts once, by its first decision: what comes again is no second record."""
    decided: dict[str, str] = {}
    chain = Chain()
    for head in _heads(log, topic_name(UNIQUE, generation)):
        if chain.take(Decision(id=head.id, follows=head.follows)) and head.input:
            decided.setdefault(head.input.id, OUTCOMES.get(head.type, "refused"))
    died = {head.input_id for head in _heads(log, topic_name(DEAD, generation)) if head.type == "RecordDied" and head.input_id}
    outcomes: Counter[str] = Counter()
    for fetched in {head.id for head in _heads(log, RAW)}:
        article = make_id(fetched, "read", 0)
        reported = make_id(article, "report", 0)
        outcomes[decided.get(reported) or ("dead" if {fetched, article} & died else "pending")] += 1
    return Account(
        fetched=outcomes.total(), stored=outcomes["stored"], repeated=outcomes["repeated"], refused=outcomes["refused"],
        dead=outcomes["dead"], pending=outcomes["pending"],
    )  # fmt: skip


def _heads(log: Log, topic: str) -> Iterator[_Head]:
    for partition in range(log.topics().get(topic, 0)):
        offset = 0
        while records := log.read(topic, partition, offset, 500):
            for record in records:
                try:
                    yield _decoder.decode(record.value)
                except msgspec.DecodeError:
                    yield _Head(type="", id=make_id(record.topic, record.partition, record.offset))
            offset = records[-1].offset + 1

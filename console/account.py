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
    topic: str = ""
    partition: int = -1
    offset: int = -1


_decoder = msgspec.json.Decoder(_Head)


def account_of(log: Log, generation: str) -> Account:
    """Reads raw, unique and dead once. An id counts once, by its first decision: what comes again is no second record."""
    decided: dict[str, str] = {}
    chain = Chain()
    for _, head in _heads(log, topic_name(UNIQUE, generation)):
        if chain.take(Decision(id=head.id, follows=head.follows)) and head.input:
            decided.setdefault(head.input.id, OUTCOMES.get(head.type, "refused"))
    died = {
        head.input_id or make_id(head.topic, head.partition, head.offset)  # an input that can't be read is known by its place
        for _, head in _heads(log, topic_name(DEAD, generation))
        if head.type == "RecordDied"
    }
    outcomes: Counter[str] = Counter()
    for fetched, place in {head.id: place for place, head in _heads(log, RAW)}.items():
        article = make_id(fetched, "read", 0)
        reported = make_id(article, "report", 0)
        outcomes[decided.get(reported) or ("dead" if {fetched, place, article} & died else "pending")] += 1
    return Account(
        fetched=outcomes.total(), stored=outcomes["stored"], repeated=outcomes["repeated"], refused=outcomes["refused"],
        dead=outcomes["dead"], pending=outcomes["pending"],
    )  # fmt: skip


def _heads(log: Log, topic: str) -> Iterator[tuple[str, _Head]]:
    """The id of each record's place, and its head; what is no JSON of ours has that place for its id."""
    for partition in range(log.topics().get(topic, 0)):
        offset = 0
        while records := log.read(topic, partition, offset, 500):
            for record in records:
                place = make_id(record.topic, record.partition, record.offset)
                try:
                    yield place, _decoder.decode(record.value)
                except (msgspec.DecodeError, UnicodeDecodeError):
                    yield place, _Head(type="", id=place)
            offset = records[-1].offset + 1

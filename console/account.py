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
    source: str = ""
    follows: str = ""
    input: Cause | None = None
    input_id: str = ""
    step: str = ""
    topic: str = ""
    partition: int = -1
    offset: int = -1


_decoder = msgspec.json.Decoder(_Head)


def account_of(log: Log, generation: str) -> Account:
    """Of all sources together."""
    each = accounts_of(log, generation).values()
    return Account(**{part: sum(getattr(account, part) for account in each) for part in Account.__struct_fields__})


def accounts_of(log: Log, generation: str) -> dict[str, Account]:
    """Source -> its account, "" for records that name none. Reads raw, unique and dead once. An id counts once, by its first
    decision: what comes again is no second record."""
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
    outcomes: dict[str, Counter[str]] = {}
    for fetched, (place, source) in {head.id: (place, head.source) for place, head in _heads(log, RAW)}.items():
        article = make_id(fetched, "read", 0)
        reported = make_id(article, "report", 0)
        outcome = decided.get(reported) or ("dead" if {fetched, place, article} & died else "pending")
        outcomes.setdefault(source, Counter())[outcome] += 1
    return {source: _account(found) for source, found in outcomes.items()}


def _account(outcomes: Counter[str]) -> Account:
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

"""What dedupe knows: a fold over its own decisions."""

import msgspec

from events.reports import ArticleReported
from processors.dedupe.copies import CopyIndex, Held


class Seen(msgspec.Struct, array_like=True):
    """A version of an article: the latest fetch that showed it, and the first source by name that carried it."""

    fetched_at: str
    source: str

    def joined(self, fetched_at: str, source: str) -> "Seen":
        return Seen(max(self.fetched_at, fetched_at), min(self.source, source))


class Known(msgspec.Struct):
    """An article: all its versions, the current one, and the passages of that one as (id, digest, of a report)."""

    versions: dict[str, Seen]
    current: str
    passages: list[tuple[str, str, bool]]

    def latest(self) -> str:
        """The version that is current by rule: the highest (time, content hash), whatever arrived first."""
        return max(self.versions, key=lambda v: (self.versions[v].fetched_at, v))


class _Snapshot(msgspec.Struct):
    articles: dict[str, Known]
    inputs: list[str]
    held: dict[str, Held]


class DedupeState:
    """`articles` by id, `inputs`: ids of everything decided but refusals, `index`: the current passages."""

    def __init__(self) -> None:
        self.articles: dict[str, Known] = {}
        self.inputs: set[str] = set()
        self.index = CopyIndex()

    def stand(self, article: ArticleReported) -> None:
        """Makes a version current: its passages replace the older version's."""
        known = self.articles.setdefault(article.article_id, Known(versions={}, current="", passages=[]))
        for passage_id, digest, report in known.passages:
            self.index.remove(passage_id, digest, report)
        for passage in article.passages:
            self.index.add(passage)
        known.passages = [(p.id, p.digest, bool(p.report)) for p in article.passages]
        known.current = article.version

    def note(self, input_id: str, article_id: str, version: str, fetched_at: str, source: str) -> None:
        """Remembers that an input was seen, and when its version was."""
        self.inputs.add(input_id)
        versions = self.articles[article_id].versions
        seen = versions.get(version)
        versions[version] = seen.joined(fetched_at, source) if seen else Seen(fetched_at, source)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(_Snapshot(self.articles, sorted(self.inputs), self.index.held))


def load(data: bytes) -> DedupeState:
    """The state of some bytes that `dump` made. Raises msgspec.DecodeError for others."""
    snapshot = msgspec.msgpack.decode(data, type=_Snapshot)
    state = DedupeState()
    state.articles, state.inputs = snapshot.articles, set(snapshot.inputs)
    state.index = CopyIndex(snapshot.held)
    return state

"""What dedupe knows: a fold over its own decisions."""

from collections.abc import Sequence

import msgspec

from events.reports import ArticleReported
from events.unique import Bundled
from processors.dedupe.copies import CopyIndex, Held
from processors.dedupe.revision import Told, told_of


class Seen(msgspec.Struct, array_like=True):
    """A version of an article: the latest fetch that showed it, and the first source by name that carried it."""

    fetched_at: str
    source: str

    def joined(self, fetched_at: str, source: str) -> "Seen":
        return Seen(max(self.fetched_at, fetched_at), min(self.source, source))


class Known(msgspec.Struct):
    """An article: all its versions, the current one, its passages as (id, digest, of a report), and what it says of itself."""

    versions: dict[str, Seen]
    current: str
    passages: list[tuple[str, str, bool]]
    told: Told | None = None

    def latest(self) -> str:
        """The version that is current by rule: the highest (time, content hash), whatever arrived first."""
        return max(self.versions, key=lambda v: (self.versions[v].fetched_at, v))


class _Snapshot(msgspec.Struct):
    articles: dict[str, Known]
    inputs: list[str]
    wholes: dict[str, Held]
    reports: dict[str, Held]


class DedupeState:
    """`articles` by id, `inputs`: ids of everything decided but refusals, `wholes` and `reports`: the current passages."""

    def __init__(self) -> None:
        self.articles: dict[str, Known] = {}
        self.inputs: set[str] = set()
        self.wholes, self.reports = CopyIndex(), CopyIndex()

    def level(self, report: bool) -> CopyIndex:
        """Passages are near copies of others of their level only: a round-up is no copy of every story in it."""
        return self.reports if report else self.wholes

    def stand(self, article: ArticleReported, bundles: Sequence[Bundled]) -> None:
        """Makes a version current: its passages replace the older version's."""
        known = self.articles.setdefault(article.article_id, Known(versions={}, current="", passages=[]))
        for passage_id, digest, report in known.passages:
            self.level(report).remove(passage_id, digest)
        for passage in article.passages:
            self.level(bool(passage.report)).add(passage)
        for b in bundles:
            self.level(b.report).assign(b.digest, b.lead)
        known.passages = [(p.id, p.digest, bool(p.report)) for p in article.passages]
        known.current, known.told = article.version, told_of(article)

    def note(self, input_id: str, article_id: str, version: str, fetched_at: str, source: str) -> None:
        """Remembers that an input was seen, and when its version was."""
        self.inputs.add(input_id)
        versions = self.articles[article_id].versions
        seen = versions.get(version)
        versions[version] = seen.joined(fetched_at, source) if seen else Seen(fetched_at, source)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(_Snapshot(self.articles, sorted(self.inputs), self.wholes.held, self.reports.held))


def load(data: bytes) -> DedupeState:
    """The state of some bytes that `dump` made. Raises msgspec.DecodeError for others."""
    snapshot = msgspec.msgpack.decode(data, type=_Snapshot)
    state = DedupeState()
    state.articles, state.inputs = snapshot.articles, set(snapshot.inputs)
    state.wholes, state.reports = CopyIndex(snapshot.wholes), CopyIndex(snapshot.reports)
    return state

"""Whether the words that name an incident are meant.

"Another shot at the title", "Fire Chief Jewell", "a flood of letters", Mr Lynch, a bill on seat belts: general news is full of
words of incidents that tell of none. A learned decision (`points.py`) tells them apart by how much an article says in such words
and where, by people who come to harm, days and towns beside them, and by what else the article's words are of. No sign is a word,
a kind or a language, so that what was learned in one language holds in others.
"""

from collections.abc import Iterator, Sequence

from processors.report.article import Article
from processors.report.kind import kind_of
from processors.report.points import Signs, decisions
from processors.report.segments import Segment
from processors.report.sentences.split import Sentence
from processors.report.taxonomy import OTHER
from processors.report.telling.reading import Read
from processors.report.telling.themes import Told, themes_told
from processors.report.words.tokens import Token

_LEAD, _EVENT = 2, 2  # sentences; the least score of a kind that is told of
_PEOPLE = frozenset({"killed", "injured", "missing", "abducted", "rescued", "arrested"})
_MOST = {"score": 30, "sentences": 60, "first": 20, "people": 6, "people beside": 4, "different": 6, "earnest": 8}
_STEM, _HALF = 5, 50
_NO_NAMES = frozenset({"de", "ar"})  # German writes every noun with a capital letter, Arabic none
_CHRISTENED = frozenset({"storm"})
_EVEN = 0  # points where it is as likely as not
_BEGINS, _NEAR = frozenset('-–—:)"“«„'), 3  # behind a dateline or a weekday, within quotation marks


def any_meant(article: Article, found: Sequence[Segment]) -> bool:
    """Whether one of the passages tells of an incident of its kind: as an item of a list, or of no known kind, or by the
    points."""
    judged = _judged(article, found)
    return len(judged) < len(found) or any(_is_meant(kind, signs) for kind, signs in _all_signs(article, judged))


def meant_signs(article: Article, found: Sequence[Segment]) -> list[tuple[str, Signs]]:
    """The kind and the signs of each passage of a known kind, but for items of lists."""
    return list(_all_signs(article, _judged(article, found)))


def _judged(article: Article, found: Sequence[Segment]) -> list[tuple[str, Segment]]:
    """The passages of a known kind, but for items of lists, with their kinds."""
    kinds = [kind_of(article, found, ordinal)[0] for ordinal in range(len(found))]
    return [(kind, segment) for kind, segment in zip(kinds, found, strict=True) if kind != OTHER and not segment.item]


def _all_signs(article: Article, judged: Sequence[tuple[str, Segment]]) -> Iterator[tuple[str, Signs]]:
    told = themes_told([*article.titles, *(r.sentence for r in article.reads)], article.lexicon)
    return ((kind, _signs(article, segment, kind, told)) for kind, segment in judged)


def _is_meant(kind: str, signs: Signs) -> bool:
    """By the points of articles with a title, or of those without; where words mostly stand as names, though nobody comes to harm
    and storms alone have names, by better ones."""
    decision = decisions()["meant" if "title" in signs else "meant without title"]
    named = signs.get("names", 0) > _HALF and not signs["people"] and kind not in _CHRISTENED
    return decision.holds(signs) and not (named and decision.score(signs) < _EVEN)


def _signs(article: Article, segment: Segment, kind: str, told: Told) -> Signs:
    """The signs of a passage; shares are percents of its article's sentences, or of those that name the kind."""
    reads = article.reads
    members = [reads[i] for i in segment.members]
    naming = [r for r in members if r.sentence.kinds.get(kind, 0) > 0]
    total, least = max(1, len(reads)), max(1, len(naming))
    signs = {
        "score": segment.scores[kind],
        "strongest": max((r.sentence.kinds[kind] for r in naming), default=0),
        "lead": max((r.sentence.kinds.get(kind, 0) for r in reads[:_LEAD]), default=0),
        "share": 100 * len(naming) // total,
        "first": naming[0].sentence.index if naming else total,
        "sentences": total,
        "other kinds": sum(score >= _EVENT for of, score in segment.scores.items() if of != kind),
        "earnest": told.earnest,
        "earnest sentences": 100 * told.in_earnest // max(1, told.sentences),
        "theme": 100 * told.theme // max(1, told.sentences),
        "people": _people(members),
        "people beside": _people(naming),
        "days": 100 * sum(bool(r.days) for r in naming) // least,
        "towns": 100 * sum(bool(r.towns) for r in naming) // least,
        **_titled(article, kind),
        **_words(article, kind, naming),
    }
    return {name: min(value, _MOST.get(name, value)) for name, value in signs.items()}


def _titled(article: Article, kind: str) -> Signs:
    """The kind's score in the title; no sign where there is none."""
    return {"title": article.title.kinds.get(kind, 0)} if article.title else {}


def _people(reads: Sequence[Read]) -> int:
    """How many counts of people harmed, rescued or arrested there are."""
    return sum(f.high > 0 and f.role in _PEOPLE for r in reads for f in r.figures)


def _words(article: Article, kind: str, naming: Sequence[Read]) -> Signs:
    """How many different words name the kind, and how many in a hundred of them stand as names."""
    text = article.event.text
    words = [(r.sentence, t) for r in naming for t in r.sentence.words if any(of == kind for of, _ in t.word.kinds)]
    signs = {"different": len({token.text[:_STEM] for _, token in words})}
    if article.lexicon.language not in _NO_NAMES:
        headlines = {r.sentence.index for r in naming if _is_headline(text, r.sentence)}
        names = sum(s.index not in headlines and _is_name(text, s, token) for s, token in words)
        signs["names"] = 100 * names // max(1, len(words))
    return signs


def _is_headline(text: str, sentence: Sentence) -> bool:
    """Whether most of its longer words begin with a capital letter."""
    words = [text[t.start] for t in sentence.words if len(t.text) >= _STEM - 1 and t.text[0].isalpha()]
    return 2 * sum(map(str.isupper, words)) > len(words)


def _is_name(text: str, sentence: Sentence, token: Token) -> bool:
    """Whether a word within a sentence begins with a capital letter, and goes on in small ones."""
    word = text[token.start : token.end]
    before = text[max(sentence.start, token.start - _NEAR) : token.start].rstrip()
    begins = token.start <= sentence.start + 2 or before[-1:] in _BEGINS
    return not begins and word[:1].isupper() and word[1:2].islower()

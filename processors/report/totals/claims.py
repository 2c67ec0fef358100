"""From the counts of all sentences of an incident to its claims: each victim counted once."""

from collections.abc import Iterator, Sequence

from events.reports import Claim
from processors.report.claims.counted import SELF, SPOKEN_OF, UNNAMED, WITH_SELF, Figure
from processors.report.claims.figures import figures_of
from processors.report.sentences.split import Sentence
from processors.report.telling.reading import Does, Read
from processors.report.totals.choice import totals
from processors.report.totals.counted import Context, Counted
from processors.report.totals.words import words_of

_LONGEST_QUOTE = 600
_RECENT = 3
_PEOPLE = frozenset({"killed", "injured", "shot", "treated"})
_SUMS, _SETS_APART = frozenset({"round_up"}), frozenset({"separator", "meanwhile"})
_LETTERS = {
    "killed": "KDCdk",
    "injured": "Iij",
    "missing": "M",
    "rescued": "R",
    "arrested": "W",
    "displaced": "E",
    "abducted": "H",
}
_TOLL = "toll"  # the day that such a sentence names may be that of the count
_PLAIN_FIELDS = ("missing", "rescued", "arrested", "displaced", "abducted")


def counts_of(reads: Sequence[Read], gunfire: bool, title: Sentence | None) -> tuple[list[Counted], Context]:
    """The figures of a report's sentences, statistics and advice left out, and what they stand in. `title`: the article's, where
    it is of this report."""
    dated = [r for r in reads if r.days and r.does is Does.EVENT]
    happening = [r for r in dated if _TOLL not in r.sentence.phrases]
    days = next((r.days for r in happening or dated), frozenset())
    told = [(at, r) for at, r in enumerate(reads) if r.does not in (Does.STATISTIC, Does.ADVICE)]
    right = [(at, r) for at, r in told if "correction" not in r.sentence.phrases]  # what was said wrongly before is no figure
    told = right if any(r.figures for _, r in right) else told
    events = [r for _, r in told if r.does is Does.EVENT]
    context = Context(
        titled=titled(title),
        gunfire=gunfire,
        days=days,
        towns=next((r.towns for r in events if r.towns), frozenset()),
        killings=sum(r.sentence.kinds.get("killing", 0) for _, r in told),
        reads=len(reads),
        lead=next((n for _, r in told if (n := sum(f.high for f in r.figures if f.role in _PEOPLE))), 0),
        dead=frozenset(
            f.name.split()[-1] for _, r in told for f in r.figures if f.role == "killed" and f.name and f.name not in "=-"
        ),
        himself=any(f.name == SELF or f.text == WITH_SELF for _, r in told for f in r.figures if f.role == "killed"),
        rounds=_with(told, _SUMS),
        apart=_with(told, _SETS_APART),
        words=words_of((r.sentence for r in reads), title) if gunfire else frozenset(),
        language=reads[0].sentence.language if reads else "",
    )
    elsewhen = _elsewhen(reads, days)
    figures = [(at, r, f) for at, r in told for f in (*r.figures, *_spoken_of(r))]
    if title:  # of gunfire its words tell how many were hit
        figures += _told_in_title(title, told, {f.role for _, _, f in figures} | (_PEOPLE if gunfire else set()))
    return [Counted(_hurt(f, gunfire), r, at, elsewhen[at]) for at, r, f in figures], context


def _told_in_title(title: Sentence, told: Sequence[tuple[int, Read]], roles: set[str]) -> Iterator[tuple[int, Read, Figure]]:
    """What only the title counts: quoted is a sentence that speaks of it ("two brothers drowned", then "the bodies of the
    children"), or of those arrested, missing and so on, the first that tells of the event."""
    event = next(((at, read) for at, read in told if read.does is Does.EVENT), None)
    for figure in figures_of(title):
        if not figure.high or figure.more or figure.role in roles:
            continue
        letters = set(_LETTERS.get(figure.role, ""))
        spoken = next(((at, read) for at, read in told if not letters.isdisjoint(read.sentence.codes)), None)
        at_read = spoken or (event if figure.role in _PLAIN_FIELDS else None)
        if at_read:
            sentence = at_read[1].sentence
            yield *at_read, figure._replace(start=sentence.start, end=sentence.end)


def _with(told: Sequence[tuple[int, Read]], phrases: frozenset[str]) -> int:
    """How many sentences that count people have one of some phrases, at most two."""
    return min(2, sum(not phrases.isdisjoint(r.sentence.phrases) for _, r in told if any(f.role in _PEOPLE for f in r.figures)))


def _spoken_of(read: Read) -> Iterator[Figure]:
    """ "The homicide victim", "charged with murder": a death that no count of the sentence holds."""
    s = read.sentence
    if "killing" not in s.kinds or any(f.role == "killed" for f in read.figures):
        return
    for i, word in enumerate(s.words):
        if "h" in word.word.flags and "v" not in s.codes[max(0, i - 3) : i]:
            yield Figure("killed", 1, 1, False, word.start, word.end, single=True, name=UNNAMED, text=SPOKEN_OF)
            return


def _hurt(figure: Figure, gunfire: bool) -> Figure:
    """People taken to a hospital, or hit, were hurt, where the news is not of gunfire, of which that would be said beside."""
    return figure._replace(role="injured") if figure.role in ("treated", "shot") and not gunfire else figure


def _elsewhen(reads: Sequence[Read], days: frozenset[str]) -> list[bool]:
    """For each sentence whether the last day named, there or in the two sentences before, is another than the report's. That of
    a toll is the day when it was counted."""
    last, other = -_RECENT, False
    out = []
    for at, read in enumerate(reads):
        if read.days:
            last, other = at, bool(days) and read.days.isdisjoint(days) and _TOLL not in read.sentence.phrases
        out.append(other and at - last < _RECENT and _TOLL not in read.sentence.phrases)
    return out


def titled(title: Sentence | None) -> dict[str, frozenset[int]]:
    """What a title counts, by role."""
    figures = figures_of(title) if title else []
    return {role: frozenset(f.high for f in figures if f.role == role) for role in {f.role for f in figures}}


def figure_claims(text: str, counted: Sequence[Counted], context: Context, speakers: Sequence[str]) -> list[Claim]:
    """The claims of figures: for each field the total that the sentences come to first, then figures of others that differ."""
    claims = []
    for field, chosen in totals(counted, context).items():
        if chosen.support is not None:
            claims.append(_claim(text, field, (chosen.support, chosen.value), speakers))
    counted = [c for c in counted if "background" not in c.read.sentence.phrases] or counted
    for field in _PLAIN_FIELDS:
        best = _best(counted, (field,))
        if best and best[1]:
            claims.append(_claim(text, field, best, speakers))
    claims.extend(_children(text, counted, speakers))
    claims.extend(_others(text, counted, claims, speakers))
    claims.extend(_weapons(text, counted, speakers))
    return claims


def _best(counted: Sequence[Counted], roles: tuple[str, ...]) -> tuple[Counted, int] | None:
    """The total for a role and the sentence that supports it: the largest group, or as many as are told of one by one."""
    mine = [c for c in counted if c.figure.role in roles]
    groups = [c for c in mine if not c.figure.single and not c.figure.more and c.figure.high > 0]
    singles = [c for c in mine if c.figure.single and not c.figure.more]
    more = [c for c in mine if c.figure.more]
    told = [c for c in singles if not c.figure.name]
    surnames = {c.figure.name.split()[-1] for c in singles if c.figure.name not in ("", "-")}
    alone = 1 if told else max(len(surnames), 1 if singles else 0)
    first = min((c.figure.start for c in singles + groups), default=None)
    extra = max((c.figure.high for c in more if first is not None and c.figure.start > first), default=0)
    if not alone and not groups:
        extra = max((c.figure.high for c in more), default=0)
    best = max(groups, key=lambda c: (c.figure.high, -c.figure.start), default=None)
    added = max((c.figure.high for c in more if best and c.figure.start > best.figure.start), default=0)
    total = max(best.figure.high + added if best else 0, alone + extra)
    if total == 0:
        zero = next((c for c in mine if c.figure.high == 0), None)
        return (zero, 0) if zero else None
    if best and best.figure.high >= total:
        return best, total
    return (more or singles or groups)[0], total


def _claim(text: str, field: str, best: tuple[Counted, int], speakers: Sequence[str]) -> Claim:
    counted, total = best
    figure = counted.figure
    whole = figure.high == total
    return _quoted(
        text, counted, speakers, field, total if not figure.vague else None,
        figure.low if whole else total, None if figure.vague else total,
        at_least=figure.at_least and whole, words=figure.vague,
    )  # fmt: skip


def _quoted(
    text: str, counted: Counted, speakers: Sequence[str], field: str, best: int | None, low: int | None, high: int | None,
    *, at_least: bool, words: str,
) -> Claim:  # fmt: skip
    start, end = quote_of(text, counted.read, counted.figure.start)
    return Claim(
        field=field, quote=text[start:end], start=start, end=end, best=best, low=low, high=high, at_least=at_least, text=words,
        speaker=speakers[counted.read.sentence.index], as_of=_as_of(counted.read),
    )  # fmt: skip


def _as_of(read: Read) -> str:
    """The day that a sentence gives its figures for: "as of Tuesday"."""
    days = [d for d in read.days if len(d) == len("2000-01-01")]
    return days[0] if len(days) == 1 and "as_of" in read.sentence.phrases else ""


def quote_of(text: str, read: Read, at: int) -> tuple[int, int]:
    """Offsets of the quote: the sentence, or of a very long one the part around `at`, ending between words."""
    start, end = read.sentence.start, read.sentence.end
    if end - start <= _LONGEST_QUOTE:
        return start, end
    low = max(start, at - _LONGEST_QUOTE // 2)
    high = min(end, low + _LONGEST_QUOTE)
    low = low if low == start else text.find(" ", low, high) + 1
    return low, high if high == end else max(text.rfind(" ", low, high), low + 1)


def _children(text: str, counted: Sequence[Counted], speakers: Sequence[str]) -> Iterator[Claim]:
    for role in ("killed", "injured"):
        mine = [c for c in counted if c.figure.role == role and c.figure.children and not c.figure.single]
        best = max(mine, key=lambda c: (c.figure.children, -c.figure.start), default=None)
        if best:
            n = best.figure.children
            yield _quoted(text, best, speakers, f"children_{role}", n, n, n, at_least=False, words="")


def _others(text: str, counted: Sequence[Counted], claims: Sequence[Claim], speakers: Sequence[str]) -> Iterator[Claim]:
    """Groups of another size than the total, told by another speaker: contradictions are shown, not averaged away."""
    for claim in list(claims):
        seen = {claim.speaker}
        for c in counted:
            speaker = speakers[c.read.sentence.index]
            if c.figure.role != claim.field or c.figure.single or c.figure.more or speaker in seen or not speaker:
                continue
            if c.figure.high == claim.best or c.figure.high < 2 or not c.read.own_figures:
                continue
            seen.add(speaker)
            yield _quoted(
                text, c, speakers, claim.field, c.figure.high, c.figure.low, c.figure.high, at_least=c.figure.at_least, words=""
            )


def _weapons(text: str, counted: Sequence[Counted], speakers: Sequence[str]) -> Iterator[Claim]:
    seen: set[tuple[str, str, int]] = set()
    for c in counted:
        figure = c.figure
        key = (figure.role, figure.text, figure.high)
        if figure.role in ("weapon", "intercepted") and key not in seen:
            seen.add(key)
            yield _quoted(
                text, c, speakers, figure.role, figure.high, figure.low, figure.high, at_least=figure.at_least, words=figure.text
            )

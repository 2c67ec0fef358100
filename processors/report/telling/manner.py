"""How words tell: as something that happened, or as something spoken about.

"Gunmen shot a teacher" reports; "attacks must end", "the shooting", "bombings" may only speak of it. A passage is told apart by
the forms of the words that name its incident, an article by how it is written: reports are told in the past, of persons and days;
speech and comment in abstract nouns, demands and what "has been". Forms are those of a language (`data/manner.toml`); where there
is no table, there are no signs.
"""

from collections.abc import Mapping, Sequence

from processors.report.points import Signs
from processors.report.telling.reading import Does, Read
from processors.report.words.tokens import Token
from processors.report.words.told_forms import Forms, forms_in

_LEAD, _HEAD = 3, 60  # sentences, words
_MOST = 5
_WORDS = ("told", "doing", "is", "was", "has", "will", "that", "abstract")
_PHRASES = ("reference", "continues", "blamed")
_BESIDE = {"passive": 2, "numbered": 3}  # how many words before


def forms_of(reads: Sequence[Read]) -> Mapping[str, Forms] | None:
    """The table of the language that sentences were read with, if it is a whole one."""
    forms = forms_in(reads[0].sentence.language) if reads else None
    return forms if forms and "talk" in forms else None


def forms_told(events: Sequence[Read], every: Sequence[Read]) -> Signs:
    """Of the words that name the incident in `events`, percents that are told as done, one of several, known or new; `every`:
    sentences of the article. Nothing where the language has no table."""
    forms = forms_of(every)
    if forms is None:
        return {}
    named = [(r, n, t) for r in events for n, t in enumerate(r.sentence.words) if _names(t)]
    told = [(r, n) for r, n, t in named if forms["told"].has(t.text)]
    rest = [(n, t) for r, n, t in named if not forms["told"].has(t.text)]
    total, least = max(1, len(named)), max(1, len(events))

    def share(count: int) -> int:
        return 100 * count // total

    return {
        "told": share(len(told)),
        "tellings": min(_MOST, len(told)),
        "events told": 100 * len({r.sentence.index for r, _ in told}) // least,
        "doing": share(sum(forms["doing"].has(t.text) for _, t in rest)),
        "several": share(sum(forms["several"].has(t.text) for _, t in rest)),
        "passive": share(sum("b" in _before(r, n, "passive") for r, n, _ in named)),
        "numbered": share(sum("N" in _before(r, n, "numbered") for r, n, _ in named)),
        "definite": share(sum(_definite(r.sentence.words, r.sentence.codes, n, forms["the"]) for r, n, _ in named)),
        "indefinite": share(sum(n > 0 and r.sentence.codes[n - 1] == "a" for r, n, _ in named)),
        "words": sum(len(r.sentence.words) for r in events) // least,
        "labelled": int(_labelled(every, forms["talk"])),
    }


def style_of(reads: Sequence[Read]) -> Signs:
    """How an article is written: thousandths of its words, percents of its sentences. Nothing where the language has no table."""
    forms = forms_of(reads)
    if forms is None:
        return {}
    words = [t.text for r in reads for t in r.sentence.words]
    total = max(1, len(words))
    codes = "".join([r.sentence.codes for r in reads])
    lead = [r.sentence.phrases for r in reads[:_LEAD]]
    return {
        **{f"words {name}": 1000 * sum(map(forms[name].has, words)) // total for name in _WORDS},
        **{f"words {name}": 1000 * codes.count(code) // total for name, code in (("he", "h"), ("not", "z"))},
        **{f"sentences {name}": _percent([name in r.sentence.phrases for r in reads]) for name in _PHRASES},
        "definite": 100 * codes.count("e") // max(1, codes.count("e") + codes.count("a")),
        "sentences of a kind": _percent([bool(r.sentence.kinds) for r in reads]),
        "sentences plain": _percent([r.does is Does.PLAIN for r in reads]),
        "lead says": int(not {"said", "according"}.isdisjoint(lead[0])) if lead else 0,
        "lead speculates": int("speculation" in lead[0]) if lead else 0,
        "says at first": sum("said" in phrases for phrases in lead),
        "labelled": int(_labelled(reads, forms["talk"])),
    }


def _names(token: Token) -> bool:
    """Whether a word names an incident; arrests come with any."""
    return any(kind != "arrest" for kind, _ in token.word.kinds)


def _before(read: Read, at: int, name: str) -> str:
    return read.sentence.codes[max(0, at - _BESIDE[name]) : at]


def _definite(words: Sequence[Token], codes: str, at: int, the: Forms) -> bool:
    return at > 0 and (codes[at - 1] == "e" or the.has(words[at - 1].text))


def _labelled(reads: Sequence[Read], talk: Forms) -> bool:
    """Whether a text says in brackets at its head what it is: "[Interview with the minister]", "[Editorial]"."""
    inside = False
    for token in [t for r in reads[:_LEAD] for t in r.sentence.words][:_HEAD]:
        inside = token.text == "[" or (inside and token.text != "]")
        if inside and talk.has(token.text):
            return True
    return False


def _percent(those: Sequence[bool]) -> int:
    return 100 * sum(those) // max(1, len(those))

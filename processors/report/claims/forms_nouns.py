"""People told of by nouns, charges and clauses of their own: "the deaths of two men", "a double homicide", "two bodies"."""

from processors.report.claims.counted import (
    CHARGED,
    MULTIPLE,
    ROLES,
    WITH_SELF,
    Figure,
    Found,
    counted,
    is_unreal,
    role_of,
)
from processors.report.claims.grammar import (
    CLAIMED,
    FATAL,
    INVERSE,
    LEFT,
    NOUN,
    REMAINS,
    THERE,
    WHO,
)
from processors.report.claims.orders import BEFALLEN, TOLD_BY_VERBS
from processors.report.sentences.split import Sentence
from processors.report.words.word import PLAIN

_CHARGE = 7  # words
_DEATHS = frozenset("BdL")


def charged(s: Sentence) -> Found:
    """ "Two counts of murder": as many dead, unless it was tried only."""
    if "Q" not in s.codes:
        return
    for i, word in enumerate(s.words):
        if word.code != "Q" or not i or not s.words[i - 1].low:
            continue
        for j in range(i + 1, min(i + _CHARGE, len(s.words))):
            if s.codes[j] in "v,&" or "i" in s.words[j].word.flags:
                break
            if "h" in s.words[j].word.flags:
                number = s.words[i - 1]
                low = number.low or 0
                yield Figure("killed", low, low, False, number.start, s.words[j].end, text=CHARGED), range(i - 1, i)
                break


def multiple(s: Sentence) -> Found:
    """ "A double homicide", "a triple shooting", a murder and suicide."""
    for i, word in enumerate(s.words):
        if word.word is PLAIN and word.code != "X":
            continue
        if "h" in word.word.flags and "o" in word.word.flags and "v" not in s.codes[max(0, i - 2) : i]:
            yield Figure("killed", 2, 2, True, word.start, word.end, text=WITH_SELF), range(i, i + 1)
        if word.code != "X":
            continue
        for following in s.words[i + 1 : i + 3]:
            role = "killed" if "h" in following.word.flags or following.code in "Bd" else ROLES.get(following.code, "")
            if role in ("killed", "shot"):
                number = word.word.number or 0
                yield Figure(role, number, number, False, word.start, following.end, text=MULTIPLE), range(i, i + 1)
                break


def inverse(s: Sentence) -> Found:
    """ "Also killed were Ann Roe, 22, and her mother"."""
    for m in INVERSE.finditer(s.codes) if "Kb" in s.codes or "Db" in s.codes or "Ib" in s.codes else ():
        yield from counted(s, role_of(m["what"]), m.start("who"), m.end("who"), m.end())


def deaths(s: Sentence) -> Found:
    """ "The deaths of a man and a woman", "the murder of Ann Roe"; "claimed the lives of two men", "claimed four lives"."""
    for claimed in CLAIMED.finditer(s.codes) if "L" in s.codes else ():
        if "z" in s.words[claimed.end() - 1].word.flags and not is_unreal(s, claimed.start(), claimed.end()):
            yield from counted(s, "killed", claimed.start("who"), claimed.end("who"), claimed.end())
    if "killing" not in s.kinds and _DEATHS.isdisjoint(s.codes):
        return
    for i, word in enumerate(s.words[:-2]):
        if word.word is PLAIN:
            continue
        flags = word.word.flags
        if word.code not in "Bd" and "h" not in flags and not ("z" in flags and "L" in s.codes[max(0, i - 2) : i]):
            continue
        of = next((j for j in (i + 1, i + 2) if "f" in s.words[j].word.flags), 0)
        if of == i + 1 or (of and word.code == "B"):
            m = WHO.match(s.codes, of + 1)
            if m and not is_unreal(s, i, m.end()):
                yield from counted(s, "killed", m.start(), m.end(), m.end())


def remains(s: Sentence) -> Found:
    """ "The bodies of two men", "three bodies"."""
    if "C" not in s.codes:
        return
    for m in REMAINS.finditer(s.codes):
        who = "who" if m["who"] else "number"
        if not is_unreal(s, m.start(), m.end()):
            yield from counted(s, "killed", m.start(who), m.end(who), m.end())


def there(s: Sentence) -> Found:
    """ "Both were taken to a hospital, where they died"."""
    for m in THERE.finditer(s.codes) if "D" in s.codes and "c" in s.codes else ():
        for figure, words in counted(s, "killed", m.start("who"), m.end("who"), m.end()):
            if not figure.single and not is_unreal(s, m.start(), m.end()) and m["last"] not in tuple("NPp"):
                yield figure, words


def left(s: Sentence) -> Found:
    for m in LEFT.finditer(s.codes):
        attempt = m.start() - (s.codes[m.start() - 1 : m.start()] == "v")  # "a robbery attempt left a man dead"
        if "v" not in s.codes[max(0, attempt - 2) : attempt] and "v" not in s.codes[m.start() : m.end()]:
            yield from counted(s, role_of(m["what"]), m.start("who"), m.end("who"), m.end())


def fatal(s: Sentence) -> Found:
    """ "Four people were shot, two of them fatally"."""
    for m in FATAL.finditer(s.codes):
        yield from counted(s, "killed", m.start("who"), m.end("who"), m.end())


def nouns(s: Sentence) -> Found:
    for m in NOUN.finditer(s.codes):
        first = m["who"] is not None
        role = ROLES[m["what"] if first else m["what2"]]
        span = m.span("who") if first else m.span("who2")
        between = s.words[m.start("what2") : span[0]] if not first else []
        wounds_or_deaths = role == "casualties" and (
            s.codes[span[1] : span[1] + 1] in ("D", "I")  # "the toll of victims: five dead"
            or (s.language in TOLD_BY_VERBS and bool(BEFALLEN.match(s.codes, m.end())))
        )
        if not wounds_or_deaths and not is_unreal(s, m.start(), m.end()) and not any("l" in w.word.flags for w in between):
            yield from counted(s, role, *span, m.end())

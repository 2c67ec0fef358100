"""How a sentence tells of people to whom something happened: a form of telling each, over the letters of `lexicon.CODES`.

Each finds figures and the words that they stand on, in the order of the sentence.
"""

import re
from collections.abc import Iterator, Set
from itertools import chain

from processors.report.claims.arabic import arabic_of
from processors.report.claims.counted import (
    IMPLIED,
    SELF,
    UNNAMED,
    Figure,
    Found,
    age_of,
    called,
    counted,
    is_unreal,
    role_of,
)
from processors.report.claims.french import acts
from processors.report.claims.german_groups import acts as acts_in_german
from processors.report.claims.grammar import (
    ACTIVE,
    ALL,
    NAMED,
    PASSIVE,
    SOMEBODY,
)
from processors.report.claims.groups import behind_total, counted_before
from processors.report.claims.orders import FREE_ORDERS, nobody_of, orders_of
from processors.report.claims.ordinals import ordinals_of
from processors.report.claims.russian import acts as acts_before
from processors.report.claims.russian import alone_in, counts_of, is_subject, nobody_in
from processors.report.claims.slavic import nobody_among, others_alone, slavic_of, told_apart, told_behind
from processors.report.claims.spanish_verbs import at_things, is_active
from processors.report.claims.ukrainian import free_orders_of
from processors.report.claims.voice import ACTS, having, is_perfect
from processors.report.claims.worded import worded
from processors.report.sentences.split import Sentence

_DOING = {"de": "KRWVH"}  # codes of verbs that tell what somebody did, where no auxiliary stands
_HE_SHOT = frozenset({"hS", "hxS"})  # a pronoun and a verb without an auxiliary: "he shot into a home"
_BODY = 5  # words from a body to whose it is


def ordered(s: Sentence) -> Found:
    """Figures in the word orders of other languages than English."""
    for role, start, end in (*nobody_among(s), *nobody_in(s), *nobody_of(s)):
        yield Figure(role, 0, 0, False, s.words[start].start, s.words[end].end), range(start, end + 1)
    yield from ordinals_of(s)
    arabic = arabic_of(s) if s.language == "ar" else ()
    for c in chain(worded(s), arabic, slavic_of(s), counts_of(s), free_orders_of(s), orders_of(s)):
        span = s.words[c.start].start, s.words[c.until - 1].end
        yield (
            Figure(c.role, c.low, c.high, c.at_least, *span, single=c.single, more=_adds(s, c.start)),
            range(c.start, c.end),
        )


def _adds(s: Sentence, start: int) -> bool:
    """ "Another", "three others": on top of those counted before."""
    return s.codes[start] == "o" or s.codes.startswith(("No", "NCo"), start)


def alone(s: Sentence, roles: Set[str]) -> Iterator[Figure]:
    """One person of whom no count tells, in a language with cases."""
    for c in alone_in(s, roles):
        span = s.words[c.start].start, s.words[c.until - 1].end
        yield Figure(c.role, 1, 1, False, *span, single=True, name=UNNAMED, text=IMPLIED)


def passive(s: Sentence) -> Found:
    for m in _overlapping(PASSIVE, s.codes):
        of_the_dead = m["gap"] == "xe" and m["what"] == "D" and not m["be"]  # "two of the dead"
        if m["gap"] and not of_the_dead and ((not m["be"] and "D" not in m["what"]) or m["who"][-1] in "No"):
            continue
        if (
            s.language == "en"
            and m["what"] in "MR"
            and "C" in re.split("[,&]", s.codes[max(0, m.start() - _BODY) : m.start()])[-1]
        ):
            continue  # "the bodies of the last two missing miners"
        if _of_others(s, m) or ("w" in m["gap"] and s.language != "en"):  # "mourners returning from a funeral were killed"
            continue
        if m["who"] == "o" and "Z" in s.codes[max(0, m.start() - 2) : m.start()]:
            continue  # "nobody else was hurt"
        follows = s.codes[m.end() : m.end() + 1]
        if (not m["be"] and m["what"] in ACTS and is_active(s, m.end() - 1)) or is_perfect(s, m):
            continue
        if m["gap"] and not of_the_dead and not m["be"] and (follows in tuple("GB") or m["gap"][-1] in "ae"):
            continue  # "two officers involved in a fatal shooting"
        if (not m["be"] and at_somebody(s, m.end())) or at_nobody(s, m.end()) or acts(s, m.end("who"), m.end()):
            continue
        sort = m["what"] in "KI" and m["who"][-1] == "N" and follows == "P"  # "eighteen injured persons"
        if not m["be"] and m["what"][0] in "SKIRWFV" and follows in tuple("aenNqpPh") and not m["gap"] and not sort:
            continue  # "a man shot two people": active
        if (
            is_unreal(s, m.start("who"), m.end())
            or _OPEN.search(s.codes, max(0, m.start() - 5), m.start())
            or "z" in m["mid"]
            or "z" in s.codes[max(0, m.start() - 2) : m.start()]
        ):
            continue  # "was not hurt", "nor their three children were hurt"
        start = told_behind(s, *m.span("who"))
        if whole := counted_before(s, start):
            yield from counted(s, role_of(m["what"]), *whole, m.end())
            continue
        start = behind_total(s, m["who"], start)
        if "&" in m["who"] and s.codes[max(0, start - 1) : start] in _OBJECT_OF.get(s.language, ()):
            start += m["who"].rindex("&") + 1  # "muere un hombre y otros dos resultan heridos"; "killed two, and one was hurt"
        yield from counted(s, role_of(m["what"]), start, m.end("who"), m.end())


_AT = frozenset({"à", "au", "aux"})
_OBJECT_OF = {"es": tuple("DKI"), "en": tuple("kiKISRWEH")}
_BY = frozenset({"von", "durch"})


def _of_others(s: Sentence, m: re.Match[str]) -> bool:
    """ "Von drei Unbekannten zusammengeschlagen"; in Arabic what stands behind a conjunction, or is one by itself."""
    if s.language == "de":
        return any(w.text in _BY for w in s.words[max(0, m.start() - 1) : m.start() + 1])
    apart = s.codes[m.end("who") : m.start("what")]
    if s.language != "ar":
        return False
    alone = bool(m["mid"]) and "C" in s.words[m.end() - 1].word.flags
    return alone or (not m["be"] and ("c" in apart or ("D" in m["what"] and bool(apart))))


_OPEN = re.compile(r"v[xe]{3,4}$")  # "whether any of the six were hurt"


def _at(s: Sentence, end: int) -> bool:
    """ "Shot at"; those "killed at a party" were killed."""
    return s.codes[end - 1] == "S" and end < len(s.words) and "t" in s.words[end].word.flags


def at_somebody(s: Sentence, end: int) -> bool:
    """ "Shot at officers": not that they were hit."""
    return _at(s, end) and bool(SOMEBODY.match(s.codes, end))


def at_nobody(s: Sentence, end: int) -> bool:
    """ "Was held up and shot at, but fled"."""
    return _at(s, end) and (s.codes[end + 1 : end + 2] or ".") in "c.,&zq"


def _befell_nobody(s: Sentence, m: re.Match[str]) -> bool:
    """Whether what looks like a verb and its object is none: its subject behind it, a date, a thing, somebody only beside it."""
    if is_unreal(s, m.start(), m.end()) or (
        m["what"] in "KIWREH" and "b" in s.codes[max(0, m.start() - 2) : m.start()] and m["who"][0] in "en" and not having(s, m)
    ):
        return True
    if s.language == "fr" and m["gap"] and m["who"][0] == "n" and s.words[m.start("gap")].text in _AT:
        return True  # "quinze blessés à Dakar"
    if "m" in s.words[m.start("who")].word.flags or is_subject(s, m.end("who") - 1):
        return True  # "killed Feb. 2"; "женщину убил сосед"
    if s.language == "ar" and s.codes[m.start() - 1 : m.start()] == "N":
        return True  # "أربعة قتلى وأحد عشر جريحا"
    if s.language == "de" and (acts_in_german(s, m.start("who")) if not m["gap"] else s.codes[m.start() - 1 : m.start()] == "N"):
        return True  # "verletzte ein Mann zwei", "40 Verletzte meldet der"
    if s.language == "en" and s.words[m.end("who") - 1].text.endswith("'s") and s.codes[m.end("who") :][:1] == "x":
        return True  # "snatched a woman's handbag"
    if not m["gap"] and m["what"] in ACTS and is_active(s, m.start()) and at_things(s, m.end("who")):
        return True
    if m["what"] == "R" and s.codes[m.end("who") : m.end("who") + 1] == "z":
        return True  # "врятувати чоловіка не вдалося"
    before = s.words[m.start("gap")].word.flags if m["gap"] else ""
    # "killed by two men"; "a shooting outside 500 Union Street"; "shot at a man"; "hurt at a teen party"
    return others_alone(s, m.span("who")) or "b" in before or "l" in before or ("t" in before and m["what"][0] in "SGFI")


def active(s: Sentence) -> Found:
    for m in ACTIVE.finditer(s.codes):
        if _befell_nobody(s, m):
            continue
        end = told_apart(s, *m.span("who"))
        if m["who"].endswith("&h") and s.codes[end : end + 1] not in ("", ".", ",") and "o" not in s.words[end - 1].word.flags:
            end -= 2  # "injured him and he pulled over": "he" is who pulls over
        if s.language == "en" and s.codes[end : end + 1] == "b" and "&" in m["who"]:  # "killed four, and three are missing"
            end = m.start("who") + m["who"].rindex("&")
            end -= s.codes[end - 1] == ","
        role = "killed" if m["what"][0] == "S" and s.codes[end : end + 2] == "td" else role_of(m["what"])  # "shot him to death"
        yield from counted(s, role, m.start("who"), end, end)


def together(s: Sentence) -> Found:
    """ "Ann Roe, 22, and Bo Poe, 30, were killed", "his wife and daughter were hurt": all of them together."""
    if "&" not in s.codes:
        return
    for m in ALL.finditer(s.codes):
        before = s.words[m.start() - 1].word.flags if m.start() else ""
        if m.group()[0] == "n" and s.language != "en" and s.codes[m.start() - 1 : m.start()] == "e":
            continue  # "en el Callao y tres personas murieron"
        if s.language == "es" and s.codes[max(0, m.start() - 1) : m.start()] in tuple("DKI"):
            continue  # "muere un hombre y otros dos resultan heridos"
        if "l" in before or "z" in m.group() or is_unreal(s, m.start(), m.end()) or acts(s, m.end("who"), m.end()):
            continue
        if m["dead"] and _of_another(s, m["dead"], m.end()):
            continue
        yield from counted(s, role_of(m["what"] or m["dead"]), m.start("who"), m.end("who"), m.end())


def _of_another(s: Sentence, dead: str, end: int) -> bool:
    """Whether what follows may be whom it befell; not "died on the spot"."""
    if s.codes[end : end + 1] != "x" or s.codes[end + 1 : end + 2] not in tuple("aeNqpn"):
        return False
    return dead == "K" or "l" not in s.words[end].word.flags


def named(s: Sentence) -> Found:
    for m in _overlapping(NAMED, s.codes):
        follows = s.codes[m.end() : m.end() + 1]
        active = (
            "b" not in m.group()
            and m["what"][0] in "SKIRWFVH"
            and (
                acts_before(s, m.end())
                or follows in tuple("aenNqpPh")
                or m["what"][0] in _DOING.get(s.language, "KRWV")
                or m.group() in _HE_SHOT
            )
        )
        if (
            active
            or is_perfect(s, m)
            or (s.language == "de" and "b" not in m.group() and m["what"] == "D" and "F" not in s.words[m.end() - 1].word.flags)
            or ("b" not in m.group() and m["what"] in ACTS and is_active(s, m.end() - 1))
            or _of_place(s, m.start())
            or "z" in m.group()
            or "Z" in s.codes[max(0, m.start() - 1) : m.start()]
            or ("b" not in m.group() and at_somebody(s, m.end()))
            or is_unreal(s, m.start(), m.end())
            or acts(s, m.end("who"), m.end())
            or _spoken_of(s, m)
        ):
            continue
        end = m.end("who")
        name = called(s, m.start(), end) or UNNAMED
        role = role_of(m["what"])
        if role == "killed" and name == UNNAMED and any("o" in w.word.flags for w in s.words[end:]):
            name = SELF
        if any("w" in w.word.flags for w in s.words[m.start() : end]):  # "his parents were killed"
            yield from counted(s, role, m.start("who"), end, m.end())
            continue
        age = age_of(s, m.start(), end)
        figure = Figure(role, 1, 1, False, s.words[m.start()].start, s.words[m.end() - 1].end, single=True, name=name, age=age)
        yield figure, range(m.start(), end)


def _spoken_of(s: Sentence, m: re.Match[str]) -> bool:
    """ "Военный рассказал о погибших": who tells of the dead is none of them."""
    return s.language in FREE_ORDERS and any("t" in w.word.flags for w in s.words[m.end("who") : m.end()])


def _of_place(s: Sentence, start: int) -> bool:
    """ "In Leeds", "students of North High": no name of who was hurt."""
    if not start or s.codes[start] != "n":
        return False
    before = s.words[start - 1]
    return before.code in "ntw" or not {"l", "t", "f"}.isdisjoint(before.word.flags)


def _overlapping(pattern: re.Pattern[str], codes: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := pattern.search(codes, at):
        yield match
        at = max(match.start() + 1, match.end() - len(match["what"]))

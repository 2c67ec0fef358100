"""Figures of people and weapons in a sentence, by a small grammar over the letters of `lexicon.CODES`.

The grammar is the same for all languages: a quantity ("at least three women", "a 20-year-old man") beside what befell it
("were killed", "killing", "left dead"), before or after. What a figure counts follows the UCDP GED and ACLED codebooks: people
killed, injured, and so on; no animals, no vehicles.
"""

import re
from collections.abc import Iterator, Sequence

from processors.report.claims.arabic_told import beneath
from processors.report.claims.between import BEFELL, add_between
from processors.report.claims.children import with_children
from processors.report.claims.counted import (
    IMPLIED,
    ROLES,
    SELF,
    UNNAMED,
    WITH_SELF,
    Figure,
    is_unreal,
)
from processors.report.claims.earlier import without_earlier
from processors.report.claims.english import english, may_search
from processors.report.claims.forms import active, alone, at_nobody, at_somebody, named, ordered, passive, together
from processors.report.claims.forms_nouns import charged, deaths, fatal, inverse, left, multiple, nouns, remains, there
from processors.report.claims.german import may_tell
from processors.report.claims.grammar import (
    DEATH,
    HIT,
    WEAPON,
    ZERO,
)
from processors.report.claims.joined import with_first, with_second, without_whole
from processors.report.claims.worded import may_be_worded
from processors.report.claims.wounds import bearing, hospital, struck, suffered, victims, wounded
from processors.report.sentences.natural import is_natural
from processors.report.sentences.split import Sentence
from processors.report.sentences.tenses import is_fiction
from processors.report.words.slavic import SLAVIC

_TELLING = frozenset("KkDdIijuSRMWEHTyLUVGBCXQYJ")
_KINDS = frozenset(
    {"shooting", "killing"}
)  # a sentence of these may tell of somebody without such a word: "opened fire, hitting two"


def figures_of(sentence: Sentence) -> list[Figure]:
    """All counts of people and weapons in a sentence, in its order; each person or group once for each role."""
    sentence = without_whole(sentence)
    codes = sentence.codes
    telling = not _TELLING.isdisjoint(codes) or not _KINDS.isdisjoint(sentence.kinds) or "toll" in sentence.phrases
    telling = telling or may_tell(sentence) or beneath(sentence) or may_search(sentence) or may_be_worded(sentence)
    if not telling or is_fiction(sentence):
        return []
    found = [*_zeros(sentence), *_weapons(sentence)] if "Z" in codes or "y" in codes else []
    taken: set[tuple[str, int]] = set()
    for figure, words in _told(sentence):
        if all((figure.role, w) not in taken for w in words):
            taken.update((figure.role, w) for w in words)
            found.append(figure)
    add_between(sentence, found, taken)
    found = with_second(sentence, with_first(sentence, found))
    found.extend(alone(sentence, {f.role for f in found}))
    found.extend(_implied(sentence, {f.role for f in found}))
    found.extend(_own(sentence, found))
    if is_natural(sentence):
        found = [f for f in found if f.role != "killed" or not (f.single or f.bare)]
    own = without_earlier(sentence, list(_once(sentence, found)))
    return with_children(sentence, sorted(own, key=lambda f: (f.start, f.role)))


def _told(s: Sentence) -> Iterator[tuple[Figure, list[int]]]:
    """The counts of people by each part of the grammar, and where the words begin that count them."""
    befell = not BEFELL.isdisjoint(s.codes)
    for figure, words in (
        *ordered(s),
        *multiple(s),
        *together(s),
        *active(s),
        *(passive(s) if befell else ()),
        *(left(s) if "L" in s.codes else ()),
        *(fatal(s) if "F" in s.codes else ()),
        *inverse(s),
        *deaths(s),
        *nouns(s),
        *remains(s),
        *charged(s),
        *(named(s) if befell else ()),
        *wounded(s),
        *suffered(s),
        *bearing(s),
        *victims(s),
        *struck(s),
        *hospital(s),
        *there(s),
        *english(s),
    ):
        yield figure, [s.words[w].start for w in words]


_DISTANCE = 5
_PLURALS = {"es": ("s", "en", "on", "an"), "fr": ("s", "ent")}  # how words of several end


def _once(s: Sentence, found: Sequence[Figure]) -> Iterator[Figure]:
    """Without those hurt who died of it: "ist niedergestochen worden und gestorben"."""
    dead = {(f.start, f.high) for f in found if f.role == "killed" and f.high} if s.language == "de" else set()
    yield from (f for f in found if f.role != "injured" or (f.start, f.high) not in dead)


def _implied(s: Sentence, roles: set[str]) -> Iterator[Figure]:
    """A death or a wound of somebody whom the grammar did not find: "the man who lived there died"."""
    for role, pattern in (("killed", DEATH), ("shot", HIT)):
        match = pattern.search(s.codes) if role not in roles and "killed" not in roles else None
        if (
            match
            and "k" not in s.words[match.end() - 1].word.flags
            and not (match.group() == "U" and match.start() and "T" in s.words[match.start() - 1].word.flags)
            and not (role == "shot" and (at_somebody(s, match.end()) or at_nobody(s, match.end()) or _shots(s, match)))
            and not _of_animal(s, match)
            and not set("Pq") & set(s.codes[max(0, match.start() - 4) : match.start()])
            and not is_unreal(s, match.start(), match.end())
            and {"z", "Z"}.isdisjoint(s.codes[max(0, match.start() - 3) : match.end()])
            and not _many(s, match.end() - 1)
        ):
            own = role == "killed" and any("o" in w.word.flags for w in s.words)
            start, end = s.words[match.start()].start, s.words[match.end() - 1].end
            yield Figure(role, 1, 1, False, start, end, single=True, name=SELF if own else UNNAMED, text=IMPLIED)
            return


def _of_animal(s: Sentence, match: re.Match[str]) -> bool:
    """Not of people: "the dog that was killed", "убита корова"."""
    end = match.end() + (s.language in SLAVIC)
    return any("a" in w.word.flags for w in s.words[max(0, match.start() - _DISTANCE) : end])


def _many(s: Sentence, at: int) -> bool:
    """ "Le nombre de morts", "los fallecidos", "mueren": several, how many isn't told."""
    return s.codes[at] == "D" and s.words[at].text.endswith(_PLURALS.get(s.language, ()))


def _shots(s: Sentence, match: re.Match[str]) -> bool:
    """ "Fired and shot two more times"."""
    return match.group() == "S" and match.end() < len(s.words) and s.words[match.end()].low is not None


def _own(s: Sentence, found: Sequence[Figure]) -> Iterator[Figure]:
    """ "Before turning the gun on himself": a death that no count holds."""
    if "D" not in s.codes:
        return
    for i, word in enumerate(s.words):
        own = "o" in word.word.flags and "D" in s.codes[max(0, i - 1) : i + 1]
        if own and all(f.name != SELF and f.text != WITH_SELF for f in found):
            yield Figure("killed", 1, 1, False, s.words[max(0, i - 1)].start, word.end, single=True, name=SELF)
            return


def _zeros(s: Sentence) -> Iterator[Figure]:
    for m in ZERO.finditer(s.codes):
        role = ROLES[m["noun"] or m["what"] or m["first"]]
        start, end = s.words[m.start()].start, s.words[m.end() - 1].end
        for each in ("killed", "injured") if role == "casualties" else (role,):
            if "o" not in m.group() and not any(w.text == "else" for w in s.words[m.start() : m.end()]):
                yield Figure(each, 0, 0, False, start, end)


def _weapons(s: Sentence) -> Iterator[Figure]:
    for m in WEAPON.finditer(s.codes):
        numbers = [w for w in s.words[m.start("who") : m.end("who")] if w.low is not None]
        if not numbers or is_unreal(s, m.start(), m.end()):
            continue
        role = "intercepted" if m["before"] or m["after"] else "weapon"
        last = m.end() - 1 - len(m["after"] or "")
        noun = next(w for w in reversed(s.words[: last + 1]) if w.code == "y")
        at_least = "l" in m["who"] or "om" in m["who"]
        start = s.words[m.start()].start
        yield Figure(role, numbers[0].low or 0, numbers[-1].high or 0, at_least, start, s.words[m.end() - 1].end, text=noun.text)

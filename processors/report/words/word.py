"""What a word may be: its part in the grammar of figures, its number, the kinds of incident that it tells of."""

from functools import cached_property
from typing import NamedTuple

# One letter a class of words, so that the grammar of figures can be written as regular expressions over letters.
CODES = {
    "article": "a", "determiner": "e", "be": "b", "and": "&", "or": "t", "between": "w", "clause": "c", "modal": "v",
    "not": "z", "none": "Z", "least": "l", "than": "m", "about": "m", "other": "o", "several": "q", "people": "P",
    "person": "p", "pronoun": "h", "killed": "K", "killing": "k", "died": "D", "death": "d", "injured": "I",
    "injuring": "i", "injury": "j", "casualty": "u", "shot": "S", "fatally": "F", "wound": "U",
    "treated": "V", "hitting": "G", "murder": "B", "left": "L", "rescued": "R",
    "missing": "M", "arrested": "W", "displaced": "E", "kidnapped": "H", "intercepted": "T", "weapon": "y",
    "remains": "C", "hospital": "Y", "multiple": "X", "charges": "Q", "rise": "r", "nothing": "0", "bullet": "J",
    "figurative": "1",
}  # fmt: skip

# What else a word may be: "also_noun" a shot; "moved" taken somewhere; "pair" two people; "weak" no death by itself;
# "belonging" stands between a person and an age or children; "pulling" saves who is "alive";
# whom a "rescuer" is "seeking" is missing; "finite" verbs of dying stand before or behind who died; "having" is no passive;
# "oblique": no subject; a "ward" is where the hurt are "moved";
# "unlike": begins or ends as a word of the tables, and tells of no incident.
# "losing" one's "life" is dying, and what is "taking" it a death.
# Of languages with cases (russian.py): a person as the "subject" of a sentence,
# a number as its "object", "feminine": many women, or of one of them; who is "moved" to a "ward" is hurt, to a "jail"
# arrested, to a "shelter" displaced; who is "sought" and no "culprit" is missing, and whose "fate" is "unknown"; a body
# "alone" is one, where it is "found", or one hurt; whom to save "failed" is dead, but who died of an "illness" is no victim,
# nor whom an "obituary" praises, nor those of a "fraud"; those "holding" a "captive" abducted him, and a person "carried" off
# was abducted, a thing stolen; "every": all counted before; "lone" says of a body that it is one ("тіло", not "тіла").
# Of Russian and Ukrainian (slavic.py): "history" is no news; in "company" of somebody, after "with"; those "leading"
# somebody out save him where rescuers do it; those "hitting_with" a knife hurt; "kin" of the
# dead is none of them; who is "staying" in a "ward" is hurt; what is "enthralling" seizes nobody.
# A "manner" of killing kills "to death"; "counting" is a number, toll or count of somebody;
# those "carrying" people to where it is "safe" ("brought ashore") save them.
FLAGS = {
    "child": "c", "not_count": "n", "month": "m", "including": "i", "reference": "r", "since": "s", "target": "t", "agent": "b",
    "within": "l", "self": "o", "fired": "g", "also_noun": "u", "moved": "q", "jail": "j", "homicide": "h", "animal": "a",
    "weekday": "d", "pair": "w", "weak": "k", "belonging": "f", "pulling": "p", "alive": "v",
    "seeking": "e", "rescuer": "x", "aged": "y", "life": "z", "suffering": "S", "striking": "H", "bearing": "W", "victim": "V",
    "shooting": "B", "theirs": "T", "finite": "F", "having": "A", "oblique": "O", "ward": "Y",
    "unlike": "-", "losing": "L", "taking": "K",
    "subject": "N", "object": "O", "shelter": "P", "culprit": "X", "fate": "F",
    "unknown": "U", "found": "D", "alone": "A", "illness": "L", "obituary": "J", "every": "E", "feminine": "G", "sought": "M",
    "failed": "Q", "captive": "K", "holding": "R", "fraud": "1", "carried": "2", "lone": "C",
    "manner": "D", "counting": "N", "carrying": "!", "safe": "+",
    "history": "3", "company": "4", "leading": "5", "hitting_with": "6", "with": "7", "kin": "8", "staying": "9",
    "enthralling": "I", "escaping": "~",
}  # fmt: skip

Weighed = tuple[str, int]


class Phrase(NamedTuple):
    """A phrase of the tables that a word begins: its name, whether it stands at the start of a sentence only, the words and
    patterns that must follow, the first of them where that is a word, and all of them that are words."""

    name: str
    at_start: bool
    rest: tuple[str, ...]
    following: str
    needs: frozenset[str]


def _is_word(wanted: str) -> bool:
    """Not one of the patterns that `sentences` knows: any words, a number, a year, the beginning of a word."""
    return wanted[0] not in "~#" and not wanted.endswith("*")


def phrase_of(name: str, at_start: bool, rest: tuple[str, ...]) -> Phrase:
    return Phrase(name, at_start, rest, rest[0] if rest and _is_word(rest[0]) else "", frozenset(filter(_is_word, rest)))


class Phrases(tuple[Phrase, ...]):
    """The phrases that a word may begin, in the order of the tables."""

    def before(self, following: str) -> tuple[Phrase, ...]:
        """Those that may go on with this word."""
        return self.after.get(following, self.open)

    @cached_property
    def open(self) -> tuple[Phrase, ...]:
        """Those that may go on with any word."""
        return tuple(p for p in self if not p.following)

    @cached_property
    def after(self) -> dict[str, tuple[Phrase, ...]]:
        """Following word -> those that may go on with it; of other words, `open`."""
        return {word: tuple(p for p in self if p.following in ("", word)) for word in {p.following for p in self}}


class Word(NamedTuple):
    """`code`: a letter of CODES, N (number), g (age) or x; `kinds`: (kind, weight); `flags`: letters of FLAGS; `phrases`:
    those that it may begin."""

    code: str = "x"
    number: int | None = None
    kinds: tuple[Weighed, ...] = ()
    flags: str = ""
    phrases: Phrases = Phrases()


PLAIN = Word()
"""A word that the tables don't know."""


class Written(NamedTuple):
    """A word or mark as it stands in a text, by itself. `sort`: MARK, NUMBER or WORD; `lower`: in small letters; `uncounted`: a
    number before it counts nobody; `capital`: a name, unless it begins the sentence; `plain`: neither, with no word before it
    is it one thing, and it changes none."""

    sort: str
    lower: str
    word: Word
    code: str
    uncounted: bool = False
    capital: bool = False
    plain: bool = False

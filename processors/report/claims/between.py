"""What an English sentence tells of somebody of whom more is said in between."""

from collections.abc import Iterator

from processors.report.claims.asides import without_asides
from processors.report.claims.counted import MULTIPLE, Figure
from processors.report.claims.english import english
from processors.report.claims.forms import active, named, passive, together
from processors.report.claims.wounds import suffered
from processors.report.sentences.split import Sentence

BEFELL = frozenset("SKDIRMWEHV")  # one of them is in all that PASSIVE and NAMED find

_TOLD = BEFELL | {"j"}


def add_between(s: Sentence, found: list[Figure], taken: set[tuple[str, int]]) -> None:
    """Adds what is told of somebody behind an aside ("a second man, 33, was hurt"), in place of what was read into the
    aside ("three members of one family died")."""
    plain = without_asides(s) if s.language == "en" and not _TOLD.isdisjoint(s.codes) else None
    if plain is None or _TOLD.isdisjoint(plain.codes):
        return
    kept = {w.start for w in plain.words}
    asides = {(f.role, f.end) for f in found if f.start not in kept}
    befell = {(f.role, f.end) for f in found if f.start in kept}  # a verb tells of those before it once
    of_all = {f.role for f in found if f.text == MULTIPLE}  # "a double homicide" has counted him
    for figure, words in _told_between(plain):
        again = (figure.role, figure.end) in befell or (figure.single and figure.role in of_all)
        if again or any((figure.role, w) in taken for w in words):
            continue
        if (figure.role, figure.end) in asides:
            found[:] = [f for f in found if (f.role, f.end) != (figure.role, figure.end)]
        taken.update((figure.role, w) for w in words)
        found.append(figure)


def _told_between(plain: Sentence) -> Iterator[tuple[Figure, list[int]]]:
    """What a sentence without its asides tells."""
    for figure, words in (*together(plain), *active(plain), *passive(plain), *named(plain), *suffered(plain), *english(plain)):
        yield figure, [plain.words[w].start for w in words]

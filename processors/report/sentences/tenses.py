"""Sentences of what is to come, "el municipio instalará cámaras", "la course aura lieu dimanche", or of what is only told."""

import re
from collections.abc import Iterator

from processors.report.sentences.split import Sentence
from processors.report.words.slavic import SLAVIC
from processors.report.words.tokens import Token
from processors.report.words.told_forms import forms_in, is_told

_FUTURE = {
    "es": re.compile(r"(?:\w+(?:[aei]|[nl]d)r|\w*(?:abr|odr|uerr|har|dir)|ir)(?:á|án)"),
    "de": re.compile(r"will|wollen|soll|sollen"),
    "fr": re.compile(r"\w*(?:[eidu]ra|[eidu]ront|verra|pourra|pourront|devra|devront|aura|auront)"),
}
_NO_FUTURE = {  # names, and what was done in stems that end alike: "le bateau chavira"
    "es": frozenset({"teherán", "irán", "catamarán"}),
    "fr": frozenset(
        {
            *("tira", "retira", "attira", "inspira", "expira", "respira", "admira", "chavira", "vira", "déchira", "dura"),
            *("jura", "mesura", "assura", "procura", "captura", "pleura", "demeura", "effondra", "engendra", "opera"),
        }
    ),
}
_DONE = {
    "de": re.compile(r"wurden?|worden|ha(?:t|ben|tten?)|waren?|ist|sind|kam(?:en)?|starb(?:en)?|\w+(?<![ou]ll)(?<!könn)ten?"),
    "es": re.compile(r"\w+(?:ó|[aei]ron|[aeí]a|[aeí]an|ado|ada|ados|adas|ido|ida|idos|idas)|ha|han|hubo|fue"),
    "fr": re.compile(r"a|ont|avait|avaient|est|sont|était|étaient|fut|furent"),
}
_AIM = frozenset({"pour", "afin", "si", "contre", "para", "contra"})  # begin what an incident is for
_PARTING = frozenset(",;:-c&")  # codes and marks between clauses
_WHILE = frozenset({"during", "durante", "tras", "lors", "pendant", "durant", "cours", "ходе", "время", "час"})
_NEAR = 3  # words: "durante el gran simulacro"
_HARMED = frozenset("KkDdIij")


def is_plan(s: Sentence) -> bool:
    """Whether the clause that first tells of an incident has a verb in the future, and nothing tells of something done: in
    "un avion s'écrase, une enquête sera ouverte" the future is of what follows."""
    future, done = _FUTURE.get(s.language), _DONE.get(s.language)
    if future is None or done is None:
        return False
    words = [w for w in s.words if w.code != "n"]
    if any(done.fullmatch(w.text) for w in words):
        return False
    none = _NO_FUTURE.get(s.language, frozenset())
    first = s.start if s.language == "fr" else -1  # a name, "Sandra", where no French verb stands
    to_come = [w.start for w in words if w.start != first and w.text not in none and future.fullmatch(w.text)]
    if not to_come:
        return False
    for clause in _clauses(s):
        of_future = any(clause[0].start <= at <= clause[-1].start for at in to_come)
        told = any(clause[0].start <= at <= clause[-1].start for at in s.anchors)
        if told and (of_future or clause[0].text not in _AIM):
            return of_future
    return False


def _clauses(s: Sentence) -> Iterator[list[Token]]:
    """Its clauses, none empty."""
    clause: list[Token] = []
    for word in s.words:
        if word.code not in _PARTING and word.text not in _PARTING:
            clause.append(word)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


def is_fiction(s: Sentence) -> bool:
    """Whether it tells of a story or a drill, and not of whom something befell in the time of one, "murieron durante un
    simulacro", or before one is spoken of: "shot a man who has written a novel"."""
    at = s.phrases.get("fiction")
    if at is None or not _HARMED.isdisjoint(s.codes[:at]) or is_told_before(s, at):
        return False
    during = any(w.text in _WHILE for w in s.words[max(0, at - _NEAR) : at])
    return not (during and not _HARMED.isdisjoint(s.codes))


def is_told_before(s: Sentence, end: int) -> bool:
    """Whether one of the first words tells of an event as done: "marched", "a fire broke out"."""
    forms = forms_in(s.language)
    if forms is None:
        return False
    before = s.language in SLAVIC  # "прогремел взрыв"
    for i, word in enumerate(s.words[:end]):
        if not any(weight > 0 and kind != "arrest" for kind, weight in word.word.kinds):
            continue
        if is_told(forms, s.words, i) or (before and i and forms["told"].has(s.words[i - 1].text)):
            return True
    return False

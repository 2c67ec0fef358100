"""Sentences of what is to come: "el municipio instalará cámaras", "la course aura lieu dimanche" tell of a plan."""

import re

from processors.report.sentences import Sentence

_FUTURE = {
    "es": re.compile(r"\w{2,}(?:rá|rán)"),
    "fr": re.compile(r"\w*(?:[eidu]ra|[eidu]ront|verra|pourra|pourront|devra|devront|aura|auront)"),
}
_DONE = {
    "es": re.compile(r"\w+(?:ó|[aei]ron|[aeí]a|[aeí]an|ado|ada|ados|adas|ido|ida|idos|idas)|ha|han|hubo|fue"),
    "fr": re.compile(r"a|ont|avait|avaient|est|sont|était|étaient|fut|furent"),
}


def is_plan(s: Sentence) -> bool:
    """Whether a verb is in the future and none tells of something done."""
    future, done = _FUTURE.get(s.language), _DONE.get(s.language)
    if future is None or done is None:
        return False
    words = [w.text for w in s.words if w.code != "n"]
    return any(map(future.fullmatch, words)) and not any(map(done.fullmatch, words))

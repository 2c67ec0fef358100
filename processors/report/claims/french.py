"""French forms of telling whom something befell: a verb tells by its number who its subject is, and by its auxiliary whether the
subject did it or suffered it.

Patterns over the letters of `lexicon.CODES`, as in orders.py.
"""

import re
from collections.abc import Iterator

from processors.report.claims.french_borne import borne
from processors.report.claims.french_parts import HIS, LIST, Form, form_of, real
from processors.report.claims.lists import NUMBERS, ROLES, Counted, count
from processors.report.sentences.split import Sentence

# Verb -> whether one or several are its subject: "a" or "ont".
_HAVE = {
    **dict.fromkeys(("a", "avait", "eut", "aura", "aurait"), "a"),
    **dict.fromkeys(("ont", "avaient", "eurent", "auront", "auraient"), "ont"),
}
_ARE = {
    **dict.fromkeys(("est", "était", "fut", "sera", "soit", "serait", "reste", "restait"), "a"),
    **dict.fromkeys(("sont", "étaient", "furent", "seront", "soient", "seraient", "restent", "restaient"), "ont"),
}
_DYING = {
    **dict.fromkeys(("meurt", "mourut", "périt", "décède", "succombe"), "a"),
    **dict.fromkeys(("meurent", "moururent", "périssent", "périrent", "décèdent", "succombent", "succombèrent"), "ont"),
}
_BEEN = frozenset({"été", "être", "étant", "ayant", *_ARE})
_LIVING = ("rescap", "secour", "sauv")
_SUFFERED = frozenset("KIRWHEM")  # participles that with "avoir" tell what the subject did
_HAPPENED = "disparu survécu trouvé quitt fui recouvré retrouvé perdu gagner regagner rejoindre inhalé plus"
_GONE = tuple(_HAPPENED.split())  # with "avoir", and suffered all the same
_COLLECTIVE = frozenset({"famille", "groupe", "équipage", "équipe", "bande", "cordée", "fratrie"})
_NOUNS = ("tion", "tions", "vement", "vements", "gement", "tage", "ant", "rapt", "ping", "capture")  # no participles of a passive
_HIM_HAS = frozenset({"l'a", "l'ont", "l'avait", "l'avaient"})
# What may stand between a subject and its verb: "deux agents de la police", "un homme de 27 ans, gardien de nuit,", "trois filles
# âgées de 7, 10 et 13 ans", "deux hommes suspectés d'être les auteurs", another verb, "a glissé et s'est", and "qui circulaient
# en scooter".
_GAP = (
    r"(?:[xwngeaNtpPHImor]{0,12}?(?:,[^.b]{1,14},)?|,?[xwngeaNtpP]{1,9}?,?|x?w[xN,&t]{1,9}|xb[^.b&]{1,9}|"
    r"(?:w[xn]{1,3})?b{1,2}[^.b]{1,14}&|w?[xneaw]{0,4}?(?:,c[^.;]{1,20},|c[^.;,]{1,16}?,?))??"
)
_BE = r"(?P<be>b(?:x{1,2}b|b{0,2}))(?:[xawnePdt]{1,9}&)?[xLw]{0,2}"  # "a été fauché par un camion et grièvement"
_SUBJECT = re.compile(rf"(?P<who>{LIST}|[ae]I(?=x?b)){_GAP}{_BE}(?P<what>[KDIRWMEH])")
_OTHER = re.compile(r"(?P<who>o)(?P<be>b{1,3})x{0,2}(?P<what>[KDIRWMEH])")  # "l'autre est grièvement blessé"
_DIES = re.compile(rf"(?P<who>{LIST})[^.bKDIZz&]{{0,12}}?(?P<what>D)")  # "une fillette de six ans meurt"
# "L'évacuation de 200 personnes", "la mort d'un homme".
_NOUN = re.compile(rf"(?P<what>[dEWRHM])(?:x?w|x|[wx]?ax{{1,2}}w)?(?P<who>{HIS}(?:(?:,|&)w?{HIS})*)")
# "A tué sa compagne et leurs trois enfants"; "a blessé au couteau trois camarades", "a arrêté le suspect".
_HIS_OWN = re.compile(rf"(?P<what>[KkIiR])x?(?P<who>{HIS}(?:,{HIS}){{0,3}}&{HIS})(?![xwn]{{0,4}}b)")
_DID = re.compile(rf"b{{1,2}}x?(?P<what>[KIWRHE])(?:[xtJ]{{0,4}}|,[^.b]{{1,14}},)(?P<who>{HIS}(?:(?:,|&){HIS}){{0,3}})")
# "A interpellé jeudi près d'Alicante un homme".
_DID_LATER = re.compile(rf"b{{1,2}}x?(?P<what>[KIWRHE])[xwmntge]{{1,9}}?(?P<who>{NUMBERS}[oxgn]{{0,3}}?P|a[xgn]{{0,2}}[pP])")
# "Ont fait irruption dans un internat et emmené de force 40 élèves"
_AND_DID = re.compile(rf"b{{1,2}}[^.b;]{{1,20}}?&x?(?P<what>[KIWRHE])(?:[xtJ]{{0,4}})(?P<who>{HIS}(?:(?:,|&){HIS}){{0,3}})(?!b)")
_HIM = re.compile(r"(?P<who>b)x{0,2}(?P<what>[KIWH])")  # "la police l'a arrêté"


def french_of(s: Sentence) -> Iterator[Form]:
    """The forms found in a French sentence."""
    for m in real(s, _SUBJECT, _OTHER):
        number = next((n for w in s.words[m.start("be") : m.end("be")] if (n := _number(w.text))), "")
        if number and not acts(s, m.start("be"), m.end()):
            yield Form(ROLES[m["what"]], m.span("who"), m.start("be"), m.end(), number if m["who"] != "o" else "")
    for m in real(s, _DIES):
        dying = s.words[m.end() - 1].text
        if number := _DYING.get(dying, "") or _HAVE.get(dying, ""):
            yield Form("killed", m.span("who"), m.end(), m.end(), number)
    for m in real(s, _NOUN):
        if m["what"] in "dM" or s.words[m.start()].text.endswith(_NOUNS):
            yield form_of(m)
    yield from _deeds(s)
    yield from borne(s)


def _deeds(s: Sentence) -> Iterator[Form]:
    """Whom somebody did it to: "a tué sa compagne", "a interpellé jeudi un homme", "l'a arrêté"."""
    for m in real(s, _HIS_OWN):
        has = s.words[m.start()].text.endswith("avoir") or acts(s, m.start() - 3, m.end("what"))
        if has or m["what"] in "ki":
            yield form_of(m)
    for m in real(s, _DID):
        told = s.words[m.end("what") : m.start("who")]
        if acts(s, m.start(), m.end("what")) and not any(set("bl") & set(w.word.flags) for w in told):
            yield form_of(m)
    for m in real(s, _DID_LATER, _AND_DID):
        if acts(s, m.start(), m.end("what")):
            yield form_of(m)
    for m in real(s, _HIM):
        if s.words[m.start()].text in _HIM_HAS:
            yield form_of(m)


def acts(s: Sentence, start: int, end: int) -> bool:
    """Whether a subject did what the word before `end` tells: words from `start` on are of the verb "avoir" alone ("ont tué").
    So with what befell the dead: "les corps de trois marins ont été repêchés"."""
    if s.language != "fr" or s.codes[end - 1] not in _SUFFERED or s.words[end - 1].text.startswith(_GONE):
        return False
    if s.words[end - 1].text.endswith(_NOUNS):
        return start < end - 1  # "neuf arrestations"
    living = s.words[end - 1].text.startswith(_LIVING)  # "13 corps repêchés, 20 rescapés"
    if not living and s.codes[end - 1] in "RMW" and "C" in s.codes[max(0, start - 6) : start]:
        return True
    be = [_bare(w.text) for w in s.words[max(0, start) : end - 1] if w.code == "b"]
    return bool(be) and _BEEN.isdisjoint(be)


def _bare(word: str) -> str:
    """ "n'a", "s'est" without what is elided."""
    return word.rpartition("'")[2]


def _number(word: str) -> str:
    bare = _bare(word)
    return _HAVE.get(bare, "") or _ARE.get(bare, "")


def _subject(s: Sentence, form: Form) -> tuple[int, int]:
    """Without those of the clause before: "a coûté la vie à 61 personnes, 23 ont été secourues" is no list without "et"."""
    start, end = form.who
    codes = s.codes[start:end]
    listed = form.number != "ont" or "&" in codes or "," not in codes
    return form.who if listed else (start + codes.rindex(",") + 1, end)


def french_counts(s: Sentence) -> Iterator[Counted]:
    """The counts of the forms; of one person where the verb says so."""
    for form in french_of(s):
        for c in count(s, form.role, _subject(s, form), form.until):
            if form.number == "a" and c.high == 2 and "," in s.codes[c.start : c.end]:
                yield c._replace(low=1, high=1, single=True)  # "le suspect, un homme de 25 ans, a été arrêté"
            elif form.number == "a" and any("w" in w.word.flags for w in s.words[c.start : c.end]):
                yield c._replace(end=max(c.end, form.end))  # "un couple a été"
            elif form.number == "a" and c.start > 1 and s.words[c.start - 2].text in _COLLECTIVE:
                yield c._replace(end=max(c.end, form.end))  # "une famille de quatre personnes a été"
            elif not form.number or (c.high > 1) == (form.number == "ont"):
                yield c._replace(end=max(c.end, form.end))

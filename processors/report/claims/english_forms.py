"""The forms of `claims/english.py`: patterns over the letters of `lexicon.CODES`, and over marks for some words beside them."""

import re

from processors.report.claims.grammar import LIST, NUMBER, PERSON, PERSONS

_ANYBODY = rf"{PERSONS}|{LIST}|{PERSON}|ox?(?=b)"
# "A fifth is in a critical condition", "one remains in hospital".
LYING = re.compile(rf"(?P<who>{_ANYBODY})(?:b{{1,2}}x?|x)>a?x{{0,2}}(?P<what>[IY])")
# "Forced 1,200 people to leave their homes", "forty residents had to leave their homes".
_HOMELESS = re.compile(rf"(?P<who>{NUMBER}[oxgn]{{0,3}}?P?)[xbtn>ao]{{0,6}}(?P<what>E)(?![aenNqlmo])")
# "Nine people had been brought in with injuries".
BROUGHT = re.compile(rf"(?P<who>{LIST})b{{1,3}}[xaewnRL>]{{1,8}}?>[ax]{{0,2}}(?P<what>j)")
# "Forced 3,000 to flee", "drove seven people from a house" (!: forced; ~: to flee, from).
_DRIVEN = re.compile(rf"!(?P<who>{NUMBER}[oxgn]{{0,3}}?P?)t?(?P<what>~)")
# "Two women were swept away; their bodies were found" (%: their).
THEIRS = re.compile(rf"^(?P<who>{LIST})(?!.*[KD]).{{1,30}}?%(?P<what>C)b")
# "She is the second fatality".
_NTH = re.compile(r"(?P<who>ox?)(?P<what>d)")
# "Freed a kidnapped businessman".
FREED = re.compile(rf"Rx?(?P<who>(?:a|e|{NUMBER})H[xg]{{0,2}}?[pP])")
# "He was found at a bus stop and taken to hospital"; "a man fell off a roof and was hurt".
AND_WAS = re.compile(
    rf"(?:^|[.])(?P<who>{LIST}|[ea][xgn]{{0,2}}p|o?[xg]{{0,2}}p|ag|h|n{{2,4}})(?P<first>b?)[^.;,&zZvcpP]{{1,16}},?&(?P<be>b{{0,2}})"
    r"x{0,2}(?P<what>[IRWHVDK])(?![aenNqpPh])"
)
# "Eight escaped, two of them with injuries".
_OF_THEM = re.compile(rf"(?P<who>{NUMBER})>x>[ax]{{0,3}}?(?P<what>j)")
# "Three were led out, two of whom were taken to hospital" (*: whom).
_OF_WHOM = re.compile(rf"(?P<who>{NUMBER})x\*(?:b{{1,2}}x?|x{{0,2}}(?=D))(?P<what>[VDKW])")
# "Four robbers who held up a shop were arrested" (@: who).
_WHO_WERE = re.compile(
    rf"(?P<who>{LIST}|[ea]x?p)@b{{0,2}}(?:(?![ae]x?p)[^.,;czZv@bh&]){{1,16}}?(?:b{{1,2}}x?(?=[WKRIVH])|(?=D))(?P<what>[WKRIVHD])(?![aenNqpP])"
)
# "Three teenagers are recovering after they were shot" (^: they).
_THEY_WERE = re.compile(rf"^(?P<who>{LIST})[^.;zZv]{{1,12}}c\^b{{1,2}}x?(?P<what>[SIWH])(?![aenNqpP])")
# "Another is missing".
_ANOTHER = re.compile(r"(?P<who>ox?)b{1,2}x?(?P<what>[MRWEH])")
# "A search is under way for a pensioner", "teams are combing the sea for two airmen" (s: search; f: for).
SEARCH = re.compile(rf"(?P<what>s)[^,.;f]{{0,7}}f(?P<who>{NUMBER}[oxgn]{{0,3}}?P|a[gx]{{0,3}}p)")
# "The evacuation of 600 residents" (~: evacuation).
_EVACUATED = re.compile(rf"(?P<what>~)f(?P<who>{NUMBER}[oxgn]{{0,3}}?P)")
# "Gunmen seized about 30 passengers", "abducting 17 others" (!: seized, abducting).
_SEIZED = re.compile(rf"(?P<what>!)(?P<who>{NUMBER}(?:[oxgn]{{0,3}}?P|o))")
_DRIVEN_BY = {
    **dict.fromkeys(("forced", "forces", "forcing", "drove", "drives", "driving"), "!"),
    **dict.fromkeys(("flee", "evacuate", "leave", "abandon", "relocate", "shift", "from"), "~"),
}
_ABDUCTING = ("abducting", "kidnapping", "abduct", "kidnap")
_SEARCH_FOR = {**dict.fromkeys(("search", "searches", "searching", "combing", "combed", "scouring", "scoured"), "s"), "for": "f"}
ALONE = (frozenset(_SEARCH_FOR) - {"for"}) | {"evacuation", *_ABDUCTING}
_EVACUATION = {"evacuation": "~", "of": "f"}
_WHOM, _WHO, _THEY = {"whom": "*"}, {"who": "@"}, {"they": "^"}
_SEIZED_BY = dict.fromkeys(("seized", "seize", "seizes", "seizing", *_ABDUCTING), "!")
BESIDE = {
    _DRIVEN: _DRIVEN_BY,
    SEARCH: _SEARCH_FOR,
    _SEIZED: _SEIZED_BY,
    _EVACUATED: _EVACUATION,
    _OF_WHOM: _WHOM,
    _WHO_WERE: _WHO,
    _THEY_WERE: _THEY,
}
# Each with the letters, or the words, of which a sentence that holds it has one.
PATTERNS = (
    (LYING, frozenset("IY")),
    (_HOMELESS, frozenset("E")),
    (BROUGHT, frozenset("j")),
    (_DRIVEN, frozenset(w for w, letter in _DRIVEN_BY.items() if letter == "!")),
    (SEARCH, frozenset(_SEARCH_FOR) - {"for"}),
    (_SEIZED, frozenset(_SEIZED_BY)),
    (_EVACUATED, frozenset({"evacuation"})),
    (_OF_THEM, frozenset("j")),
    (_OF_WHOM, frozenset(_WHOM)),
    (_WHO_WERE, frozenset(_WHO)),
    (_THEY_WERE, frozenset(_THEY)),
    (_NTH, frozenset("d")),
    (AND_WAS, frozenset("&")),
    (_ANOTHER, frozenset("o")),
)

"""The grammar of figures: regular expressions over one letter a word (`lexicon.CODES`; N number, g age, n name, x other).

WHO is a quantity or a person, WHAT is what befell them. Every repetition is bounded: work grows with the length of a text.
"""

import re

NUMBER = r"[lmow]{0,6}N(?:[t&-]N)?"
ONE = (
    rf"(?:{NUMBER}xe?[xnSGN]{{0,3}}?P|{NUMBER}[oxgnpKIP]{{0,3}}?[Pp]o?|{NUMBER}o?(?![xn$]{{0,5}}y)"  # two of the men; two men
    rf"|qx?[xgno]{{0,3}}?P|qo|q(?=b{{1,2}}F?[ISKMR])|q(?=[IM](?![aeNpPn]))"  # several men; dozens were hurt
    rf"|ao?[xgnoSI]{{0,4}}?p(?:,g(?=,))?|ag|o[xg]{{0,2}}?p|ox?(?=b{{0,2}}[ISKV]))"
)
LIST = rf"(?:{ONE})(?:(?:,(?!o)|,?&){ONE}){{0,4}}"
# His wife, 40; her mother, Ann Roe, 40; 22-year-old Ann Roe; Ann Roe, 22, of Leeds; himself; "her and".
_OWN = r"e(?:[xgnSI]{0,3}?p|N[xg]{0,2}?P)(?:,n{2,4}(?=,))?(?:,g(?=,))?"
PERSON = rf"(?:{ONE}|{_OWN}|g?n{{1,5}}(?:,[Ng](?=,)(?:,xn{{1,3}}(?=,))?)?|h|e(?=,?&))"
_AGES = r"(?:,x(?:,?&?[Nx]){1,4}(?=,))?"  # "two boys, ages 3 and 5, and their mother"
PERSONS = rf"{PERSON}{_AGES}(?:,(?!o)(?:{PERSON}|p)(?:,c[^,]{{1,12}})?){{0,6}},?&(?:xh|x?p|{PERSON})"
OBJECTS = rf"(?:{PERSONS}|{LIST}|{PERSON}|g?p)"
PART = re.compile(rf"{ONE}|{_OWN}|g?n{{1,5}}(?:,[Ng](?:,xn{{1,3}}(?=,))?)?|h|p|e|o|q")
WHAT = r"(?:F?S(?:,?&?K|,?&I|td)?|F?[KDIRMWEH]|V(?!W))"
GAP = r"(?:[xgaenpKItw]{0,8}?|[,-]{1,2}[xgnNPphea&]{1,8}[,-]{1,2})"

PASSIVE = re.compile(
    rf"(?P<who>{LIST})(?P<gap>{GAP})c?(?P<be>b{{0,3}}(?:(?:[xc]|xt)b{{1,2}})?)(?P<mid>[xFz]{{0,2}}?)(?P<what>{WHAT})"
)
ACTIVE = re.compile(
    rf"(?P<what>F?[kiKIDRWEH]|F?S(?:,?&?K)?|G(?=x?(?:{NUMBER}|a|e)[^y]))(?P<gap>[xt]|e(?=N)|)(?P<who>{OBJECTS}|(?<![xte])o(?=[xcw.,&]|$))"
)
LEFT = re.compile(rf"L(?P<who>{PERSONS}|{LIST}|{PERSON})[x,]{{0,3}}?(?P<what>[DKIME])")
NOUN = re.compile(
    rf"(?P<who>{NUMBER})[xgoI]{{0,2}}?(?P<what>[dju])(?![xb]{{0,2}}N)|(?P<what2>[dju]|D(?=[xb]{{0,2}}t))(?:x[xb]{{0,3}}t?|[xbenpwc]{{0,8}}t)(?P<who2>{LIST})"
)
FATAL = re.compile(rf"(?P<who>{NUMBER})x{{0,2}}F(?!S)")
NAMED = re.compile(
    rf"(?P<who>n{{1,6}}(?:,(?:N|g|[xn]{{1,4}}),)?|h|e?[xgn]{{0,3}}?p)(?:,c(?=b))?[x]{{0,3}}?b{{0,3}}[xFz]{{0,2}}?(?P<what>{WHAT})"
)
ALL = re.compile(
    rf"(?P<who>{PERSONS})(?:,[Ng](?:,xn{{1,3}})?)?,?(?:b{{1,3}}[xFz]{{0,2}}?(?P<what>{WHAT})|x{{0,2}}?(?P<dead>[DK])(?![aeNqpn]))"
)
WOUNDED = re.compile(rf"(?P<who>{LIST}|{PERSON})[xcbagNw]{{0,4}}?[xw][aNx]{{0,2}}?U")
REMAINS = re.compile(rf"C[x]{{1,2}}?(?P<who>{OBJECTS})|(?P<number>{NUMBER})[xgo]{{0,2}}?C")
HOSPITAL = re.compile(rf"(?P<who>{LIST})[xtae]{{0,4}}?Y")
ZERO = re.compile(r"Z[xoz]{0,3}?(?:(?P<noun>[duj])|[Pp]?[xozP]{0,4}?b{0,2}x?(?P<what>[KIDS]))|(?P<first>[duID])Z(?![xP])")
WEAPON = re.compile(rf"(?P<before>Tx?)?(?P<who>{NUMBER})[xnoy]{{0,7}}?y(?![xn]{{0,2}}y)(?:b{{0,3}}x?(?P<after>T))?")

CLAIMED = re.compile(rf"L(?P<who>{NUMBER}[xo]{{0,2}}P)")
INVERSE = re.compile(rf"(?:^|[.,xe])(?P<what>[KDI])b(?P<who>{PERSONS}|{LIST}|{PERSON})")
# Not "four people were hurt, including one who died".
THERE = re.compile(rf"(?P<who>{LIST})[^.DKc]{{0,23}}?(?P<last>[^.DKc]),?c[xb]{{1,4}}?D")
# "Three others with serious injuries", "a man from Leeds with burns"; "four shooting victims".
BEARING = re.compile(rf"(?P<who>{LIST}|{PERSON})(?P<home>wn{{1,4}})?x{{1,2}}?[axSt]{{0,4}}?j")
VICTIMS = re.compile(rf"(?P<who>{NUMBER}[xo]{{0,2}}(?P<what>[GB]|x)P)")
SUFFERED = re.compile(rf"(?P<who>{PERSONS}|{LIST}|{PERSON})(?:,[xNPpwgeiaI]{{1,6}},)?[xcbm]{{0,3}}?A[axNwq]{{0,4}}?[jU]")
WHO = re.compile(rf"{PERSONS}|{LIST}|{PERSON}|g?p")
SOMEBODY = re.compile(r"x[aeNqxg]{0,3}?[pPhn]|xx")
DEATH = re.compile(r"(?:D|K|F(?=[SiI])|S&?K|Std|B)(?![aeNqpn])")
HIT = re.compile(r"b{1,2}x?S|(?<!h)S(?=x)|U")

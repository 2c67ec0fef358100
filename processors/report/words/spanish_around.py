"""What those told of around a Spanish word make of it: people are led away by gunmen, and taken to hospitals and shelters."""

from __future__ import annotations

from processors.report.words.tokens import Token

_NEAR, _FAR = 4, 13  # words
_LED = frozenset({"llevó", "llevaron", "llevaban", "llevan", "lleva"})
_AMBULANCES = frozenset({"helicóptero", "ambulancia", "ambulancias", "camilla"})
_POLICE = frozenset({"policía", "policías", "comisaría", "policial", "gendarmería", "carabineros", "efectivos", "agentes"})
_CARE = ("hospital", "clínica", "médic", "sanitari", "ambulancia", "paramédic", "socorr", "herid", "lesion", "quemad", "intoxic")
_STILL = frozenset({"seguían", "permanecían", "continuaban"})
_LOST = ("arrastrad", "extraviad", "perdid", "desaparec")


def by_company(tokens: list[Token], i: int) -> str | None:
    """What those told of before or behind make of a word: whom gunmen "se llevaron" is abducted, whom they "dejaron libre" is
    free; who is "evacuado en ambulancia" is treated, "trasladado a un albergue" displaced; a child sought that the river took is
    missing; "dos de los detenidos" are people."""
    token, before, after = tokens[i], tokens[i - 1] if i else tokens[i], tokens[i + 1 : i + _NEAR + 1]
    follows = after[0].text if after else ""
    taken = follows == "a" or [t.text for t in after] == ["por", "la", "fuerza", "a"]
    if (taken and token.text in _LED and before.text == "se") or (token.code == "L" and follows.startswith("libre")):
        return ("R" if token.code == "L" else "H") if any("X" in t.word.flags for t in tokens[:i]) else None
    if "q" in token.word.flags and any("P" in t.word.flags for t in after):
        return "E"
    if token.text.startswith("demorad") and not any(t.text in _POLICE for t in after):
        return "x"  # flights, passengers; people are held by police
    if token.text.startswith("asistid") and not any(t.text.startswith(_CARE) for t in tokens):
        return "x"  # with clothes
    if token.code == "V" and follows == "del" and [t.code for t in after[1:2]] == ["Y"]:
        return "x"  # "trasladados del hospital"
    if token.code == "E" and any(t.text in _AMBULANCES for t in after[1:3]):
        return "V"
    if token.code == "x" and "e" in token.word.flags and any(t.text.startswith(_LOST) for t in tokens[i + 1 : i + _FAR]):
        return "M"
    some = token.code in "RWEHM" and before.code == "e" and [t.code for t in tokens[max(0, i - 3) : i - 1]] == ["N", "w"]
    return "P" if some else None


def told_beside(tokens: list[Token], i: int) -> str | None:
    """No count is the day of "el 20 de enero" nor an age; who "seguían desaparecidos" where bodies were found are so no more."""
    token = tokens[i]
    if token.code == "M" and tokens[i - 1].text in _STILL and any(t.code == "C" for t in tokens[:i]):
        return "x"
    after = tokens[i + 1].code if i + 1 < len(tokens) else "."
    if token.code == "N" and i > 2 and tokens[i - 1].text == "de" and tokens[i - 3].code == "p" and after in ",.cb":
        return "x"  # "el jubilado ferroviario de 74 que"
    if token.code == "N" and tokens[i - 1].text == "cada":
        return "x"  # "uno de cada cuatro"
    dated = token.code == "N" and [t.text for t in tokens[i + 1 : i + 2]] == ["de"]
    return "x" if dated and any("m" in t.word.flags for t in tokens[i + 2 : i + 3]) else None

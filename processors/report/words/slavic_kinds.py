"""Kinds that hang on the words around, in Russian and in Ukrainian alike: an accident of miners, people seized, «Смерч»."""

from __future__ import annotations

from collections.abc import Sequence

from processors.report.words.tokens import Token

_NEAR = 4  # words
_SEIZED, _KNOCKED = ("захват", "захоп", "удержив", "утриму"), ("сбил", "сбит", "сбивш", "збив", "збил", "збит")
_ACCIDENT, _INDUSTRIAL = ("авари", "аварі"), "industrial_accident"
_NAMED = frozenset({"storm", "looting"})  # «Смерч»; "«Зенит» разгромил «Ростов»"
_SHOW, _MANY = "I", "ли"  # a flag; how what several do ends
_HOSTAGES, _RUN_OVER = ("hostage_taking", 4), ("road_crash", 3)


def take_kinds(tokens: Sequence[Token]) -> None:
    """Kinds that hang on the words around: «Смерч» is a weapon or a club, an accident of miners no crash, people seized are
    hostages, people knocked down were run over."""
    known = [i for i, token in enumerate(tokens) if token.word.kinds or token.word.flags]
    told = {kind for i in known if not _of_accident(tokens[i]) for kind, _ in tokens[i].word.kinds}
    of_miners = _INDUSTRIAL in told and "road_crash" not in told
    for i in known:
        token = tokens[i]
        kinds = token.word.kinds
        if "R" in token.word.flags and token.text.startswith(_SEIZED) and _beside_people(tokens, i):
            kinds = kinds if enthrals(tokens, i) else (*kinds, _HOSTAGES)
        elif "rail_crash" not in told and token.text.startswith(_KNOCKED) and _beside_people(tokens, i):
            kinds = (*kinds, _RUN_OVER)
        elif kinds and 0 < i < len(tokens) - 1 and tokens[i - 1].code == '"' == tokens[i + 1].code:
            kinds = tuple([k for k in kinds if k[0] not in _NAMED])
        elif of_miners and _of_accident(token):
            kinds = tuple([(_INDUSTRIAL if k == "road_crash" else k, w) for k, w in kinds])
        if kinds != token.word.kinds:
            token.word = token.word._replace(kinds=kinds)


def enthrals(tokens: Sequence[Token], i: int) -> bool:
    """ "Выставка картин захватила школьников": a show holds whom it likes, and seizes nobody."""
    if tokens[i].text.endswith(_MANY):
        return False
    for token in reversed(tokens[max(0, i - _NEAR) : i]):
        if token.code in ",&.":
            return False
        if _SHOW in token.word.flags:
            return True
    return False


def _beside_people(tokens: Sequence[Token], i: int) -> bool:
    around = "".join([t.code for t in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + _NEAR])])
    return not {"p", "P"}.isdisjoint(around) and "y" not in around


def _of_accident(token: Token) -> bool:
    """ "Авария", and the "в" of "в аварии"."""
    return token.text.startswith(_ACCIDENT) or (len(token.text) == 1 and bool(token.word.kinds))

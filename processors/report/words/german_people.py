"""German words that count or hurt people together with those around them: "eine vierköpfige Familie", "brach sich den Arm"."""

from processors.report.words.tokens import Token

_FAR = 9  # words
_HEADS = {
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
_HEADED, _ENDINGS = "köpfig", frozenset({"e", "en", "er", "es"})
_GROUPS = frozenset({"familie", "besatzung", "crew", "gruppe", "mannschaft", "delegation", "reisegruppe", "seilschaft", "bande"})
_YEARS = frozenset({"jahren", "jahre"})
_BROKE = frozenset({"brach", "brachen", "bricht", "gebrochen"})
_FELL_ILL = frozenset({"erkrankte", "erkrankten", "erkrankt"})
_FOOD = ("nach", "durch", "verzehr", "genuss", "essen", "vergift")  # of which one falls ill
_ONE_FELL_ILL = "erkrankte"
_VIRUS = ("virus", "covid", "corona", "grippe", "masern", "erreger")
_WOULD, _STILL = frozenset({"würde", "würden"}), frozenset({"noch", "weiterhin", "derzeit"})
_BONES = frozenset({
    "arm", "arme", "unterarm", "oberarm", "handgelenk", "hand", "finger", "bein", "beine", "unterschenkel", "oberschenkel",
    "fuß", "knöchel", "rippe", "rippen", "schulter", "schlüsselbein", "nase", "nasenbein", "kiefer", "becken", "wirbel", "hüfte",
})  # fmt: skip


def take_people(tokens: list[Token]) -> None:
    """Changes the words in place."""
    for i in range(len(tokens) - 1, 0, -1):  # backwards, since some go
        text = tokens[i].text
        if text == "alter":
            _drop_age(tokens, i)
        elif text in _BROKE:
            _break_bone(tokens, i)
        elif text in _FELL_ILL:
            around = [t.text for t in tokens[max(0, i - _FAR) : i + _FAR]]
            if not _of_illness(around) and (text != _ONE_FELL_ILL or any(t.startswith(_FOOD) for t in around)):
                tokens[i].code = "I"
        elif text == "auch" and tokens[i - 1].text == "als":
            _join(tokens, i)
        elif text == "dutzend" and tokens[i - 1].text == "ein":
            del tokens[i - 1]
        elif text in _WOULD and any(t.text in _STILL for t in tokens[i : i + _FAR]):
            tokens[i].code = "b"  # what somebody else said: "würden noch behandelt"
        elif text == "der":
            _count_part(tokens, i)
        elif _HEADED in text and i + 1 < len(tokens):
            _count_heads(tokens, i)


def _of_illness(around: list[str]) -> bool:
    """ "Erkrankten am Virus", "an Krebs": of no incident."""
    return "an" in around or any(text.startswith(_VIRUS) or text.endswith(_VIRUS) for text in around)


def _drop_age(tokens: list[Token], at: int) -> None:
    """ "Zwei Männer im Alter von 19 und 22 Jahren": the age goes, so that the people stand beside what befell them."""
    if at > 1 and tokens[at - 1].text == "im" and tokens[at - 2].code in "pPn":
        end = next((j for j in range(at + 1, min(at + _FAR, len(tokens))) if tokens[j].text in _YEARS), 0)
        if end:
            del tokens[at - 1 : end + 1]


def _break_bone(tokens: list[Token], at: int) -> None:
    """ "Brach sich den Arm", "hat sich zwei Rippen gebrochen": a bone is an injury where somebody breaks one of his own."""
    near = tokens[max(0, at - _FAR) : at + _FAR]
    bones = [t for t in near if t.text in _BONES]
    if bones and any(t.text == "sich" for t in near):
        word = tokens[at].word
        bones[0].code, tokens[at].word = "j", word._replace(flags=word.flags + "S")


def _join(tokens: list[Token], at: int) -> None:
    """ "Sowohl der Fahrer als auch die Insassen": one list."""
    first = next((j for j in range(at - 2, max(-1, at - _FAR), -1) if tokens[j].text == "sowohl"), -1)
    tokens[at - 1].code = "&"
    del tokens[at]
    if first >= 0:
        del tokens[first]


def _count_part(tokens: list[Token], at: int) -> None:
    """ "Drei der fünf Insassen": the first number counts."""
    if [t.code for t in (tokens[at - 1], *tokens[at + 1 : at + 3])] == ["N", "N", "P"]:
        tokens[at + 1].code = "x"


def _count_heads(tokens: list[Token], at: int) -> None:
    """ "Eine vierköpfige Familie" is four people."""
    token, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
    head, _, ending = token.text.partition(_HEADED)
    head = head.rstrip("-")
    heads = int(head) if head.isdecimal() else _HEADS.get(head)
    if heads and ending in _ENDINGS and after.text in _GROUPS:
        token.low = token.high = heads
        token.code, after.code = "N", "P"
        before.code = "e" if before.code == "a" else before.code

"""What German words are beside others: ages in brackets behind people, numbers of roads, names among nouns."""

from itertools import pairwise

from processors.report.words.german_people import take_people
from processors.report.words.tokens import Token

_SHORTEST, _LONGEST = 3, 9  # words of "(17)", "(20, 22 und 31)"
_OLDEST = 110
_SHORT = 3  # letters
_NUMBERED = frozenset({
    "a", "b", "l", "k", "s", "e", "u", "bab", "gleis", "saal", "zimmer", "linie", "nr", "nummer", "paragraf", "artikel",
    "kapitel", "platz", "tor", "hausnummer", "stufe", "warnstufe", "stärke", "windstärke", "klasse", "kategorie",
    "runde", "etage", "stock", "kilometer",
})  # fmt: skip
_ADJECTIVE = ("e", "en")


def uncount(tokens: list[Token]) -> None:
    """ "Die B 51", "Gleis 3": a number that names a thing counts nobody; nor do "junge Männer" count twice."""
    for before, number in pairwise(tokens):
        if number.code == "N" and number.text.isdigit() and before.text in _NUMBERED and before.code != "N":
            number.code = "x"
        elif before.code in "pP" and number.code in "pP" and before.text.endswith(_ADJECTIVE):
            before.code = "x"


def drop_ages(tokens: list[Token]) -> None:
    """ "Sein Beifahrer (17)", "zwei Brüder (20, 22)": the brackets go, so that the people stand beside what befell them; then
    people are taken together with the words around them."""
    for i in range(len(tokens) - _SHORTEST, 0, -1):
        if tokens[i].text != "(" or tokens[i - 1].code not in "pPn":
            continue
        end = next((j for j in range(i + 1, min(i + _LONGEST, len(tokens))) if tokens[j].text == ")"), 0)
        inside = tokens[i + 1 : end]
        ages = [t for t in inside if t.low is not None and t.low <= _OLDEST]
        if ages and all(t in ages or t.code in ",&" for t in inside):
            del tokens[i : end + 1]
    take_people(tokens)


def nouns(tokens: list[Token]) -> None:
    """German writes nouns with capitals: only two in a row are a name ("Anke Rausch"), and a short first word is none."""
    if tokens and tokens[0].code == "n" and (len(tokens[0].text) <= _SHORT or "t" in tokens[0].word.flags):
        tokens[0].code = "x"
    codes = ["", *(t.code for t in tokens), ""]
    for i, token in enumerate(tokens):
        if token.code == "n" and codes[i] != "n" and codes[i + 2] != "n":
            token.code = "x"

"""What a French word is by those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from processors.report.words import Token

_NEAR, _TWICE = 5, 8  # words
_STRUCK = frozenset(f"{verb}{end}" for verb in ("touché", "atteint", "frappé") for end in ("", "e", "s", "es"))
_BY = frozenset(
    [
        "tir",
        "tirs",
        "balle",
        "balles",
        "projectile",
        "projectiles",
        "éclat",
        "éclats",
        "plomb",
        "plombs",
        "roquette",
        "obus",
        "grenade",
    ]
)
_ORDINALS = frozenset({"deuxième", "seconde", "troisième", "quatrième", "cinquième", "sixième"})
_ONE_OF, _THEM = frozenset({"l'un", "l'une"}), frozenset({"d'eux", "d'elles", "d'entre", "des"})
_MOVED = ("évacué", "transporté", "conduit", "transféré", "acheminé", "emmené", "admis", "dirigé", "amené", "héliporté")
_HOSPITAL = frozenset({"hôpital", "l'hôpital", "chu", "chr", "chuv", "chum", "clinique", "urgences", "hospitalier", "hôpitaux"})
_SAVING = frozenset(
    {
        "pompiers",
        "pompier",
        "sapeurs-pompiers",
        "secours",
        "secouristes",
        "samu",
        "smur",
        "ambulance",
        "ambulances",
        "hélicoptère",
    }
)
_LED = ("conduit", "emmené", "amené", "dirigé")  # of anybody, not of the hurt alone
_MOOD = frozenset({"joie", "bonheur", "allégresse", "colère", "rage", "fureur", "enthousiasme"})
_VISIT = frozenset({"visite", "visiter", "stage", "spectacle", "formation", "cérémonie"})
_BROKEN = frozenset(f"{verb}{end}" for verb in ("cassé", "fracturé", "brisé") for end in ("", "e", "s", "es"))
_BONES = frozenset(
    [
        *(
            "bras",
            "avant-bras",
            "jambe",
            "jambes",
            "poignet",
            "poignets",
            "cheville",
            "épaule",
            "clavicule",
            "nez",
            "côte",
            "côtes",
        ),
        *(
            "côte",
            "côtes",
            "doigt",
            "doigts",
            "fémur",
            "tibia",
            "bassin",
            "vertèbre",
            "vertèbres",
            "mâchoire",
            "coude",
            "pied",
            "main",
        ),
    ]
)
_ATTEMPT = frozenset({"tentative", "tentatives"})
_REVIVED, _COULD_NOT = ("ranimé", "réanimé"), frozenset({"n'a", "n'ont", "n'avait", "n'avaient"})
_PICKED_UP, _PEOPLE = frozenset({"récupéré", "recueilli", "repêché"}), ("NP", "eNP", "ap", "eP", "NoP")
_ASKING = ("exig", "réclam", "demand", "négoci", "appel", "obtenir", "espèr", "pour")
_HANDED = frozenset({"remis", "remise"})
_POLICE = frozenset({"police", "policiers", "gendarmes", "gendarmerie", "autorités", "justice"})
_HOMELESS = frozenset({"sans-abri", "sans-abris"})
_BEING = frozenset({"est", "été", "sont", "était"})
_CARE_WORDS = "samu smur pompiers sapeurs-pompiers secours secouristes médecins inhalation choc malaises santé sanitaire médical"
_CARE = frozenset([*_CARE_WORDS.split(), "médicale", "médicalement", "intoxication"])
_HUMANITARIAN = "humanitaire"
_PUPIL = "élève"


def take_french(tokens: list[Token]) -> None:
    """Who has an age is a person, "un Lausannois de 31 ans", and "une élève" is, though "s'élève" isn't; "touché par des tirs" is
    hurt; "à une mère et à ses enfants" is one list; the same number in words and in digits is one, "quarante-deux (42)"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else token
        if (token.text == _PUPIL and before.code in "aoN") or token.text == f"l'{_PUPIL}":
            token.code = "p"
        elif token.text == _HUMANITARIAN and before.code == "a":
            token.code = "p"  # no convoy
        elif token.text in _STRUCK and token.code == "x" and any(t.text in _BY for t in tokens[i + 1 : i + _NEAR]):
            token.code = "I"
        elif token.text in _ONE_OF and any(t.text in _THEM for t in tokens[i + 1 : i + 2]):
            token.code = "p"
        elif token.text == "à" and repeated(tokens, i):
            token.code = ""
        elif token.text.startswith(_MOVED) and _to_hospital(tokens, i):
            token.code = "I"  # "évacué par hélicoptère à l'hôpital"
        elif token.text in _ATTEMPT and before.text == "pour":
            token.code = tokens[min(i + 1, len(tokens) - 1)].code = "x"  # "mis en examen pour tentative d'assassinat"
        elif token.text.startswith(_REVIVED) and any(t.text in _COULD_NOT for t in tokens[max(0, i - _NEAR) : i]):
            token.code = "D"  # "n'a pu être ranimé"
        elif token.text in _PICKED_UP and "".join([t.code for t in tokens[i + 1 : i + 4]]).startswith(_PEOPLE):
            token.code = "R"  # "a recueilli cinq naufragés"
        elif token.text == "libération" and not any(t.text.startswith(_ASKING) for t in tokens):
            token.code = "R"
        elif token.text in _HANDED and any(t.text in _POLICE for t in tokens[i + 1 : i + _NEAR]):
            token.code = "W"  # "maîtrisé et remis à la police"
        elif token.text == "que" and before.text == "ainsi":
            before.code, token.code = "&", ""  # "le chauffeur ainsi que les occupants"
        elif token.text in _HOMELESS and "N" in [t.code for t in tokens[max(0, i - 2) : i]]:
            token.code = "E"
        elif token.text in _BROKEN and any(t.text in _BONES for t in tokens[max(0, i - 1) : i + _NEAR]):
            _break(tokens, i)
        elif token.text.startswith("pris") and _cared_for(tokens, i):
            token.code = "I"
        elif token.text in _ORDINALS and [t.code for t in tokens[i + 1 : i + 2]] in (["p"], ["P"]):
            token.code = "x"  # "un troisième membre" is one
    tokens[:] = [t for t in tokens if t.code]
    _by_age(tokens)
    _once(tokens)


def _to_hospital(tokens: list[Token], at: int) -> bool:
    """Whether somebody is brought to a hospital as a patient: not in "transporté de joie", nor where no rescuers lead
    somebody there, "elle conduit deux infirmières à l'hôpital"."""
    following = tokens[at + 1 : at + 1 + _TWICE]
    end = next((n for n, t in enumerate(following) if t.text in _HOSPITAL), None)
    if end is None or any(t.text in _MOOD for t in following[:2]):
        return False
    if any(t.text in _VISIT for t in tokens[at + 1 + end : at + 1 + end + _NEAR]):
        return False
    brought = "".join([t.code for t in following[:end]]).lstrip("x").startswith(("NP", "Np", "ap", "ep", "eNP", "eP"))
    return not (brought and tokens[at].text.startswith(_LED)) or any(t.text in _SAVING for t in tokens[max(0, at - _TWICE) : at])


def _break(tokens: list[Token], at: int) -> None:
    """ "S'est cassé le bras": hurt; "souffre de côtes cassées": an injury."""
    bone = tokens[at - 1]
    if bone.text in _BONES:
        bone.code = "j"
    elif bone.text.startswith("s'") or bone.text in _BEING:
        tokens[at].code = "I"


def _cared_for(tokens: list[Token], at: int) -> bool:
    """ "Prises en charge pour inhalation de fumées", and not "les frais sont pris en charge par l'assurance"."""
    charge = [t.text for t in tokens[at + 1 : at + 3]] == ["en", "charge"]
    return charge and any(t.text in _CARE or t.text in _HOSPITAL or t.code == "j" for t in tokens[at + 3 : at + 3 + _TWICE])


def repeated(tokens: list[Token], at: int) -> bool:
    """Whether a preposition only goes on with a list of people that it stands before already."""
    if not at or tokens[at - 1].code != "&" or "t" not in [t.code for t in tokens[max(0, at - _TWICE) : at]]:
        return False
    following = "".join([t.code for t in tokens[at + 1 : at + 4]])
    return following.startswith(("ap", "ep", "p", "NP", "eNP"))


def _by_age(tokens: list[Token]) -> None:
    for before, token, of, number, years in zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False):
        if token.code == "n" and before.code in "aeN" and of.text == "de" and number.low is not None and years.text == "ans":
            token.code = "P" if before.code == "N" else "p"


def _once(tokens: list[Token]) -> None:
    for i in range(len(tokens) - 4, -1, -1):
        if i + 4 > len(tokens):
            continue  # some behind are gone
        number, opening, same, closing = tokens[i : i + 4]
        if number.code == "N" and opening.text == "(" and closing.text == ")" and same.low == number.low:
            del tokens[i + 1 : i + 4]

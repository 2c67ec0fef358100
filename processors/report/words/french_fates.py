"""What befell somebody in French, by the words around a participle: "pris en charge par le Samu", "s'est cassé le bras"."""

from collections.abc import Sequence

from processors.report.words.tokens import Token

_NEAR, _TWICE = 5, 8  # words


def _forms(*verbs: str) -> frozenset[str]:
    return frozenset(f"{verb}{end}" for verb in verbs for end in ("", "e", "s", "es"))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STRUCK = _forms("touché", "atteint", "frappé")
_BY = _words("tir tirs balle balles projectile projectiles éclat éclats plomb plombs roquette obus grenade")
_MOVED = ("évacué", "transporté", "conduit", "transféré", "acheminé", "emmené", "admis", "dirigé", "amené", "héliporté")
_HOSPITAL = _words("hôpital l'hôpital chu chr chuv chum clinique urgences hospitalier hôpitaux")
_SAVING = _words("pompiers pompier sapeurs-pompiers secours secouristes samu smur ambulance ambulances hélicoptère")
_LED = ("conduit", "emmené", "amené", "dirigé")  # of anybody, not of the hurt alone
_MOOD = _words("joie bonheur allégresse colère rage fureur enthousiasme")
_VISIT = _words("visite visiter stage spectacle formation cérémonie")
_BROKEN = _forms("cassé", "fracturé", "brisé")
_BONES = _words(
    "bras avant-bras jambe jambes poignet poignets cheville épaule clavicule nez côte côtes doigt doigts fémur tibia bassin "
    "vertèbre vertèbres mâchoire coude pied main"
)
_BEING = _words("est été sont était")
_REVIVED, _COULD_NOT = ("ranimé", "réanimé"), _words("n'a n'ont n'avait n'avaient")
_PICKED_UP, _PEOPLE = _words("récupéré recueilli repêché"), ("NP", "eNP", "ap", "eP", "NoP")
_RELEASE, _ASKING = (
    "libération",
    ("exig", "réclam", "demand", "négoci", "appel", "obtenir", "espèr", "pour", "échou", "refus", "tent"),
)
_AT_SEA = ("mer", "bord", "canot", "navire", "bateau", "naufrag", "migrant", "pirogue", "embarcation", "marin", "garde-côte")
_COUNTS = ("compte", "recens", "dénombr", "accueil")
_HANDED, _POLICE = _words("remis remise"), _words("police policiers gendarmes gendarmerie autorités justice")
_HOMELESS = _words("sans-abri sans-abris")
_CARE = _words(
    "samu smur pompiers sapeurs-pompiers secours secouristes médecins inhalation choc malaises santé sanitaire médical médicale "
    "médicalement intoxication"
)
_TOLD = (*_STRUCK, *_MOVED, *_BROKEN, *_REVIVED, *_PICKED_UP, *_HANDED, *_HOMELESS, _RELEASE, "pris")
_BEGIN = 3  # letters; most words begin otherwise
_BEGUN = frozenset(word[:_BEGIN] for word in _TOLD)


def fate_of(tokens: Sequence[Token], i: int) -> str:
    """The code that a word has by those around it, "" for what it has by itself."""
    text = tokens[i].text
    if text[:_BEGIN] not in _BEGUN:
        return ""
    if text in _STRUCK:
        return "I" * (tokens[i].code == "x" and any(t.text in _BY for t in tokens[i + 1 : i + _NEAR]))
    if text.startswith(_MOVED):
        return "I" * _to_hospital(tokens, i)  # "évacué par hélicoptère à l'hôpital"
    if text.startswith("pris"):
        return "I" * _cared_for(tokens, i)
    if text in _BROKEN:
        return _broken(tokens, i)
    if text.startswith(_REVIVED):
        return "D" * any(t.text in _COULD_NOT for t in tokens[max(0, i - _NEAR) : i])  # "n'a pu être ranimé"
    return _saved_or_held(tokens, i)


def _saved_or_held(tokens: Sequence[Token], i: int) -> str:
    """ "A recueilli cinq naufragés", "maîtrisé et remis à la police", "4 000 sans-abri"."""
    text = tokens[i].text
    if text in _PICKED_UP:
        saving = text.startswith("repêch") or any(t.text in _SAVING or t.text.startswith(_AT_SEA) for t in tokens)
        return "R" * (saving and "".join([t.code for t in tokens[i + 1 : i + 4]]).startswith(_PEOPLE))
    if text == _RELEASE:
        return "R" * (not any(t.text.startswith(_ASKING) for t in tokens))
    if text in _HANDED:
        somebody = any(t.code in "pPhoW" for t in tokens[max(0, i - _TWICE) : i])
        return "W" * (somebody and any(t.text in _POLICE for t in tokens[i + 1 : i + _NEAR]))
    counted = any(t.text.startswith(_COUNTS) for t in tokens[:i])
    return "E" * (text in _HOMELESS and not counted and "N" in [t.code for t in tokens[max(0, i - 2) : i]])


def _to_hospital(tokens: Sequence[Token], at: int) -> bool:
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


def _broken(tokens: Sequence[Token], at: int) -> str:
    """ "S'est cassé le bras": hurt; "souffre de côtes cassées": an injury."""
    before = tokens[at - 1].text if at else ""
    if before in _BONES:
        return "j"
    own = before.startswith("s'") or before in _BEING
    return "I" * (own and any(t.text in _BONES for t in tokens[at + 1 : at + _NEAR]))


def _cared_for(tokens: Sequence[Token], at: int) -> bool:
    """ "Prises en charge pour inhalation de fumées", and not "les frais sont pris en charge par l'assurance"."""
    charge = [t.text for t in tokens[at + 1 : at + 3]] == ["en", "charge"]
    return charge and any(t.text in _CARE or t.text in _HOSPITAL or t.code == "j" for t in tokens[at + 3 : at + 3 + _TWICE])

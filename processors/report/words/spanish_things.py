"""What Spanish words of things say of those told of: police "secuestró 320 kilos" and nobody; a "corte en la mano" is an injury,
a "corte en el suministro" none; who slept in a shelter is displaced, in a refuge of the mountains a guest."""

from collections.abc import Sequence

from processors.report.words.tokens import Token

_NEAR, _FAR = 4, 13  # words
_SEIZED = frozenset({"secuestró", "secuestraron", "secuestra", "secuestran"})
_GOODS = (
    *("kilo", "gramo", "tonelada", "litro", "dosis", "paquete", "envoltorio", "bolsa", "caja", "droga", "cocaína", "marihuana"),
    *(
        "cannabis",
        "heroína",
        "estupefaciente",
        "pastilla",
        "arma",
        "fusil",
        "pistola",
        "revólver",
        "escopeta",
        "rifle",
        "cuchill",
    ),
    *("cartucho", "munici", "proyectil", "granada", "explosivo", "celular", "teléfono", "computador", "dinero", "dólar", "peso"),
    *("euro", "documento", "papel", "libro", "ropa", "prenda", "mercader", "cigarrillo", "moto", "vehículo", "auto", "camioneta"),
    *("elemento", "objeto", "ejemplar", "animal", "planta", "kg", "material", "sustancia"),
)
_ASIDE = frozenset({"en", "con", "desde", "por", "tras", "durante"})
_VESSELS = ("autobús", "autobuses")
_CUTS = frozenset({"corte", "cortes", "golpe", "golpes"})
_BODY = (
    *("mano", "cabeza", "cara", "brazo", "antebrazo", "pierna", "cuello", "pecho", "espalda", "rostro", "dedo", "pie", "pies"),
    *("rodilla", "abdomen", "hombro", "frente", "tórax", "muslo", "muñeca", "codo", "nariz", "ceja", "ojo", "boca", "oreja"),
    *("cráneo", "cadera", "costilla", "cuerpo", "tobillo", "mejilla", "labio", "oído", "nuca", "estómago", "vientre"),
)
_PARTS = frozenset(form for part in _BODY for form in (part, part + "s"))
SLEPT = frozenset({"pasaron", "pasan", "pernoctaron", "pernoctan", "duermen", "durmieron"})
_GUESTS = (
    *("turista", "montañer", "montañista", "peregrin", "excursionista", "senderista", "alpinista", "esquiador", "escalador"),
    *("ciclista", "viajer", "visitante", "romer"),
)
_MOUNTAINS = frozenset({"montaña", "alpino", "montañeros", "senderistas", "peregrinos"})


def seizes_goods(tokens: Sequence[Token], i: int) -> bool:
    """Police that "secuestró un arma", or "320 kilos", abducted nobody; people have an "a", or are counted as such."""
    if tokens[i].text not in _SEIZED or [t.text for t in tokens[i + 1 : i + 2]] == ["a"]:
        return False
    for token in tokens[i + 1 : i + _NEAR + 1]:
        if token.code in "pPt,." or token.text in _ASIDE or token.text.startswith(_VESSELS):
            return False
        if token.text.startswith(_GOODS):
            return True
    return False


def cuts_body(tokens: Sequence[Token], i: int) -> bool:
    """A "corte en la mano", and none "en el suministro"."""
    if tokens[i].text not in _CUTS or [t.text for t in tokens[i + 1 : i + 2]] != ["en"]:
        return False
    return any(t.text in _PARTS for t in tokens[i + 2 : i + _NEAR + 1])


def sleep_in_shelter(tokens: Sequence[Token], i: int) -> None:
    """Who "durmieron" in the shelter at `i` are displaced; tourists and climbers stay where they meant to."""
    around = tokens[max(0, i - _FAR) : i]
    if any(t.text.startswith(_GUESTS) for t in around) or any(t.text in _MOUNTAINS for t in tokens[i + 1 : i + _NEAR]):
        return
    for t in around:
        t.code = "E" if t.text in SLEPT else t.code

"""Counts that hang on a certain word, totals told by an ordinal, and who only speaks behind a count."""

import pytest

from processors.report.claims.figures import figures_of
from processors.report.claims.ordinals import ordinals_of
from processors.report.sentences.split import split
from processors.report.words.lexicon import lexicon_of


def told(language: str, text: str) -> set[tuple[str, int]]:
    [sentence] = split(text, lexicon_of(language, text))
    return {(figure.role, figure.high) for figure in figures_of(sentence)}


@pytest.mark.parametrize(
    ("language", "text", "role", "number"),
    [
        ("en", "Two men were hit and a third was badly hurt when a wall gave way.", "injured", 1),
        ("en", "Five artisanal miners were brought up dead.", "killed", 5),
        ("en", "He stabbed a father of three to death.", "killed", 1),
        ("en", "Rescuers are yet to reach two more.", "missing", 2),
        ("en", "Prosecutors ordered the detention of a 60-year-old landlord.", "arrested", 1),
        ("en", "A Libyan national suspected of steering it has been arrested.", "arrested", 1),
        ("en", "Gunmen took away 24 students.", "abducted", 24),
        ("en", "Some 40 students of a hostel took ill after dinner.", "injured", 40),
        ("en", "Twelve people are now known to have died.", "killed", 12),
        ("en", "The death toll in the crash near Sehwan the day before yesterday rose to nine.", "killed", 9),
        ("en", "The number of lives lost in the fire at the depot, near the port, now stands at eleven.", "killed", 11),
        ("es", "El incendio se llevó la vida de tres vecinos.", "killed", 3),
        ("es", "Los buzos siguen sin hallar a dos pescadores.", "missing", 2),
        ("es", "Sufrió fractura de cráneo.", "injured", 1),
        ("es", "El chofer llegó sin signos vitales.", "killed", 1),
        ("es", "Resultó herido su dueño.", "injured", 1),
        ("de", "Das Unglück hat drei Menschenleben gefordert.", "killed", 3),
        ("de", "Es endete mit der Festnahme eines Mannes.", "arrested", 1),
        ("de", "Eine Disponentin wurde vorläufig festgenommen.", "arrested", 1),
        ("fr", "Quatre hommes, arrêtés lundi, seront jugés.", "arrested", 4),
        ("fr", "Il avait poignardé à mort un passant.", "killed", 1),
        ("ru", "Один до сих пор числится пропавшим.", "missing", 1),
        ("ru", "Осколочные ранения у трёх мирных жителей.", "injured", 3),
        ("ru", "В городе 60 задержанных.", "arrested", 60),
        ("ru", "Более 150 жителей стали жертвами паводка.", "killed", 150),
        ("ru", "Простились с двумя полицейскими, застреленными в понедельник.", "killed", 2),
        ("ru", "Двое найдены без признаков жизни.", "killed", 2),
        ("uk", "Чоловіка знайшли без ознак життя.", "killed", 1),
        ("uk", "Занедужала 41 людина.", "injured", 41),
        ("uk", "Шістьох досі шукають, загинули троє.", "killed", 3),
        ("ar", "لا يزال اثنان من ركابها في عداد المفقودين.", "missing", 2),
        ("ar", "فارقت طفلة الحياة.", "killed", 1),
    ],
)
def test_the_count_is_found(language: str, text: str, role: str, number: int) -> None:
    assert (role, number) in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "role", "number"),
    [
        ("en", "Gunmen killed 22 people and wounded 30, three residents told the agency.", "injured", 33),
        ("en", "Four men who robbed a gold shop in Ipoh were arrested.", "arrested", 1),
        ("ru", "Жертвами мошенников стали 12 человек.", "killed", 12),
        ("es", "Tres obreros quedaron atrapados y fueron rescatados.", "missing", 3),
        ("ru", "Семеро задержанных остаются под стражей.", "arrested", 7),
        ("en", "Ambulances took away five people after a bus crash.", "abducted", 5),
        ("en", "The batsman has yet to reach 50.", "missing", 50),
        ("en", "Rights groups condemn the detention of 300 people.", "arrested", 300),
        ("de", "12 Ärzte sind in der Klinik beschäftigt.", "injured", 12),
        ("de", "Die Feuerwehr rettete zwei Menschenleben aus einem Haus.", "killed", 2),
        ("de", "Das Gericht lehnte die Verhaftung zweier Politiker ab.", "arrested", 2),
        ("es", "Sufrió una lesión de rodilla y no jugará.", "injured", 1),
        ("ru", "Погибли двое взрослых, двое детей, сообщили в МЧС.", "killed", 2),
        ("en", "Shells injured five soldiers, three officers, officials said.", "injured", 5),
        ("uk", "На грип захворіли 3000 людей.", "injured", 3000),
    ],
)
def test_what_counts_nobody_of_the_role(language: str, text: str, role: str, number: int) -> None:
    assert (role, number) not in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "total"),
    [
        ("fr", "Une quatrième personne est décédée à l'hôpital.", 4),
        ("fr", "L'effondrement a fait une troisième victime.", 3),
        ("es", "Muere la sexta víctima del accidente.", 6),
        ("es", "Fallece un cuarto temporero.", 4),
        ("de", "Der Brand hat ein drittes Todesopfer gefordert.", 3),
        ("ru", "Третий человек скончался в больнице.", 3),
        ("uk", "Рятувальники дістали восьме тіло.", 8),
        ("ar", "سقوط رابع قتيل في الحريق.", 4),
        ("fr", "Un deuxième homme a été interpellé.", 0),
        ("ru", "Взрыв прогремел во второй раз, погибших нет.", 0),
        ("es", "Dos personas murieron y una tercera persona está grave.", 0),
        ("fr", "Deux hommes ont été tués et un troisième homme grièvement blessé.", 0),
        ("de", "Zwei Männer starben, eine dritte Person kam ins Krankenhaus.", 0),
        ("de", "Der zweite Täter floh, nachdem ein Mann getötet worden war.", 0),
        ("ru", "Второй пилот погиб.", 0),
        ("fr", "Le cinquième enfant de la famille est mort.", 0),
        ("fr", "La quatrième victime du fraudeur de Lyon a témoigné.", 0),
        ("de", "Der dritte Tote in dieser Woche ist ein Radfahrer.", 0),
        ("es", "Es el segundo muerto en lo que va del año.", 0),
    ],
)
def test_an_ordinal_tells_the_total(language: str, text: str, total: int) -> None:
    [sentence] = split(text, lexicon_of(language, text))
    assert max((figure.ordinal for figure, _ in ordinals_of(sentence)), default=0) == total


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "Fire at restaurant kills 43, 22 critically hurt", {("killed", 43), ("injured", 22)}),
        ("en", "Crash kills two men, three women injured", {("killed", 2), ("injured", 3)}),
        ("en", "Police killed three men, two women were arrested.", {("killed", 3), ("arrested", 2)}),
        ("en", "Blast injures 3, 4 others killed", {("injured", 3), ("killed", 4)}),
        ("en", "Fire kills two men, three women", {("killed", 5)}),
        ("en", "Two men, three women were injured.", {("injured", 5)}),
        ("en", "Bomb blast wounds 22 in Kabul", {("injured", 22)}),
        ("fr", "4 morts dont un gendarme, 200 interpellations", {("killed", 4), ("killed", 1), ("arrested", 200)}),
        ("fr", "4 morts dont un enfant et 20 disparus", {("killed", 4), ("killed", 1), ("missing", 20)}),
        ("fr", "13 corps repêchés, 20 rescapés.", {("killed", 13), ("rescued", 20)}),
        ("ru", "Найдены тела 13 человек, спасены 20.", {("killed", 13), ("rescued", 20)}),
        ("uk", "Знайдено тіла 13 людей, врятовано 20.", {("killed", 13), ("rescued", 20)}),
        ("ru", "Тело спасателя достали из воды.", {("killed", 1)}),
        ("ar", "غرق قارب يقل 45 مهاجرا وانتشال 13 جثة.", {("killed", 13)}),
        ("ar", "غرق 13 مهاجرا قبالة الساحل.", {("killed", 13)}),
    ],
)
def test_what_stands_behind_a_count_of_its_own_tells_of_that_alone(
    language: str, text: str, figures: set[tuple[str, int]]
) -> None:
    assert told(language, text) == figures

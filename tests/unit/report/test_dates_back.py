"""Days told by how long ago they were, by the day of an unnamed month, of last week, or from the day of publication."""

import pytest

from processors.report.dates.mentions import find_dates


def days(text: str, language: str, published: str = "2024-05-15") -> list[str]:
    """Wednesday, 15 May 2024, where nothing else is said."""
    found = [m.when for m in find_dates(text, published=published, language=language)]
    return [w.date_from if w.date_from == w.date_to else f"{w.date_from}/{w.date_to}" for w in found]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "It was a week ago today that a boiler blew up.", "2024-05-08"),
        ("en", "A year ago today two men were shot.", "2023-05-15"),
        ("en", "Exactly two months ago a bridge fell.", "2024-03-15"),
        ("en", "A bus burned the day before yesterday.", "2024-05-13"),
        ("en", "The shop was robbed the night before last.", "2024-05-13"),
        ("de", "Heute vor einer Woche kamen drei Bewohner ums Leben.", "2024-05-08"),
        ("de", "Vor genau einem Jahr brannte die Halle.", "2023-05-15"),
        ("de", "Der gestrige Brand zerstörte das Dach.", "2024-05-14"),
        ("fr", "Il y a un an jour pour jour, un réacteur explosait.", "2023-05-15"),
        ("fr", "Douze civils ont été tués avant-hier.", "2024-05-13"),
        ("es", "Hace hoy una semana, una explosión mató a dos.", "2024-05-08"),
        ("es", "Marcharon al cumplirse hoy un mes de la tragedia.", "2024-04-15"),
        ("es", "Se vino abajo en las primeras horas de la víspera.", "2024-05-14"),
        ("ru", "Двое суток назад рухнула галерея.", "2024-05-13"),
        ("ru", "Сутки назад рухнула галерея.", "2024-05-14"),
        ("ru", "Ровно год назад ракета попала в дом.", "2023-05-15"),
        ("ru", "При вчерашнем взрыве погиб рабочий.", "2024-05-14"),
        ("uk", "Рівно тиждень тому мікроавтобус зіткнувся з бензовозом.", "2024-05-08"),
        ("uk", "Унаслідок позавчорашнього обстрілу загинуло троє.", "2024-05-13"),
        ("ar", "في مثل هذا اليوم قبل أسبوع غرق مركب.", "2024-05-08"),
        ("ar", "في مثل هذا اليوم من السنة الماضية انهار بيت.", "2023-05-15"),
        ("ar", "تعرض محل لسطو الليلة قبل الماضية.", "2024-05-13"),
        ("en", "A trawler went down off Bhola on the 14th.", "2024-05-14"),
        ("en", "The fire on the 20th of this month was set.", "2024-04-20"),
        ("es", "El pasado 14 ardió la nave.", "2024-05-14"),
        ("ru", "15-го числа ветер сорвал кровли.", "2024-05-15"),
        ("en", "It overturned on Wednesday last week.", "2024-05-08"),
        ("de", "Er starb am Freitag vergangener Woche.", "2024-05-10"),
        ("es", "Asaltó la joyería el jueves de la semana pasada.", "2024-05-09"),
        ("ru", "В пятницу на прошлой неделе сгорел склад.", "2024-05-10"),
        ("uk", "У середу минулого тижня зник хлопець.", "2024-05-08"),
        ("fr", "Renversé le 11-Novembre, il a survécu.", "2023-11-11"),
        ("ru", "Год назад, 10 декабря, взорвался газ.", "2023-12-10"),
        ("de", "In der Nacht vom 1. auf den 2. Mai fiel Schnee.", "2024-05-01/2024-05-02"),
        ("ru", "В ночь с 1 на 2 мая обстреляли склад.", "2024-05-01/2024-05-02"),
        ("de", "Drei Tage nach dem Angriff ist der Brand gelöscht.", "2024-05-11/2024-05-12"),
        ("es", "Un hombre murió ayer de un disparo.", "2024-05-14"),
        ("fr", "Il est décédé hier de ses blessures.", "2024-05-14"),
        ("en", "Police said on Monday last week's fire killed two.", "2024-05-13"),
    ],
)
def test_the_day_is_found(language: str, text: str, day: str) -> None:
    assert day in days(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Несколько дней назад рухнула галерея."),
        ("en", "He lives on the 14th floor and plays on the 9th hole."),
        ("es", "La víspera de la fiesta."),
        ("es", "María cumple hoy 30 años."),
        ("fr", "Il habite le 14 rue Foch."),
        ("ru", "Выплаты до 10 числа каждого месяца."),
        ("es", "Durante el día 20 personas fueron detenidas."),
        ("en", "He was on the 18th when lightning struck."),
        ("ru", "Он напал на троицу подростков."),
        ("en", "The Canada Day Nursery will open."),
        ("en", "Six days after moving in, a family died."),
        ("ru", "Два дня спустя он умер."),
    ],
)
def test_what_tells_no_day(language: str, text: str) -> None:
    assert [d for d in days(text, language) if len(d) == len("2024-05-15") and d != "2024-05-15"] == []


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("ru", "2 мая 12 человек погибли при взрыве.", "2024"),
        ("de", "Am 2. Mai 23 Menschen verletzt.", "2024"),
        ("es", "El 2 de mayo 12 personas murieron.", "2024"),
        ("fr", "Le 2 mai 12 personnes ont été tuées.", "2024"),
        ("en", "On 2 May 12 people were killed.", "2024"),
        ("ru", "2 мая 12 года взорвался склад.", "2012"),
        ("ru", "2 мая12 человек", "2024"),
        ("en", "On 2 May '12 people died.", "2012"),
        ("en", "Lima, 2 May 23 the mayor was shot.", "2023"),
        ("es", "Lima, 2 mayo 12.", "2012"),
    ],
)
def test_two_digits_behind_a_month_are_a_year_where_they_count_nobody(language: str, text: str, year: str) -> None:
    found = find_dates(text, published="2024-05-20", language=language)
    assert [m.when.date_from for m in found] == [f"{year}-05-02"]


def test_an_end_is_no_day_of_the_incident() -> None:
    kinds = [m.kind for m in find_dates("Las lluvias no paran desde el martes.", published="2024-05-15", language="es")]
    assert kinds == ["vague"]


def test_a_week_ago_without_more_is_about_a_week() -> None:
    assert days("Неделю назад сгорел дом.", "ru") == ["2024-05-05/2024-05-11"]

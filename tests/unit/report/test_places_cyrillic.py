"""Russian and Ukrainian names: of several words in every case, of several without an ending, in Latin letters alone, and the
adjectives of districts, courts and hospitals."""

import pytest

from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.incident import place_of
from processors.report.places.toponyms import find_places


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("ru", "Пожар в Великом Новгороде.", "Velikiy Novgorod"),
        ("ru", "Автобус из Набережных Челнов сгорел.", "Naberezhnyye Chelny"),
        ("ru", "Взрыв в Каменске-Уральском.", "Kamensk-Ural’skiy"),
        ("ru", "Авария в Комсомольске-на-Амуре.", "Komsomolsk-on-Amur"),
        ("ru", "Авария недалеко от Химок.", "Khimki"),
        ("ru", "Школьники отравились в городе Кувасае.", "Quvasoy"),
        ("ru", "ДТП в Тосненском районе Ленобласти.", "Tosno"),
        ("ru", "Троицкий городской суд вынес приговор.", "Troitsk"),
        ("ru", "Его доставили в Слуцкую ЦРБ.", "Slutsk"),
        ("ru", "В Большом театре показали балет.", ""),
        ("ru", "В Ленинском районе сгорел гараж.", ""),
        ("ru", "Об этом говорили в Роспотребнадзоре.", ""),
        ("ru", "Пожар в Подольском районе города.", ""),
        ("ru", "Пожар в Подольском районе Киева.", "Kyiv"),
        ("ru", "В Лесном городском округе погибли двое.", ""),
        ("ru", "В Сельском районе погибли двое.", ""),
        ("ru", "Пресненский районный суд вынес приговор.", ""),
        ("ru", "Пожар в городе Лесной.", "Lesnoy"),
        ("uk", "Обстріл у Білій Церкві.", "Bila Tserkva"),
        ("uk", "Удар по Кривому Рогу, вибухи у Кривому Розі.", "Kryvyy Rih"),
        ("uk", "ДТП сталася біля Лубен.", "Lubny"),
        ("uk", "Автобус їхав із Сум.", "Sumy"),
        ("uk", "Пожежа в Кременчуцькому районі.", "Kremenchuk"),
        ("uk", "До лікарні Трускавця госпіталізували дітей.", "Truskavets"),
        ("uk", "У Шевченківському районі знайшли снаряд.", ""),
    ],
)
def test_a_name_in_another_case(gazetteer: Gazetteer, language: str, text: str, name: str) -> None:
    found = find_places(text, gazetteer, language=language).toponyms
    assert {t.place.name for t in found if t.place} == ({name} if name else set())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("АСТАНА, 5 февраля. Взрыв произошёл в Балхаше. Министр заявил в Астане, что виновных накажут.", "Balqash"),
        ("Взрыв произошёл в Балхаше. В Караганде сообщили, что раненых примут.", "Balqash"),
        ("АСТАНА, 5 февраля. Взрыв произошёл на складе. Полиция сообщила о задержании.", "Astana"),
        ("Полиция сообщила о взрыве в Балхаше.", "Balqash"),
    ],
)
def test_where_it_is_only_spoken_nothing_happened(gazetteer: Gazetteer, text: str, name: str) -> None:
    found = find_places(text, gazetteer, language="ru")
    place = place_of(text, [(0, len(text))], found.toponyms, [text.lower().index("взрыв")], evidence=found.evidence).place
    assert place is not None
    assert place.name == name

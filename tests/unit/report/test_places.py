"""Place names in many languages, resolved in context, and where an incident happened."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.reports import Place, Toponym
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.places.demonyms import adjectives
from processors.report.places.mentions import RESIDENCE
from processors.report.places.toponyms import find_toponyms, place_of


def found(text: str, gazetteer: Gazetteer, language: str = "") -> dict[str, str]:
    """surface -> "COUNTRY.admin1 precision"."""
    return {
        t.surface: f"{t.place.country}.{t.place.admin1_code} {t.place.precision}"
        for t in find_toponyms(text, gazetteer, language=language)
        if t.place
    }


def place(text: str, gazetteer: Gazetteer, anchor: str = "", span: str = "") -> Place:
    start = text.index(span)
    spans = [(start, start + len(span or text))]
    result = place_of(text, spans, find_toponyms(text, gazetteer), [text.index(anchor)] if anchor else []).place
    assert result
    return result


_CAPITALS = "A BOMB WENT OFF IN THE CITY OF GRENOBLE, SAID THE MAYORS OF LYON, VALENCE AND DIJON."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (_CAPITALS, {"GRENOBLE", "LYON", "VALENCE", "DIJON"}),
        (f"{_CAPITALS} HELENE PONCE AND A BAKER HELPED.", {"GRENOBLE", "LYON", "VALENCE", "DIJON"}),
        (f"{_CAPITALS} PEOPLE IN MILAN AND HAVANA SAID SO.", {"GRENOBLE", "LYON", "VALENCE", "DIJON", "MILAN", "HAVANA"}),
        (f"{_CAPITALS} IN PONCE, PUERTO RICO, TOO.", {"GRENOBLE", "LYON", "VALENCE", "DIJON", "PONCE", "PUERTO RICO"}),
        ("TWO WERE HURT IN PONCE ON MONDAY, SAID THE POLICE OF LYON, WHO KNOW OF IT.", {"PONCE", "LYON"}),
    ],
)
def test_capitals_tell_no_name_of_a_country_that_nothing_tells_of(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Where all is written like names, "the city" is no London, and "Ponce" a surname, but for what stands around it."""
    assert set(found(text, gazetteer)) == names


@pytest.mark.parametrize(
    ("text", "surface", "where"),
    [
        ("Three people were hurt in Paris, Texas, on Monday.", "Paris", "US.TX 1"),
        ("Three people were hurt in Paris, police in France said.", "Paris", "FR.11 1"),
        ("ALEXANDRIA, La. — A man was shot.", "Alexandria", "US.LA 1"),
        ("The blast shook Alexandria, and windows broke as far as Cairo, Egypt.", "Alexandria", "EG.06 1"),
        ("Взрыв прогремел в Полтаве.", "Полтаве", "UA.18 1"),
        ("Обстреляли Сумскую область.", "Сумскую", "UA.21 4"),
        ("Вибух стався у Львові.", "Львові", "UA.15 1"),
        ("Una bomba explotó en Medellín.", "Medellín", "CO.02 1"),
        ("In Köln brannte ein Haus.", "Köln", "DE.07 1"),
        ("Une explosion à Marseille.", "Marseille", "FR.93 1"),
        ("انفجار في بغداد", "بغداد", "IQ.07 1"),
        ("The U.S. said so.", "U.S.", "US. 6"),
        ("TROOPS CLASHED IN SAN MIGUEL, EL SALVADOR, AND THE ARMY OF THE COUNTRY SAID SO TODAY.", "SAN MIGUEL", "SV.09 1"),
        ("Fighting in the Voronezh region went on.", "Voronezh", "RU.86 4"),
        ("A blast shook Tambov. In Tambov and in the Tambov region windows broke.", "Tambov", "RU.72 1"),
    ],
)
def test_places_are_found_and_resolved(gazetteer: Gazetteer, text: str, surface: str, where: str) -> None:
    places = {key.casefold(): value for key, value in found(text, gazetteer).items()}
    assert places.get(surface.casefold()) == where


@pytest.mark.parametrize(
    "text",
    ["Mr. Lincoln said nothing.", "Paris Hilton sang.", "A reading of the law, he said.", "Police came. Of course.", "In March it rained.",  # noqa: E501
     "She, 24, was mobile again.", "Sgt. Houston wrote the report."],
)  # fmt: skip
def test_persons_and_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert found(text, gazetteer) == {}


def test_a_name_of_a_person_stays_one_further_on(gazetteer: Gazetteer) -> None:
    text = "Officer Dale Welch fired twice in Toledo, Ohio. Welch was placed on leave."
    assert set(found(text, gazetteer)) == {"Toledo", "Ohio"}


def test_namesakes_follow_their_company(gazetteer: Gazetteer) -> None:
    text = "Crews from Henry County and Weakley County in Tennessee came to Paris, where a plant burnt."
    assert found(text, gazetteer)["Paris"] == "US.TN 1"


def test_the_incident_is_where_it_is_told_not_where_people_come_from(gazetteer: Gazetteer) -> None:
    text = (
        "A man was shot dead in Toledo, Ohio, on Friday. The victim, a resident of Chicago, was 33. His brother lives in Denver."
    )
    assert place(text, gazetteer, "shot").name == "Toledo"


def test_each_passage_has_its_own_place(gazetteer: Gazetteer) -> None:
    text = "A bomb exploded in Cali, Colombia.\nIn Quito, Ecuador, gunmen killed two."
    assert place(text, gazetteer, "exploded", "A bomb exploded in Cali, Colombia.").name == "Cali"
    assert place(text, gazetteer, "killed", "In Quito, Ecuador, gunmen killed two.").name == "Quito"


def test_a_passage_without_a_place_takes_the_articles_town(gazetteer: Gazetteer) -> None:
    text = "MODESTO, Calif. (AP) — Fire broke out in Modesto.\nLater the roof collapsed."
    assert place(text, gazetteer, "collapsed", "Later the roof collapsed.").name == "Modesto"


def test_a_passage_that_names_another_country_does_not_take_the_articles_town(gazetteer: Gazetteer) -> None:
    text = "Shells fell on Poltava, Ukraine.\nIn Peru a bus crashed and eight died."
    assert place(text, gazetteer, "crashed", "In Peru a bus crashed and eight died.").country == "PE"


def test_a_country_that_only_speaks_is_no_place_of_the_incident(gazetteer: Gazetteer) -> None:
    text = "A bus was shelled in Gori, Georgia.\nLater a clinic was shelled. Spain denied it."
    assert place(text, gazetteer, "clinic was shelled", "Later a clinic was shelled. Spain denied it.").name == "Gori"


def test_near_a_town_is_less_exact(gazetteer: Gazetteer) -> None:
    assert place("A helicopter crashed near Tucson, Arizona.", gazetteer, "crashed").precision == 2


def test_a_street_is_kept_below_the_town(gazetteer: Gazetteer) -> None:
    text = "DENVER — Two men were shot in the 1400 block of Larimer Street, police said."
    assert (place(text, gazetteer, "shot").name, place(text, gazetteer, "shot").below) == (
        "Denver",
        "1400 block of Larimer Street",
    )


@pytest.mark.parametrize(
    ("language", "text", "surface", "where"),
    [
        ("de", "Bei einer Flut in der Hafenstadt Lorca starben drei Menschen.", "Lorca", "ES.31 1"),
        ("de", "Ein Brand zerstörte eine Halle im Kasseler Industriegebiet.", "Kasseler", "DE.05 1"),
        ("uk", "Поблизу Чернівців перекинувся автобус.", "Чернівців", "UA.03 1"),
        ("ru", "Под Черновцами опрокинулся автобус.", "Черновцами", "UA.03 1"),
        ("ru", "Обстрелян город Никополь Днепропетровской области.", "Никополь", "UA.04 1"),
        ("uk", "Пожежа сталася у Новомосковську Дніпропетровської області.", "Дніпропетровської", "UA.04 4"),
        ("es", "El alud sepultó cuatro casas en la localidad de Lorca.", "Lorca", "ES.31 1"),
        ("ar", "اندلع حريق في مصنع بمدينة طنطا يوم الخميس", "طنطا", "EG.05 1"),
        ("de", "Wuppertal. Bei einem Brand starb eine Frau.", "Wuppertal", "DE.07 1"),
        ("uk", "Вибух стався на вулиці Келецькій у Вінниці.", "Вінниці", "UA.23 1"),
        ("uk", "Вибух стався на заводі в Кременчуці.", "Кременчуці", "UA.18 1"),
        ("es", "Arde una planta a las afueras de Ruán.", "Ruán", "FR.28 1"),
        ("fr", "Un bateau a coulé au large de Sfax.", "Sfax", "TN.32 1"),
        ("ru", "Заложников освободили в Уфе.", "Уфе", "RU.08 1"),
        ("ru", "Пожар начался на нефтебазе в Орле.", "Орле", "RU.56 1"),
        ("fr", "Une avalanche a tué deux skieurs près d'Innsbruck.", "Innsbruck", "AT.07 1"),
        ("uk", "Дрони вдарили по нафтобазі в місті Сизрань Самарської області.", "Сизрань", "RU.65 1"),
        ("uk", "У Хмельницькому впав баштовий кран.", "Хмельницькому", "UA.09 1"),
        ("uk", "Снаряди влучили в ринок у Корабельному районі Херсона.", "Херсона", "UA.08 1"),
        ("es", "La riada que anegó Lorca fue la peor.", "Lorca", "ES.31 1"),
        ("en", "Shells hit Kherson's Korabelnyi district.", "Kherson", "UA.08 1"),
        ("en", "Troops left the Kherson region.", "Kherson", "UA.08 4"),
    ],
)
def test_places_in_the_ways_of_a_language(gazetteer: Gazetteer, language: str, text: str, surface: str, where: str) -> None:
    assert found(text, gazetteer, language).get(surface) == where


def test_words_that_are_names_of_places_elsewhere_are_none_in_arabic(gazetteer: Gazetteer) -> None:
    assert not found("كان ذلك يوم الخميس، وأن العمال خرجوا من المدينة", gazetteer, "ar")


def test_no_place_at_all() -> None:
    assert place_of("Nothing here.", [(0, 13)], ()).place is None


_WORDS = (
    "Paris Texas , . — \n in In Mr. John St. Louis в Киеве у Львові область Сумской IN IRAQ calle Main Street near "
    "U.S. Calif. 's ’s 12 \u0130 ß بغداد في 東京"
)
WORDS = st.sampled_from(_WORDS.split(" "))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_gives_valid_offsets(gazetteer: Gazetteer, text: str, a: int, b: int) -> None:
    toponyms = find_toponyms(text, gazetteer)
    assert all(t.surface == text[t.start : t.end] and t.surface for t in toponyms)
    assert all(one.end <= two.start for one, two in pairwise(toponyms))
    assert toponyms == find_toponyms(text, gazetteer)
    place_of(text, [(min(a, b), max(a, b))], toponyms, [a, b])


def test_the_order_of_toponyms_handed_in_does_not_matter_to_the_main_town(gazetteer: Gazetteer) -> None:
    town = Toponym(start=0, end=6, surface="Denver", place=place("DENVER — It rained.", gazetteer))
    assert place_of("Denver", [(0, 6)], [town]) == place_of("Denver", [(0, 6)], (town,))


@pytest.mark.parametrize(
    "before",
    [
        "a 30-year-old man from ", "умерла жительница ", "погибли супруги из ", "загинув мешканець ", "un vecino de ",
        "une habitante de ", "ein 30-Jähriger aus ", "وهو من سكان ", "громадянин ", "он живёт в ",
    ],
)  # fmt: skip
def test_whose_home_a_place_is_says_nothing_of_where_it_happened(before: str) -> None:
    assert RESIDENCE.search(before)
    assert not RESIDENCE.search(f"{before}X, Y ")


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("وصل المصابون إلى شرم الشيخ مساء", "ar", "شرم الشيخ"),  # a name of two words: Arabic has no capitals
        ("Gießen (ots)\n\nEin Mann fiel.", "de", "Gießen"),
        ("Того ж дня у Києві впав дрон.", "uk", "Києві"),  # no Togo
        ("La OEA se reunió en Lima.", "es", "Lima"),  # no Oea
    ],
)
def test_only_the_place_is_found(gazetteer: Gazetteer, text: str, language: str, surface: str) -> None:
    assert list(found(text, gazetteer, language)) == [surface]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وقال الوزير على وجه الخصوص إن السلامة أولوية", "ar"),
        ("وزار الملك القصر الكبير", "ar"),
        ("أصيب رجل بسكين وفر", "ar"),
        ("نقل المصدر عن لجنة", "ar"),
        ("Der Zug hielt im Grad der Panik vor dem Saal.", "de"),
    ],
)
def test_common_words_of_a_language_are_no_places(gazetteer: Gazetteer, text: str, language: str) -> None:
    assert not found(text, gazetteer, language)


@pytest.mark.parametrize(
    ("text", "language", "surface", "where"),
    [
        ("The quake struck 22 km from the city of Bath at dawn.", "en", "Bath", "GB"),  # a word, but for "the city of"
        ("KASSEL: Ten people died on Monday.", "de", "KASSEL", "DE"),
        ("نيالا: مقتل خمسة أشخاص", "ar", "نيالا", "SD"),
        ("Fighting went on in the Sudanese city of al-Fashir.", "en", "Fashir", "SD"),
        ("Померла 59-річна жителька Павлограда Валентина Косенко.", "uk", "Павлограда", "UA"),
        ("Die Patienten kamen in das Klinikum Kassel.", "de", "Kassel", "DE"),
        ("Bomberos de Popayán trabajaron cuatro horas.", "es", "Popayán", "CO"),
        ("Juliaca amaneció ayer en calma.", "es", "Juliaca", "PE"),
        ("He was refused bail in Toowoomba Magistrates Court.", "en", "Toowoomba", "AU"),
        ("انهار مبنى في طرابلس وهرع الصليب الأحمر اللبناني.", "ar", "طرابلس", "LB"),
        ("انهار مبنى في طرابلس.", "ar", "طرابلس", "LY"),
    ],
)
def test_names_by_what_stands_around_them(gazetteer: Gazetteer, text: str, language: str, surface: str, where: str) -> None:
    countries = {t.surface: t.place.country for t in find_toponyms(text, gazetteer, language=language) if t.place}
    assert countries.get(surface) == where


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("The City Council met on Monday in Derby.", "en", "Council"),
        ("Anger grows in a Kazakh coal town near Karaganda.", "en", "Kazakh"),
        ("Начальник управления Романа Гудака наградил.", "ru", "Романа"),
    ],
)
def test_adjectives_offices_and_heads_of_offices_are_no_places(
    gazetteer: Gazetteer, text: str, language: str, surface: str
) -> None:
    assert surface not in found(text, gazetteer, language)


def test_a_province_is_not_the_city_of_its_name(gazetteer: Gazetteer) -> None:
    assert found("A boat sank off Quezon province on Friday.", gazetteer, "en")["Quezon"].endswith(" 3")


@pytest.mark.parametrize(
    ("language", "text", "countries"),
    [
        ("en", "They polish the floor.", ""),
        ("en", "Polish and English police", "GB PL"),
        ("es", "dos canadienses y tres estadounidenses", "CA US"),
        ("es", "un soldado maliense y dos etíopes", "ET ML"),
        ("es", "la policía inglesa", "GB"),
        ("es", "dos croatas", "HR"),
        ("es", "las fuerzas israelíes", "IL"),
        ("es", "un ciudadano belga", "BE"),
        ("es", "Gales", ""),
        ("fr", "la police anglaise", "GB"),
        ("de", "die kroatische Polizei", "HR"),
        ("ru", "хорватская полиция", "HR"),
        ("uk", "англійська поліція", "GB"),
        ("ar", "الشرطة الكرواتية", "HR"),
    ],
)
def test_countries_that_adjectives_name(language: str, text: str, countries: str) -> None:
    assert list(adjectives(text, language)) == countries.split()

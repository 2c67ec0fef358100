"""The six languages besides English: figures in their word orders, number words, dates, kinds and what a sentence does."""

import pytest

from events.reports import When
from processors.report.claims.figures import figures_of
from processors.report.dates.incident import when_of
from processors.report.dates.mentions import find_dates
from processors.report.places.streets import find_streets, is_district
from processors.report.sentences.split import Sentence, split
from processors.report.words.lexicon import LANGUAGES, lexicon_of, table_of
from processors.report.words.word import FLAGS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stem_of_the_tables_is_found_and_the_longest_counts(language: str) -> None:
    lexicon = lexicon_of(language, "")
    assert all(lexicon._look(f"{stem}zq") == word for stem, word in lexicon._stems.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_of_a_flag_has_two_senses_in_one_table(language: str) -> None:
    table = table_of(language)
    used = [name for name in FLAGS if any(table.get(part, {}).get(name) for part in ("words", "two_words"))]
    senses: dict[str, list[str]] = {}
    for name in used:
        senses.setdefault(FLAGS[name], []).append(name)
    assert [names for names in senses.values() if len(names) > 1] == []


def _read(language: str, text: str) -> list[Sentence]:
    return split(text, lexicon_of(language, text))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Число погибших при взрыве выросло до девяти человек.", {"killed": 9}),
        ("ru", "В результате обстрела погибла женщина, четверо мужчин ранены.", {"killed": 1, "injured": 4}),
        ("ru", "Погибли двое взрослых и ребёнок.", {"killed": 3}),
        ("ru", "Жертвами пожара стали не менее 14 человек.", {"killed": 14}),
        ("ru", "В ДТП пострадали от десяти до двенадцати человек.", {"injured": 12}),
        ("ru", "Один человек погиб, ещё трое получили ранения.", {"killed": 1, "injured": 3}),
        ("ru", "Пострадавших нет.", {"injured": 0}),
        ("ru", "По предварительным данным, погибших и пострадавших нет.", {"killed": 0, "injured": 0}),
        ("ru", "Обошлось без жертв.", {"killed": 0}),
        ("ru", "Полиция задержала 15 человек.", {"arrested": 15}),
        ("ru", "Задержаны двое подозреваемых.", {"arrested": 2}),
        ("ru", "Пропавшими без вести числятся семь человек.", {"missing": 7}),
        ("ru", "Спасатели вытащили из-под завалов шестерых человек.", {"rescued": 6}),
        ("ru", "Эвакуированы 140 человек.", {"displaced": 140}),
        ("ru", "Двадцать три человека госпитализированы.", {"injured": 23}),
        ("ru", "Водитель погиб на месте, пассажирка скончалась в больнице.", {"killed": 2}),
        ("ru", "Погиб 34-летний мужчина.", {"killed": 1}),
        ("ru", "В результате нападения убиты пять полицейских и ранены одиннадцать.", {"killed": 5, "injured": 11}),
        ("uk", "Кількість загиблих зросла до дев'яти.", {"killed": 9}),
        ("uk", "Унаслідок удару загинули двоє людей, ще щонайменше восьмеро поранені.", {"killed": 2, "injured": 8}),
        ("uk", "Загинули водій і пасажирка.", {"killed": 2}),
        ("uk", "Дістали поранення 12 мирних мешканців.", {"injured": 12}),
        ("uk", "Постраждалих немає.", {"injured": 0}),
        ("uk", "Обійшлося без жертв.", {"killed": 0}),
        ("uk", "Поліція затримала трьох чоловіків.", {"arrested": 3}),
        ("uk", "З-під завалів врятували сімох людей.", {"rescued": 7}),
        ("uk", "Зниклими безвісти вважають п’ятьох людей.", {"missing": 5}),
        ("uk", "Троє людей загинуло, серед них дитина.", {"killed": 3}),
        ("uk", "Від 10 до 12 осіб отримали травми.", {"injured": 12}),
        ("uk", "Жінка 55 років загинула, її чоловіка госпіталізували.", {"killed": 1, "injured": 1}),
        ("uk", "Травмовано двадцять п'ять осіб.", {"injured": 25}),
        ("uk", "Одна людина загинула, ще одна поранена.", {"killed": 1, "injured": 1}),
        ("es", "Al menos 14 personas murieron y otras 30 resultaron heridas.", {"killed": 14, "injured": 30}),
        ("es", "El número de fallecidos se eleva a doce.", {"killed": 12}),
        ("es", "Murieron dos hombres y una mujer.", {"killed": 3}),
        ("es", "La explosión dejó cuatro muertos y veintidós heridos.", {"killed": 4, "injured": 22}),
        ("es", "No hubo víctimas.", {"killed": 0, "injured": 0}),
        ("es", "No se registraron heridos.", {"injured": 0}),
        ("es", "No hay que lamentar víctimas mortales.", {"killed": 0}),
        ("es", "Una mujer de 45 años perdió la vida.", {"killed": 1}),
        ("es", "La policía detuvo a tres sospechosos.", {"arrested": 3}),
        ("es", "Entre cuatro y seis personas siguen desaparecidas.", {"missing": 6}),
        ("es", "Los bomberos rescataron a catorce vecinos.", {"rescued": 14}),
        ("es", "Fueron evacuadas 200 personas.", {"displaced": 200}),
        ("es", "Unas sesenta familias fueron evacuadas.", {}),
        ("es", "Un soldado murió y cinco más resultaron lesionados.", {"killed": 1, "injured": 5}),
        ("es", "Dos jóvenes fueron asesinados a tiros.", {"killed": 2}),
        ("es", "Ambos fueron detenidos.", {"arrested": 2}),
        ("es", "Treinta y cinco personas fueron hospitalizadas.", {"injured": 35}),
        ("es", "El conductor falleció en el acto.", {"killed": 1}),
        ("de", "Mindestens 14 Menschen kamen ums Leben, 30 weitere wurden verletzt.", {"killed": 14, "injured": 30}),
        ("de", "Die Zahl der Toten stieg auf zwölf.", {"killed": 12}),
        ("de", "Zwei Männer und eine Frau starben.", {"killed": 3}),
        ("de", "Bei dem Unfall wurden am Montagabend drei Menschen schwer verletzt.", {"injured": 3}),
        ("de", "Ein Mann hat drei Menschen mit einem Messer verletzt.", {"injured": 3}),
        ("de", "Verletzt wurde niemand.", {"injured": 0}),
        ("de", "Tote gab es nach Angaben der Polizei nicht.", {"killed": 0}),
        ("de", "Es gab keine Verletzten.", {"injured": 0}),
        ("de", "Verletzte gab es nicht.", {"injured": 0}),
        ("de", "Die Polizei nahm zwei Verdächtige fest.", {"arrested": 2}),
        ("de", "Drei Männer wurden festgenommen.", {"arrested": 3}),
        ("de", "Sieben Menschen werden noch vermisst.", {"missing": 7}),
        ("de", "Rettungskräfte konnten vierzehn Bewohner aus den Trümmern retten.", {"rescued": 14}),
        ("de", "Rund 400 Menschen mussten ihre Häuser verlassen.", {"displaced": 400}),
        ("de", "Der Fahrer starb noch an der Unfallstelle.", {"killed": 1}),
        ("de", "Ein 34 Jahre alter Kellner erlag seinen Verletzungen.", {"killed": 1}),
        ("de", "Zwischen zehn und zwölf Fahrgäste erlitten Verletzungen.", {"injured": 12}),
        ("de", "Dabei wurden vier Menschen getötet und neun verletzt.", {"killed": 4, "injured": 9}),
        ("de", "Einundzwanzig Menschen wurden leicht verletzt, fünf davon schwer.", {"injured": 21}),
        ("de", "Der Angriff forderte sechs Todesopfer.", {"killed": 6}),
        ("de", "Zwei Kinder sind bei einem Brand gestorben.", {"killed": 2}),
        ("de", "Eine Frau wurde getötet, vier weitere Personen erlitten Verletzungen.", {"killed": 1, "injured": 4}),
        ("fr", "Au moins 14 personnes sont mortes et une trentaine d'autres ont été blessées.", {"killed": 14, "injured": 30}),
        ("fr", "Le bilan s'élève à douze morts.", {"killed": 12}),
        ("fr", "Le bilan s'alourdit à sept morts et vingt et un blessés.", {"killed": 7, "injured": 21}),
        ("fr", "Deux hommes et une femme ont été tués.", {"killed": 3}),
        ("fr", "L'explosion a fait quatre morts et vingt-deux blessés.", {"killed": 4, "injured": 22}),
        ("fr", "L'incendie n'a fait aucune victime.", {"killed": 0, "injured": 0}),
        ("fr", "Aucun blessé n'est à déplorer.", {"injured": 0}),
        ("fr", "Personne n'a été blessé.", {"injured": 0}),
        ("fr", "Une femme de 55 ans a été tuée.", {"killed": 1}),
        ("fr", "La police a interpellé trois personnes.", {"arrested": 3}),
        ("fr", "Trois personnes ont été interpellées.", {"arrested": 3}),
        ("fr", "Entre dix et douze personnes sont portées disparues.", {"missing": 12}),
        ("fr", "Les pompiers ont secouru quatorze habitants.", {"rescued": 14}),
        ("fr", "Le conducteur est mort sur le coup.", {"killed": 1}),
        ("fr", "Quatre personnes ont trouvé la mort dans l'accident.", {"killed": 4}),
        ("fr", "Un homme a succombé à ses blessures.", {"killed": 1}),
        ("fr", "Près de 200 personnes ont été évacuées.", {"displaced": 200}),
        ("fr", "Six personnes, dont deux enfants, ont été tuées.", {"killed": 6}),
        ("fr", "Trente-huit passagers ont été blessés, dont neuf grièvement.", {"injured": 38}),
        ("ar", "لقي أحد عشر شخصا مصرعهم في الحادث.", {"killed": 11}),
        ("ar", "قتل خمسة أشخاص وأصيب ثمانية عشر آخرون.", {"killed": 5, "injured": 18}),
        ("ar", "ارتفعت حصيلة القتلى إلى 12 شخصا.", {"killed": 12}),
        ("ar", "أسفر الانفجار عن مقتل ثلاثة جنود وإصابة سبعة وعشرين آخرين.", {"killed": 3, "injured": 27}),
        ("ar", "لم تسجل أي إصابات.", {"injured": 0}),
        ("ar", "لم يسفر الحادث عن سقوط ضحايا.", {"killed": 0, "injured": 0}),
        ("ar", "وتمكنت فرق الإنقاذ من إنقاذ 14 شخصا.", {"rescued": 14}),
        ("ar", "اعتقلت الشرطة ثلاثة مشتبه بهم.", {"arrested": 3}),
        ("ar", "لا يزال ما بين 10 و12 شخصا في عداد المفقودين.", {"missing": 12}),
        ("ar", "توفي رجل في الأربعين من عمره.", {"killed": 1}),
        ("ar", "مصرع أربعة عمال وإصابة 23 آخرين بجروح.", {"killed": 4, "injured": 23}),
        ("ar", "أصيب ما لا يقل عن عشرين شخصا بجروح.", {"injured": 20}),
        ("ar", "غرق ستة مهاجرين.", {"killed": 6}),
        ("ar", "أودى الحريق بحياة تسعة أشخاص.", {"killed": 9}),
        ("ar", "مقتل شخصين وإصابة ثلاثة.", {"killed": 2, "injured": 3}),
        ("ar", "وألقت الشرطة القبض على مشتبه بهما اثنين.", {"arrested": 2}),
        ("fr", "Deux hommes de 19 et 23 ans ont été tués par balles.", {"killed": 2}),
        ("es", "Dos jóvenes de 19 y 23 años fueron asesinados.", {"killed": 2}),
        ("fr", "Un troisième, touché au ventre, a été hospitalisé.", {"injured": 1}),
        ("fr", "Le corps d'un homme a été extrait des décombres.", {"killed": 1}),
        ("de", "Am Mittwoch ist ein Arbeiter seinen Verletzungen erlegen.", {"killed": 1}),
        ("de", "Der 41-Jährige gab auf und wurde festgenommen.", {"arrested": 1}),
        ("ru", "41-летний житель города задержан.", {"arrested": 1}),
        ("ru", "Пострадавших и разрушений нет.", {"injured": 0}),
        ("uk", "Двоє працівників загинули, ще один дістав опіки.", {"killed": 2, "injured": 1}),
        ("de", "Ein Mann hat an einer Schule in der Stadt Kasan drei Mitschüler mit einem Messer verletzt.", {"injured": 3}),
        ("es", "La Marina elevó a nueve el número de muertos.", {"killed": 9}),
        ("es", "El patrón de la embarcación fue detenido.", {"arrested": 1}),
        ("es", "Fue asesinado de dos balazos.", {"killed": 1}),
        ("ru", "Пострадали четыре человека, один погиб.", {"injured": 4, "killed": 1}),
        ("uk", "Вдалося витягнути п'ятьох людей.", {"rescued": 5}),
        ("ru", "Не менее двадцати человек погибли, более ста ранены.", {"killed": 20, "injured": 100}),
        ("ru", "Число жертв землетрясения достигло 43.", {"killed": 43}),
        ("ru", "В результате аварии трое погибли, семеро госпитализированы.", {"killed": 3, "injured": 7}),
        ("ru", "Убиты два охранника.", {"killed": 2}),
        ("ru", "Ранены 12 человек, среди них трое детей.", {"injured": 12}),
        ("ru", "Спасены все 27 пассажиров.", {"rescued": 27}),
        ("ru", "Ударной волной ранило пять человек.", {"injured": 5}),
        ("ru", "Жертв и пострадавших нет.", {"killed": 0, "injured": 0}),
        ("ru", "Погибло 6 человек, пропало 4.", {"killed": 6, "missing": 4}),
        ("uk", "Щонайменше двадцятеро людей загинули, понад сто поранені.", {"killed": 20, "injured": 100}),
        ("uk", "Кількість загиблих зросла до 12, поранених - до 40.", {"killed": 12}),
        ("uk", "Поранено вісьмох людей, з них двоє дітей.", {"injured": 8}),
        ("uk", "На місці загинули двоє: чоловік і жінка.", {"killed": 2}),
        ("uk", "Загиблих і поранених немає.", {"killed": 0, "injured": 0}),
        ("uk", "П'ять осіб госпіталізували.", {"injured": 5}),
        ("uk", "Вбито сімох військових.", {"killed": 7}),
        ("es", "El balance provisional es de 14 muertos y 52 heridos.", {"killed": 14, "injured": 52}),
        ("es", "Suben a 20 los muertos por el terremoto.", {"killed": 20}),
        ("es", "Hay al menos siete fallecidos y una veintena de heridos.", {"killed": 7, "injured": 20}),
        ("es", "Los agresores mataron a tres personas e hirieron a cinco.", {"killed": 3, "injured": 5}),
        ("es", "Un hombre mató a su esposa.", {"killed": 1}),
        ("es", "El ataque causó la muerte de cuatro soldados.", {"killed": 4}),
        ("es", "Fueron hallados los cadáveres de dos mujeres.", {"killed": 2}),
        ("es", "Cuatro personas perdieron la vida.", {"killed": 4}),
        ("es", "Quedaron heridas nueve personas.", {"injured": 9}),
        ("es", "Sin heridos ni muertos.", {"injured": 0, "killed": 0}),
        ("es", "Tres menores se encuentran desaparecidos.", {"missing": 3}),
        ("es", "Fueron arrestadas 23 personas.", {"arrested": 23}),
        ("de", "Nach Angaben der Behörden gibt es mindestens 14 Tote und 52 Verletzte.", {"killed": 14, "injured": 52}),
        ("de", "Fünf Menschen sind tot, zwölf verletzt.", {"killed": 5, "injured": 12}),
        ("de", "Der Attentäter tötete drei Menschen und verletzte fünf.", {"killed": 3, "injured": 5}),
        ("de", "Bei dem Absturz kamen alle vier Insassen ums Leben.", {"killed": 4}),
        ("de", "Ein Polizist wurde erschossen, zwei Kollegen verletzt.", {"killed": 1, "injured": 2}),
        ("de", "Die Zahl der Todesopfer ist auf 43 gestiegen.", {"killed": 43}),
        ("de", "Es gab weder Tote noch Verletzte.", {"killed": 0, "injured": 0}),
        ("de", "Menschen kamen nicht zu Schaden.", {}),
        ("de", "Zwei Leichen wurden geborgen.", {"killed": 2}),
        ("de", "Sechs Personen konnten lebend gerettet werden.", {"rescued": 6}),
        ("de", "Mindestens drei Bergleute gelten als vermisst.", {"missing": 3}),
        ("de", "Die Polizei nahm 21 Demonstranten fest.", {"arrested": 21}),
        ("fr", "Le dernier bilan fait état de 14 morts et 52 blessés.", {"killed": 14, "injured": 52}),
        ("fr", "On déplore cinq morts.", {"killed": 5}),
        ("fr", "L'assaillant a tué trois personnes et en a blessé cinq.", {"killed": 3, "injured": 5}),
        ("fr", "Il n'y a ni mort ni blessé.", {"killed": 0, "injured": 0}),
        ("fr", "Quatre militaires sont morts dans l'attaque.", {"killed": 4}),
        ("fr", "Une fillette de 8 ans figure parmi les victimes.", {}),
        ("fr", "Les corps de deux femmes ont été retrouvés.", {"killed": 2}),
        ("fr", "Le séisme a fait au moins 43 morts.", {"killed": 43}),
        ("fr", "Sept personnes ont été placées en garde à vue.", {"arrested": 7}),
        ("fr", "Un policier a été mortellement blessé.", {"killed": 1}),
        ("ar", "بلغ عدد القتلى 43 شخصا.", {"killed": 43}),
        ("ar", "أدى الهجوم إلى مقتل أربعة جنود وجرح تسعة.", {"killed": 4, "injured": 9}),
        ("ar", "سقط ثلاثة قتلى وعشرة جرحى.", {"killed": 3, "injured": 10}),
        ("ar", "استشهد خمسة مدنيين وأصيب عشرون بجروح.", {"killed": 5, "injured": 20}),
        ("ar", "وفاة طفلين غرقا.", {"killed": 2}),
        ("ar", "لا إصابات في الحادث.", {"injured": 0}),
        ("ar", "أوقفت الشرطة سبعة أشخاص.", {"arrested": 7}),
        ("ar", "نقل ثمانية مصابين إلى المستشفى.", {"injured": 8}),
        ("ar", "فقدان ستة صيادين.", {"missing": 6}),
        ("ar", "تم انتشال جثث أربعة ضحايا.", {"killed": 4, "casualties": 4}),
        ("es", "Dos murieron y otro fue rescatado con vida.", {"killed": 2, "rescued": 1}),
        ("es", "El incendio dejó tres personas con quemaduras.", {"injured": 3}),
        ("es", "Los bomberos sacaron con vida a siete personas.", {"rescued": 7}),
        ("es", "La cifra de muertos por el derrumbe del edificio de la calle Mayor, en el centro, subió a cinco.", {"killed": 5}),
        ("fr", "Le rassemblement s'est dispersé sans faire de blessés.", {"injured": 0}),
        ("de", "Er hatte einen 52 Jahre alten Passanten erstochen.", {"killed": 1}),
        ("de", "Ein Paketbote wird noch vermisst.", {"missing": 1}),
        ("ru", "Её муж и дочь госпитализированы.", {"injured": 2}),
        ("ar", "وقال ناجون إن 25 شخصا آخرين ما زالوا في عداد المفقودين.", {"missing": 25}),
        ("en", "Four people, including a security guard, were wounded.", {"injured": 4}),
    ],
)
def test_figures(language: str, text: str, expected: dict[str, int]) -> None:
    found: dict[str, int] = {}
    for figure in (f for s in _read(language, text) for f in figures_of(s)):
        before = found.get(figure.role, 0)
        found[figure.role] = before + figure.high if figure.single else max(before, figure.high)
    assert found == expected


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ru", "двадцать три", 23), ("ru", "2 300", 2300), ("ru", "70 тысяч", 70_000), ("uk", "п’ятнадцятеро", 15),
        ("uk", "двадцять п'ять", 25), ("es", "treinta y cinco", 35), ("es", "veintiún", 21), ("de", "dreiundvierzig", 43),
        ("fr", "vingt et une", 21), ("fr", "quatre-vingt-douze", 92), ("fr", "soixante et onze", 71), ("fr", "trente-huit", 38),
        ("ar", "أحد عشر", 11), ("ar", "سبعة وعشرين", 27), ("ar", "خمس عشرة", 15), ("ar", "مئة وعشرين", 120),
    ],
)  # fmt: skip
def test_number_words(language: str, text: str, number: int) -> None:
    (first, *_) = [t.low for s in _read(language, text) for t in s.words if t.low is not None]
    assert first == number


@pytest.mark.parametrize(("text", "sentences"), [("Am 22. März fiel ein Schuss. Es war kalt.", 2), ("Er ist 22. Peter auch.", 2)])
def test_a_day_before_its_month_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(_read("de", text)) == sentences


def test_german_nouns_are_no_names_but_two_in_a_row_are() -> None:
    (sentence,) = _read("de", "Am Abend sagte Anke Rausch, das Messer sei gefunden.")
    assert [t.text for t in sentence.words if t.code == "n"] == ["anke", "rausch"]


def test_arabic_is_read_with_and_without_its_marks() -> None:
    for text in ("قُتِلَ خمسة أشخاصٍ", "قتل خمسة اشخاص"):
        assert [f.high for s in _read("ar", text) for f in figures_of(s)] == [5]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Ein Wohnhausbrand hielt die Feuerwehr in Atem.", "fire"),
        ("de", "Beim Busunglück starben zwei Menschen.", "road_crash"),
        ("de", "Zwei Züge stießen auf eingleisiger Strecke zusammen.", "rail_crash"),
        ("fr", "Le naufrage de l'embarcation s'est produit au large.", "shipwreck"),
        ("es", "Una riada anegó los garajes.", "flood"),
        ("ru", "На химзаводе произошёл выброс аммиака.", "industrial_accident"),
        ("uk", "Потяг зійшов з рейок.", "rail_crash"),
        ("ar", "ضرب زلزال المدينة", "earthquake"),
    ],
)
def test_kinds(language: str, text: str, kind: str) -> None:
    scores: dict[str, int] = {}
    for sentence in _read(language, text):
        scores = {k: scores.get(k, 0) + sentence.kinds.get(k, 0) for k in {*scores, *sentence.kinds}}
    assert max(scores, key=lambda k: scores[k]) == kind


@pytest.mark.parametrize(
    ("language", "text", "published", "day"),
    [
        (
            "es",
            "Tres personas murieron tras una riada la noche del martes, informó el miércoles la policía.",
            "2023-09-20",
            "2023-09-19",
        ),
        ("en", "In a story published on March 12 it said that four died in Thursday's fire.", "2021-03-13", "2021-03-11"),
        ("ru", "В ночь на четверг обрушился дом. В пятницу нашли ещё двоих.", "2021-11-19", "2021-11-18"),
        ("uk", "Обвал стався в суботу ввечері.", "2020-02-16", "2020-02-15"),
        ("de", "Ein Mann griff am Mittwochnachmittag Passanten an.", "2022-05-20", "2022-05-18"),
        ("fr", "L'attaque de lundi soir. Une marche est prévue dimanche.", "2022-05-21", "2022-05-16"),
        ("ar", "وقع الانفجار ليل السبت", "2023-06-12", "2023-06-10"),
        ("ar", "وقع الانفجار يوم الثلاثاء", "2018-10-03", "2018-10-02"),
        ("es", "Recuperaron este jueves los cuerpos. El edificio cayó el martes.", "2022-05-19", "2022-05-17"),
    ],
)
def test_relative_days(language: str, text: str, published: str, day: str) -> None:
    dates = find_dates(text, published=published, language=language)
    when = when_of(text, [(0, len(text))], dates, published=published).when
    assert when == When(date_from=day, date_to=day, precision=1, text=when.text)


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("ru", "Ежегодно на дорогах погибают люди.", "statistic"),
        ("uk", "Від початку року загинуло 120 людей.", "statistic"),
        ("ar", "قتل 120 مدنيا منذ بداية العام", "statistic"),
        ("uk", "Роковини трагедії.", "anniversary"),
        ("de", "Er erlag seinen Verletzungen.", "follow_up"),
        ("fr", "Il a succombé à ses blessures.", "follow_up"),
        ("es", "Fe de errores.", "correction"),
        ("de", "Bereits im März brannte es dort.", "background"),
        ("en", "Since January, 212 people have been killed.", "statistic"),
        ("en", "In March 2011, two workers died there.", "background"),
    ],
)
def test_phrases(language: str, text: str, phrase: str) -> None:
    assert any(phrase in sentence.phrases for sentence in _read(language, text))


@pytest.mark.parametrize(
    ("text", "surface", "district"),
    [
        ("Die Drohne schlug im Saksahanskyj-Bezirk ein.", "Saksahanskyj-Bezirk", True),
        ("Das Wasser stand im Viertel San Cristóbal.", "Viertel San Cristóbal", True),
        ("Es geschah auf dem Marktplatz.", "Marktplatz", False),
    ],
)
def test_german_districts_and_squares(text: str, surface: str, district: bool) -> None:
    assert [(s.surface, is_district(s.surface)) for s in find_streets(text)] == [(surface, district)]


def test_what_is_denied_is_no_kind() -> None:
    (sentence,) = _read("de", "Auf der Strecke fuhren keine Züge.")
    assert not sentence.kinds


def test_a_car_park_is_no_square() -> None:
    assert not find_streets("Die Autos auf dem Parkplatz brannten aus.")

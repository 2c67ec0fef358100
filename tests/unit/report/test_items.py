"""Items of a list of news: by a head in the same paragraph, or by headings above."""

from hypothesis import given
from hypothesis import strategies as st

from processors.report.sentences.split import Sentence, split
from processors.report.telling.items import mark_items
from processors.report.words.lexicon import lexicon_of


def _read(language: str, text: str) -> list[Sentence]:
    sentences = split(text, lexicon_of(language, text))
    mark_items(text, sentences)
    return sentences


def _items(language: str, text: str) -> list[int]:
    return [s.item for s in _read(language, text)]


def test_labelled_paragraphs_are_items_of_a_list() -> None:
    assert _items("en", "France: A house burned.\n\nPeru: A bus crashed.") == [1, 2]
    assert _items("en", "Police: A house burned.\n\nA bus crashed.") == [0, 0]


def test_a_head_may_be_a_sentence_of_names_alone() -> None:
    text = "Dos hechos.\n\nValmora. Ardió una casa. Nadie salió.\n\nSan Telmo. Un camión volcó.\n\nSe pide precaución."
    sentences = _read("es", text)
    assert [s.item for s in sentences] == [0, 1, 1, 1, 2, 2, 0]
    assert [text[slice(*s.head)] for s in sentences if s.head] == ["Valmora"] * 3 + ["San Telmo"] * 2


def test_heads_may_stand_behind_a_bullet_or_in_capitals() -> None:
    assert _items("ru", "▪️ Валмора. Сгорел дом.\n\n▪️ Норрвик. Упал дрон.") == [1, 1, 2, 2]
    assert _items("en", "PARK ROAD ROBBERY. A man took cash.\n\nMILL LANE. A car hit a wall.") == [1, 1, 2, 2]


def test_days_head_the_items_of_a_police_log() -> None:
    assert _items("en", "TUESDAY, NOV. 12. A house burned.\n\nTHURSDAY, NOV. 14. A car hit a wall.") == [1, 1, 2, 2]
    gone_on = "MONDAY, JUNE 3. A gunman took a hostage.\n\nTUESDAY, JUNE 4. The gunman shot the hostage."
    assert _items("en", gone_on) == [0, 0, 0, 0]
    assert _items("en", "On Tuesday a house burned. It was old.\n\nOn Thursday a car hit a wall. It was new.") == [0, 0, 0, 0]


def test_headings_hold_what_stands_below_them() -> None:
    first = "Valmora: Brand im Keller\n\nEs brannte.\n\nEs roch."
    second = "Norrvik an der Ilm: Auto prallt gegen Baum\n\nDer Fahrer starb."
    assert _items("de", f"Ein Überblick.\n\n{first}\n\n{second}") == [0, 1, 1, 1, 2, 2]


def test_a_heading_may_be_fields_or_a_name_alone() -> None:
    text = (
        "Sa., 25.01., 02:40 Uhr - Valmora - Überfall\n\nEs fielen Schüsse.\n\nSo., 04:20 Uhr - Bad Norrvik - Brand\n\nEs brannte."
    )
    assert _items("de", text) == [1, 1, 2, 2]
    assert _items("en", "VALMORA\n\nA boy fell.\n\nSAN TELMO\n\nA house burned.") == [1, 1, 2, 2]
    assert _items("en", "By Ann Roe\n\nA boy fell.\n\nHe was hurt.") == [0, 0, 0]


def test_weekdays_head_the_items_of_a_wrap() -> None:
    text = "Friday: caravan blast\n\nA gas bottle exploded.\n\nSaturday: plane down\n\nA plane crashed. Nobody was hurt."
    assert _items("en", text) == [1, 1, 2, 2, 2]


def test_a_headline_above_a_head_is_of_its_item() -> None:
    first = "Mit Messer zugestochen\nValmora. Zwei Männer stritten. Einer wurde verletzt."
    second = "Gegen den Baum\nNorrvik. Ein Auto kam von der Straße ab. Der Fahrer starb."
    assert _items("de", f"Ein Überblick.\n\n{first}\n\n{second}\n\nEs gab elf Wildunfälle.") == [0, 1, 1, 1, 1, 2, 2, 2, 2, 0]


def test_paragraphs_that_begin_with_a_place_each_are_items() -> None:
    text = "A night of storms.\n\nIn Valmora, a tree fell.\n\nIn San Telmo, a roof went.\n\nIn Norrvik, a boat sank. Two drowned."
    assert _items("en", text) == [0, 1, 2, 3, 3]
    assert _items("en", text.rpartition("\n\n")[0]) == [0] * 3
    months = "It burns.\n\nIn January, a barn went.\n\nIn March, a mill went.\n\nIn June, a house went."
    assert _items("en", months) == [0] * 4


def test_arabic_paragraphs_that_begin_with_a_town_or_province_each_are_items() -> None:
    text = "شهد اليوم حوادث.\n\nففي مدينة إب، غرق رجل.\n\nوفي مدينة ذمار، احترق منزل.\n\nأما في محافظة تعز، فانقلبت حافلة."
    assert _items("ar", text) == [0, 1, 2, 3]
    assert _items("ar", text.replace("أما في محافظة تعز، ف", "و")) == [0, 0, 0, 0]


def test_who_speaks_and_what_is_asked_for_are_no_heads() -> None:
    assert _items("en", "Victim: A man of 30.\n\nSuspect: A boy of 16.\n\nOfficer: Nobody.") == [0] * 3
    assert _items("en", "Anna Poe: It shook.\n\nJohn Roe: Windows broke.\n\nMary Doe: We ran.") == [0] * 3


def test_one_word_sentences_and_single_labels_make_no_list() -> None:
    assert _items("en", "Sorry. I was late.\n\nA bus crashed.\n\nIt rained.\n\nNobody came.\n\nStop. Look.") == [0] * 7
    assert _items("en", "Roe: It burned.\n\nPoe: Where?\n\nRoe: There.\n\nPoe: Why?") == [0] * 4
    assert _items("en", "Update: A bus crashed.\n\nIt rained.") == [0, 0]


@given(st.text(alphabet="ABCa. :\n—1", max_size=60))
def test_items_are_numbered_in_a_row(text: str) -> None:
    numbers = [n for n in dict.fromkeys(_items("en", text)) if n]
    assert numbers == list(range(1, len(numbers) + 1))

import re

import pytest

from processors.report.words.plain import plain_words

WORD = re.compile(r"[^\W\d_]+")


@pytest.mark.parametrize("text", ["", "it’s 5pm on may_12, “Tuesday” – the 3rd", "a\x00b\x7fc\nd", "²x3", "٣ dead"])
def test_plain_words_are_those_of_the_pattern(text: str) -> None:
    assert plain_words(text) in (None, WORD.findall(text))


def test_marks_beyond_ascii_part_words_and_letters_are_left_to_the_pattern() -> None:
    assert plain_words("it’s may… 12th") == ["it", "s", "may", "th"]
    assert plain_words("avril, à Paris") is None

"""Text made to be slow: what is read must take time that grows with its length, for any text."""

import time

import pytest

from processors.report.claims import figures_of
from processors.report.lexicon import lexicon_of
from processors.report.outlets import _CALL_SIGN
from processors.report.places import _headline
from processors.report.sentences import split
from processors.report.streets import find_streets

FAR_TOO_LONG = 5.0  # seconds; each takes milliseconds, and took minutes or for ever


def _figures(text: str) -> None:
    for sentence in split(text, lexicon_of("en", text)):
        figures_of(sentence)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (_figures, "Two were killed " + "other about " * 60),
        (_CALL_SIGN.fullmatch, "kabc" + "1" * 58 + "x"),
        (_CALL_SIGN.fullmatch, "kabc" + "localnews" * 20),
        (_figures, "." * 60_000 + "a"),
        (find_streets, "А-" * 30_000),
        (_headline, "a - " * 30_000),
    ],
)
def test_reading_takes_no_longer_than_the_text_is_long(read, text: str) -> None:  # type: ignore[no-untyped-def]
    started = time.process_time()
    read(text)
    assert time.process_time() - started < FAR_TOO_LONG

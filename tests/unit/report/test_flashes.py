"""Short news in seven languages, as worded by writers who knew no table: no fewer are read right than were (ADR 170, 171)."""

from processors.report.gazetteer.gazetteer import Gazetteer
from tests.support.flashes import measured

# Right as a whole, and figures right, at least.
FLOORS = {"ar": (49, 96), "de": (55, 106), "en": (81, 146), "es": (48, 99), "fr": (63, 113), "ru": (60, 94), "uk": (54, 96)}


def test_no_fewer_are_right_than_were(gazetteer: Gazetteer) -> None:
    counts, wrong = measured(gazetteer)
    right = {language: (count["all right"], count["figures right"]) for language, count in counts.items()}
    assert FLOORS.keys() == right.keys()
    assert all(n >= least for of in right for n, least in zip(right[of], FLOORS[of], strict=True)), "\n".join(wrong)

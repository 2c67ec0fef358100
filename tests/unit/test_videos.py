"""Titles of other videos are no part of a story; the hours of a live blog are."""

from events.documents import ArticleRead
from processors.report.gazetteer.gazetteer import Gazetteer
from processors.report.step import Reporter
from processors.report.telling.videos import videos_in

PLAYLIST = ["1:37 Man stabbed in Turin Pause", "0:43 Three shot dead in Lyon", "3:21 A cake for the mayor", "0:59 Rain in Bari"]
BLOG = ["9:05 Shots are heard in Turin", "9:40 Two people are brought to hospital", "10:15 A man is arrested"]


def test_lengths_go_up_and_down_and_hours_do_not() -> None:
    assert videos_in(["A house burned.", *PLAYLIST]) == [1, 2, 3, 4]
    assert videos_in(BLOG) == []
    assert videos_in(BLOG[::-1]) == []
    assert videos_in(PLAYLIST[:3]) == []
    assert videos_in(["23:10 Sirens in Odesa", "23:45 Two blasts", "0:05 A missile hits a house", "0:40 The fire is out"]) == []
    assert videos_in(["9:05 Shots in Turin", "8:50 A call to police", "10:20 A man is arrested"]) == []
    assert videos_in([f"{line}." for line in PLAYLIST]) == []
    assert videos_in(["9:05 Uhr Feuer in Kassel", "8:10 Uhr Unfall in Fulda", "9:50 Uhr Ende"]) == []


def test_a_story_is_told_without_its_playlist(gazetteer: Gazetteer) -> None:
    story = "Two people were killed in a fire in Porto on Monday, police said.\nThe blaze began in a bakery.\nIt is out."
    [report] = Reporter(gazetteer)(_article("\n".join([*PLAYLIST, story]))).reports
    assert report.event_type == "fire"
    assert report.place is not None
    assert report.place.name == "Porto"


def _article(text: str) -> ArticleRead:
    return ArticleRead(
        id="a", article_id="a", version="v", key="a", source="s", publisher="p", fetched_at="2026-03-14T00:00:00.000Z",
        title="", text=text, url="", published="2026-03-11", published_precision="day", language="en",
    )  # fmt: skip

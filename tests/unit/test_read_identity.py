"""One article has one identity; two never share one."""

import pytest

from processors.read.identity import accepted_canonical, article_id_of

REQUESTED = "https://www.news.example/2024/05/12/story-7?page=2"


@pytest.mark.parametrize(
    ("canonical", "requested"),
    [
        ("https://news.example/2024/05/12/story-7", "https://www.news.example/2024/05/12/story-7"),
        ("https://www.news.example/story-7", "https://m.news.example/world/story-7.html"),
        ("https://www.news.example/a/story", "https://www.news.example/a/story/amp"),
        ("https://www.news.example/a/story.html", "https://amp.news.example/amp/a/story.amp.html"),
        ("https://www.news.example/a/story", "https://www.news.example/a/story?ref=home"),
    ],
)
def test_another_spelling_of_the_page_is_accepted(canonical: str, requested: str) -> None:
    assert accepted_canonical(canonical, requested) == canonical


@pytest.mark.parametrize(
    ("canonical", "requested"),
    [
        ("", REQUESTED),
        ("https://www.news.example/", REQUESTED),
        ("https://www.news.example/", "https://www.news.example/"),
        ("https://www.news.example/2024/05/12/story-8", REQUESTED),
        ("https://other.example/2024/05/12/story-7", REQUESTED),
        ("https://www.news.example/article", "https://www.news.example/article?id=17"),
        ("https://www.news.example/article?id=16", "https://www.news.example/article?id=17"),
        ("https://www.news.example/a", "file:seeds/a"),
    ],
)
def test_another_page_is_not(canonical: str, requested: str) -> None:
    assert accepted_canonical(canonical, requested) == ""


def test_views_of_an_article_are_one_article() -> None:
    key = "https://news.example/a/story"
    for other in ("http://www.news.example/a/story/", "https://amp.news.example/a/story", "https://m.news.example/a/story/amp"):
        assert article_id_of(key, "") == article_id_of(other, "") == article_id_of("https://news.example/x", other)


def test_articles_are_told_apart() -> None:
    keys = [
        "https://a.example/s?id=1",
        "https://a.example/s?id=2",
        "https://a.example/s",
        "https://b.example/s",
        "file:s/a.txt",
        "entry:a",
    ]
    assert len({article_id_of(key, "") for key in keys}) == len(keys)

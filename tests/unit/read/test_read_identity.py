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
        ("https://www.news.example/fire-in-old-mill", "https://www.news.example/world/2024/05/12/fire-in-old-mill"),
        ("https://www.news.example/a/fire.html", "https://www.news.example/a/fire/index.html?utm_source=rss"),
        (
            "https://www.news.example/%D0%BF%D0%BE%D0%B6%D0%B0%D1%80-7",
            "https://www.news.example/ru/%d0%bf%d0%be%d0%b6%d0%b0%d1%80-7",
        ),
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
        ("https://www.news.example/news/index.html", "https://www.news.example/news/fire-7/index.html"),
        ("https://www.news.example/live", "https://www.news.example/ukraine/live"),
        ("https://www.news.example/latest-news", "https://www.news.example/ukraine/latest-news"),
        ("https://www.news.example/2024/05/11/what-we-know-now", "https://www.news.example/2024/05/12/what-we-know-now"),
        ("https://www.news.example/article", "https://www.news.example/article?name=fire-in-mill"),
        ("https://www.news.example/article", "https://www.news.example/article?fire-in-mill"),
        ("https://www.news.example/article.php", "https://www.news.example/article.php?story=fire"),
        ("https://www.news.example/news?slug=flood", "https://www.news.example/news?slug=fire"),
        ("https://www.news.example/en/fire-in-old-mill", "https://www.news.example/fr/fire-in-old-mill"),
        ("https://www.news.example/world/pt-br/fire-in-old-mill", "https://www.news.example/world/es/fire-in-old-mill"),
        ("https://www.news.example/", "https://www.news.example/#!/story/7"),
        ("https://www.news.example/app", "https://www.news.example/app#!/story/7"),
        ("https://co.uk/a/fire-in-old-mill", "https://m.co.uk/a/fire-in-old-mill"),
        ("javascript:fire-in-old-mill", "https://www.news.example/fire-in-old-mill"),
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

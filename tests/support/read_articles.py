"""An article as `read` hands it to `report`, from its words alone."""

from events.documents import ArticleRead


def read_article(text: str, title: str = "", published: str = "2021-06-10", language: str = "en") -> ArticleRead:
    return ArticleRead(
        id="r", article_id="a", version="1", key="k", source="s", publisher="p", fetched_at="", title=title, text=text,
        published=published, language=language,
    )  # fmt: skip

"""A Markdown document -> its title and text (CommonMark with tables, by markdown-it-py)."""

import re

from processors.read.page import Page, text_of_html, without_headline

FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.{0,20000}?)^(?:---|\+\+\+|\.\.\.)[ \t]*$\n?", re.S | re.M)
FIELD = re.compile(
    r"""^(title|date|published|author|lang|language|canonical)\s*[:=]\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#]*))""", re.I | re.M
)
HEADING = re.compile(r"<h1>(.*?)</h1>", re.S)
LINK = re.compile(r'<a href="(https?://[^"]+)"')
CELL_END = re.compile(r"(</t[dh]>|<tr>)\n")  # a row of a table is a line
LINKS = 50


def read_markdown(data: bytes) -> Page:
    """Front matter (between --- or +++) may say title, date, author, language; else the first heading of the first level is the
    title. Bytes that are no UTF-8 become U+FFFD."""
    source = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    said, body = _front_matter(source)
    html = _html(body)
    heading = HEADING.search(html)
    title = said.get("title") or (text_of_html(heading[1]) if heading else "")
    return Page(
        text=without_headline(text_of_html(html), title),
        title=title,
        byline=said.get("author", ""),
        language=said.get("lang") or said.get("language", ""),
        canonical="",
        stated=tuple(said[name] for name in ("date", "published") if said.get(name)),
        links=tuple(dict.fromkeys(LINK.findall(html)))[:LINKS],
    )


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """What stands there, names in small letters, and what follows."""
    found = FRONT_MATTER.match(source)
    if not found:
        return {}, source
    said = {m[1].lower(): (m[2] or m[3] or m[4] or "").strip() for m in FIELD.finditer(found[1])}
    return said, source[found.end() :]


def _html(body: str) -> str:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    markdown.add_render_rule("softbreak", lambda *_: " ")  # a line that was broken by hand is one line
    return CELL_END.sub(r"\1 ", str(markdown.render(body)))

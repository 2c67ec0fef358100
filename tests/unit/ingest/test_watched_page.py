"""A watched page has changed when its main text has, and not when what surrounds it has."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import BadInput
from ingest.kinds.feed import entry_key
from ingest.kinds.page import parse_page

PAGE = (
    "<html><head><title>{0}</title><script>{0}</script></head><body><header>{0}</header><nav>{0}</nav>"
    "<main><h1>Notice</h1><time>{0}</time><p>The <b>quay</b> is {1}.</p><!-- {0} --><style>{0}</style></main>"
    "<aside>{0}</aside><footer>{0}</footer></body></html>"
)


def state(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> str:
    data = html.encode() if isinstance(html, str) else html
    (entry,) = parse_page(data, "https://port.example/", content_type).entries
    return entry.state


@pytest.mark.parametrize("around", ["<main>{}</main>", "<div role='main'>{}</div>", "<article>{}</article>", "<div>{}</div>"])
def test_only_the_main_text_counts(around: str) -> None:
    page = (
        PAGE.replace("<main>", "@")
        .replace("</main>", "&")
        .replace("@", around.split("{", maxsplit=1)[0])
        .replace("&", around.split("}")[1])
    )
    assert state(page.format("Monday", "closed")) == state(page.format("Tuesday", "closed"))
    assert state(page.format("Monday", "closed")) != state(page.format("Monday", "open"))


def test_spaces_and_markup_do_not_count() -> None:
    assert state("<main><p>The quay\n is <i>closed</i>.</p></main>") == state(
        "<main>The  quay is <a href='x?t=1'>closed</a> .</main>"
    )


def test_the_declared_encoding_is_believed() -> None:
    assert state("<main>café</main>".encode("latin-1"), "text/html; charset=iso-8859-1") == state("<main>café</main>")
    for odd in ("utf-7", "rot13", "no-such", "hex"):
        state("<main>café</main>", f"text/html; charset={odd}")


def test_the_entry_is_named_by_the_page_even_a_front_page() -> None:
    for url in ("https://port.example/", "https://port.example/notices"):
        keys = {entry_key(parse_page(f"<p>{n}</p>".encode(), url).entries[0], url) for n in range(3)}
        assert len(keys) == 1


@pytest.mark.parametrize("data", [b"", b"   ", b"<html></html>", b"<script>1</script>", b"<!-- x -->", b"plain"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        parse_page(data, "https://port.example/")


def test_a_page_nested_without_end_costs_nothing() -> None:
    with pytest.raises(BadInput, match="without text"):
        state("<div>" * 200_000 + "x")
    assert state("x" + "<article>" * 200 + "y" * 1_000_000)


PAGES = st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))


@given(data=PAGES, kind=st.text(max_size=30))
def test_any_bytes_are_a_page_or_refused(data: bytes, kind: str) -> None:
    with suppress(BadInput):
        parse_page(data, "https://port.example/", f"text/html; charset={kind}")

"""PDF and Markdown: their text, and a reason for what can't be read.

`python -m tests.unit.read.test_read_formats` writes the golden files beside the Markdown again.
"""

import base64
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from events.documents import FetchedPage
from events.errors import BadInput
from processors.read import pdf as pdf_reader
from processors.read.formats import read_format
from processors.read.markdown import read_markdown
from processors.read.pdf import read_pdf
from tests.support.pdfs import pdf

NOTES = sorted(Path(__file__).with_name("markdown").glob("*.md"))
HEAD = "Harbour office: notices"
LINES = [
    "Fire at the cold store",
    "A fire broke out in a cold store at the harbour of Vessby on Tues-",
    "day evening. Two workers were injured, and the road along the quay",
    "was closed until midnight.",
    "The cause is not known (yet).",
]


def page(body: bytes, kind: str) -> FetchedPage:
    return FetchedPage(url="", status=200, headers={"content-type": kind}, body=base64.b64encode(body).decode())


def golden(path: Path) -> dict[str, Any]:
    return {name: value for name, value in read_markdown(path.read_bytes())._asdict().items() if value}


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_markdown_is_read_as_it_is_meant(path: Path) -> None:
    assert json.loads(json.dumps(golden(path))) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_lines_of_a_pdf_become_paragraphs_again() -> None:
    found = read_pdf(pdf([LINES], title="Fire at the cold store"))
    assert found.title == "Fire at the cold store"
    assert found.text.split("\n") == [
        "A fire broke out in a cold store at the harbour of Vessby on Tuesday evening. Two workers were injured, and the road "
        "along the quay was closed until midnight.",
        "The cause is not known (yet).",
    ]
    assert found.stated == (), "when a file was made is no date of what it tells"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [[HEAD, *LINES[1:4], f"That is told on page {n} of this.", f"Page {n} of 4"] for n in range(1, 5)]
    text = read_pdf(pdf(pages)).text
    assert HEAD not in text
    assert "of 4" not in text
    assert text.count("Vessby") == 4
    assert HEAD in read_pdf(pdf([[HEAD, *LINES], LINES])).text, "what stands on one page is text"


TITLES = [("report_final.docx", ""), ("Another matter", ""), ("FIRE at the  cold store", "FIRE at the cold store")]


@pytest.mark.parametrize(("title", "shown"), TITLES)
def test_a_title_is_believed_where_the_text_says_it_too(title: str, shown: str) -> None:
    assert read_pdf(pdf([["report_final.docx", *LINES]], title=title)).title == shown


def locked(password: str) -> bytes:
    writer, data = PdfWriter(PdfReader(io.BytesIO(pdf([LINES])))), io.BytesIO()
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "broken"),
        (b"%PDF-1.7\n", "broken"),
        (pdf([LINES])[:400], "broken"),
        (locked("secret"), "locked with a password"),
        (pdf([[]]), "holds no text"),
        (pdf([["a"]] * 301), "has 301 pages, at most 300"),
    ],
)
def test_what_can_not_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_pdf(data)


def test_a_pdf_that_anybody_may_open_is_read() -> None:
    assert "Vessby" in read_pdf(locked("")).text


def test_a_pdf_with_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "CHARACTERS", 300)
    with pytest.raises(BadInput, match="more than 300 characters"):
        read_pdf(pdf([LINES, LINES]))


def test_the_reader_goes_by_what_a_document_is() -> None:
    note, report = b"# Notice\n\nThe quay is closed.", pdf([LINES])
    assert read_format(page(note, "text/markdown; charset=utf-8")).text == "The quay is closed."
    for kind in ("application/pdf", "application/octet-stream", "text/html"):
        assert "Vessby" in read_format(page(report, kind)).text
    assert "closed" in read_format(page(b"<html><body><p>The quay is closed.</p></body></html>", "text/html")).text
    broken = FetchedPage(url="", status=200, headers={"content-type": "application/pdf"}, body="%%%")
    with pytest.raises(BadInput, match="base64"):
        read_format(broken)


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_markdown(data: bytes) -> None:
    found = read_markdown(data)
    assert "<script" not in found.text or b"script" in data


@given(cut=st.integers(0, 2000), junk=st.binary(max_size=40))
def test_any_broken_pdf_is_read_or_refused(cut: int, junk: bytes) -> None:
    whole = pdf([LINES])
    with suppress(BadInput, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError):  # eventlog.isolation's
        read_pdf(whole[:cut] + junk + whole[cut + len(junk) :])


if __name__ == "__main__":
    for path in NOTES:
        path.with_suffix(".json").write_text(json.dumps(golden(path), ensure_ascii=False, indent=1) + "\n", "utf-8")

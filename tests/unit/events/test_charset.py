"""What a page or feed is decoded as."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.charset import codec_of, decoded, printable
from events.charset_labels import CODECS

RUSSIAN = "В Белгороде при обстреле погибли два человека, сообщил губернатор."
SPANISH = "La policía detuvo a tres hombres en Córdoba después de la explosión."
META = '<!doctype html><html><head><meta charset="{}"></head><body>{}</body></html>'
XML = '<?xml version="1.0" encoding="{}"?><rss><channel><title>{}</title></channel></rss>'


def test_every_codec_is_one_that_python_has() -> None:
    for label, codec in CODECS.items():
        assert codec == "replacement" or codecs.lookup(codec)._is_text_encoding, label  # type: ignore[attr-defined]
    assert len(CODECS) == 228


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF8", "utf-8"),
        (" latin1 ", "cp1252"),
        ("ascii", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("x-sjis", "cp932"),
        ("gb2312", "gb18030"),
    ],
)
def test_labels(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "label", ["rot13", "rot_13", "utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "base64", "hex", "mbcs"]
)
def test_what_only_python_knows_is_no_label(label: str) -> None:
    assert codec_of(label) == ""
    assert decoded(META.format(label, "+ADw-script+AD4- \\u003c").encode(), f"text/html; charset={label}").codec == "utf-8"


@pytest.mark.parametrize(
    ("body", "header", "codec"),
    [
        (codecs.BOM_UTF8 + META.format("windows-1251", RUSSIAN).encode(), "text/html; charset=koi8-r", "utf-8"),
        (codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), "text/html; charset=windows-1251", "utf-16-le"),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), "", "utf-16-be"),
        (XML.format("utf-16", RUSSIAN).encode("utf-16-le"), "", "utf-16-le"),
        (META.format("koi8-r", RUSSIAN).encode("cp1251"), 'text/html; Charset="windows-1251"', "cp1251"),
        (META.format("koi8-r", RUSSIAN).encode("cp1251"), "text/html; charset = 'cp1251' ; x=y", "cp1251"),
        (META.format("windows-1251", RUSSIAN).encode("cp1251"), "text/html", "cp1251"),
        (META.format("windows-1251", RUSSIAN).encode("cp1251"), "text/html; charset=rot13", "cp1251"),
        (XML.format("koi8-r", RUSSIAN).encode("koi8-r"), "text/xml", "koi8-r"),
        (XML.format("iso-8859-1", "“" + SPANISH).encode("cp1252"), "text/xml", "cp1252"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=cp1251>" + RUSSIAN.encode("cp1251"), "", "cp1251"),
        (META.format("utf-16", RUSSIAN).encode(), "", "utf-8"),
        (META.format("shift_jis", "東京の橋").encode("cp932"), "", "cp932"),
        (META.format("iso-2022-jp", "東京の橋").encode("iso2022_jp"), "", "iso2022_jp"),
        (RUSSIAN.encode("cp1251"), "", "cp1251"),
        (SPANISH.encode("cp1252"), "text/html; charset=", "cp1252"),
        (RUSSIAN.encode(), "text/xml; charset=iso-8859-1", "utf-8"),
        (("x" * 30_000 + " <p>" + RUSSIAN * 900).encode("koi8-r"), "", "koi8_r"),
        (b"", "", "utf-8"),
    ],
)  # fmt: skip
def test_order(body: bytes, header: str, codec: str) -> None:
    found = decoded(body, header)
    assert found.codec == codec
    assert not body or any(t in found.text for t in (RUSSIAN, SPANISH, "東京の橋"))


def test_a_broken_character_does_not_make_utf8_something_else() -> None:
    body = (RUSSIAN * 3).encode()[:-1]
    assert decoded(body).text.startswith(RUSSIAN)
    assert decoded(body, "text/html; charset=iso-8859-1").text.startswith(RUSSIAN)


def test_an_encoding_that_hides_ascii_shows_nothing() -> None:
    assert decoded(b"<p>~{<:Ky2;VpT3~}", "text/html; charset=hz-gb-2312").text == "\ufffd"


@given(st.binary(max_size=200), st.sampled_from(["", *CODECS]))
def test_any_bytes_are_text(body: bytes, label: str) -> None:
    printable(decoded(body, f"text/html; charset={label}").text).encode()


def test_what_cannot_be_shown() -> None:
    assert printable("a\x00b\x08c\x0bd\x7f\u0085e\x92\ud800\ufeff\tx\r\n") == "abc d…e’\ufffd\tx\r\n"
    assert printable(RUSSIAN) is RUSSIAN


@given(st.text(max_size=50))
def test_what_was_cleaned_stays(text: str) -> None:
    assert printable(printable(text)) == printable(text)

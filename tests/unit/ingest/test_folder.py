"""A folder of documents and its manifest: what can't be used is named, and refused alone."""

import hashlib
from pathlib import Path

import pytest

from events.errors import BadInput, ConfigError
from ingest.kinds.folder import FoundDocument, Stamp, files_in, read_folder
from ingest.kinds.manifest import ManifestRow
from ingest.sources.source import FolderSource

ROOT = Path(__file__).parents[3]


def found(folder: Path, publisher: str = "") -> list[FoundDocument | BadInput]:
    source = FolderSource(name="notes", path=str(folder), publisher=publisher)
    return [each._replace(stamp=Stamp()) if isinstance(each, FoundDocument) else each for each in read_folder(source)]  # type: ignore[misc]


def test_the_seeds_are_there_verbatim() -> None:
    media_line, al_jazeera = sorted(found(ROOT / "seeds"), key=lambda d: d.key, reverse=True)  # type: ignore[union-attr]
    assert isinstance(media_line, FoundDocument)
    assert isinstance(al_jazeera, FoundDocument)
    assert (media_line.key, media_line.publisher) == ("file:notes/the-media-line.txt", "The Media Line")
    assert (al_jazeera.key, al_jazeera.publisher) == ("file:notes/al-jazeera.txt", "Al Jazeera")
    for document, digest in (
        (media_line, "189c01c54a50344d53367c781a245c2666dfcb5c6f0fa7b1d14c8ee4bba4d511"),
        (al_jazeera, "191d6e748a20f1f04e14e13b57c92d369654da58254451daf062e5c495602b32"),
    ):
        assert document.row.url == document.row.published == ""
        assert hashlib.sha256(document.text.encode()).hexdigest() == digest


def test_without_a_manifest_the_folder_speaks_for_itself(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("two\r\nlines", "utf-8", newline="")
    (tmp_path / "a.txt").write_bytes("\ufeffmarked".encode())
    (tmp_path / "readme.rst").write_text("not a document")
    assert found(tmp_path, "The Desk") == [
        FoundDocument("file:notes/a.txt", "The Desk", ManifestRow(file="a.txt"), "marked"),
        FoundDocument("file:notes/b.txt", "The Desk", ManifestRow(file="b.txt"), "two\r\nlines"),
    ]


def test_what_cannot_be_used_is_refused_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "gone.txt"\n[[document]]\nfile = "good.txt"\nurl = "https://A.example/x?utm_source=y"'
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n")
    (tmp_path / "latin.txt").write_bytes("secret caf\xe9".encode("latin-1"))
    (tmp_path / "good.txt").write_text("good")
    blank, empty, gone, good, latin = found(tmp_path)
    assert isinstance(good, FoundDocument)
    assert (good.key, good.publisher) == ("https://a.example/x", "a.example")
    for refused, said in ((blank, "blank.txt: empty"), (empty, "empty.txt: empty"), (gone, "gone.txt: No such file")):
        assert said in str(refused)
    assert "latin.txt: not UTF-8 at byte 10" in str(latin)
    assert "secret" not in str(latin), "no text of a document goes into a message"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[document]]\nfile = "a.txt"\nautor = "x"', ["document 1 (a.txt)", "`autor`", "publisher"]),
        ('[[document]]\npublisher = "x"', ["document 1", "`file`"]),
        ('[[document]]\nfile = "a.txt"\npublished = 2024-05-12', ["document 1 (a.txt)", "$.published"]),
        ('[[document]]\nfile = "../a.txt"', ["document 1 (../a.txt)", "own folder"]),
        ('[[document]]\nfile = "a.exe"', ["document 1 (a.exe)", ".txt"]),
        ('[[document]]\nfile = "a.txt"\nurl = "x"', ["document 1 (a.txt)", "url"]),
        ('[[document]]\nfile = "a.txt"\n[[document]]\nfile = "a.txt"', ["document 2", "twice"]),
        ("[[doc]]", ["'doc'", "[[document]]"]),
        ("[[document]]\nfile = \nurl = 1", ["TOML", "line 2"]),
    ],
)
def test_what_is_wrong_in_a_manifest_is_named(tmp_path: Path, text: str, said: list[str]) -> None:
    (tmp_path / "manifest.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        found(tmp_path)
    for part in [str(tmp_path / "manifest.toml"), *said]:
        assert part in str(error.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"notes.*gone: No such file"):
        found(tmp_path / "gone")


def test_subfolders_are_read_where_the_source_says_so(tmp_path: Path) -> None:
    for name in ("a.txt", "2025/b.md", "2025/03/c.PDF", ".git/d.txt", "2025/.e.txt", "2025/f.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    outside = tmp_path.with_name(tmp_path.name + "-outside")
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(outside / "secret.txt")
    (tmp_path / "2025" / "out").symlink_to(outside)
    (tmp_path / "2025" / "round").symlink_to(tmp_path)
    (tmp_path / "manifest.toml").write_text("")
    deep, flat = (FolderSource(name="n", path=str(tmp_path), subfolders=wanted) for wanted in (True, False))
    assert files_in(deep) == ({"a.txt", "2025/b.md", "2025/03/c.PDF"}, 1)
    assert files_in(flat) == ({"a.txt"}, 0)
    keys = [each.key for each in read_folder(deep) if isinstance(each, FoundDocument)]
    assert keys == ["file:n/2025/03/c.PDF", "file:n/2025/b.md", "file:n/a.txt"]


@pytest.mark.parametrize("file", ["/etc/a.txt", "a/../../b.txt", "./a.txt", "a//b.txt", "a/", "a.exe"])
def test_a_manifest_names_nothing_outside_its_folder(tmp_path: Path, file: str) -> None:
    (tmp_path / "manifest.toml").write_text(f'[[document]]\nfile = "{file}"\n')
    with pytest.raises(ConfigError, match="own folder"):
        found(tmp_path)

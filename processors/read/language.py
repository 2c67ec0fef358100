"""Which language a text is in: langid's n-gram model (Lui & Baldwin 2012) over its first 1,000 characters."""

from functools import cache
from typing import Any

HEAD = 1000
SURE_FROM = 200  # characters from which the text tells more than what its template declares
NEWS = (
    "ar az be bg bn bs ca cs da de el en es et eu fa fi fr gl he hi hr hu hy id it ja ka kk ko ku ky lt lv mk ms my ne nl no "
    "pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh"
)  # fmt: skip


def language_of(text: str, manifest: str, declared: str) -> str:
    """ISO 639-1. A manifest is believed; a feed's or page's declaration only for short texts, because templates are often
    left at English."""
    if known := _code(manifest):
        return known
    if len(text) < SURE_FROM and (known := _code(declared)):
        return known
    return str(_identifier().classify(text[:HEAD])[0])


def _code(declared: str) -> str:
    """ "en-US" -> "en"; "" where it names no language."""
    code = declared.strip().replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


@cache
def _identifier() -> Any:
    """Takes about a second to import and load, so only who needs it does."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(NEWS.split())
    return identifier

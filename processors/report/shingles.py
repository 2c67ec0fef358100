"""What a near copy is told by: hashes of word 5-grams, and a digest of all words.

Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997 (shingles, resemblance, containment).
"""

import base64
import hashlib
import re
import unicodedata
import zlib
from array import array
from functools import lru_cache
from sys import byteorder

from events.reports import Passage

GRAM = 5
LEAST = 8  # shingles; a shorter text is alike by chance

# Scripts that are written without spaces go letter by letter; signs that hang on a letter belong to its word.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e01-\u0e3a\u0e40-\u0e4e]"
    r"|[^\W_](?:[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff])*"
)


_OTHER = re.compile(r"[^\x00-\x7f]")
# In a text whose only letters and digits are plain ones all else stands between words: bytes tell that many times faster.
_PLAIN_WORDS = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256))


def words_of(text: str) -> list[str]:
    """The words of a text in any script, compatibility-normalised and case-folded; punctuation and layout don't count."""
    return [word.decode() for word in _words(text)]


def digest_of(text: str) -> str:
    """32 hex characters that two texts share when their words are the same in the same order."""
    return _digest(_words(text))


def passage_of(id: str, text: str, report: str = "") -> Passage:  # noqa: A002 - the field's name
    """The passage of a text. A text of fewer than 5 words is one shingle; one without any word has none."""
    words = _words(text)
    hashes = array("I", sorted(_grams(words)))
    if byteorder == "big":
        hashes.byteswap()
    return Passage(id=id, digest=_digest(words), shingles=base64.b64encode(hashes.tobytes()).decode(), report=report)


def _words(text: str) -> list[bytes]:
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    if plain.isascii() or not any(map(_in_a_word, set(_OTHER.findall(plain)))):
        return plain.encode("ascii", "replace").translate(_PLAIN_WORDS).split()
    return [word.encode() for word in _WORD.findall(plain)]


@lru_cache(maxsize=4096)
def _in_a_word(character: str) -> bool:
    """Whether a character is a letter or a digit, or a sign that hangs on one."""
    return _WORD.fullmatch("a" + character) is not None or _WORD.match(character) is not None


def _grams(words: list[bytes]) -> set[int]:
    """Hashes of each GRAM words in a row, with a blank between them; of all words where there are fewer."""
    if len(words) <= GRAM:
        return {zlib.crc32(b" ".join(words))} if words else set()
    rows = zip(*(words[n:] for n in range(GRAM)), strict=False)
    return set(map(zlib.crc32, map(b" ".join, rows)))


def shingles_in(passage: Passage) -> "array[int]":
    """The sorted 32-bit hashes that a passage carries, not to be changed. Raises ValueError where they are not base64 of whole
    numbers."""
    return _numbers(passage.shingles)


@lru_cache(maxsize=32)  # an article and its report mostly have the same, and both are asked for more than once
def _numbers(text: str) -> "array[int]":
    hashes = array("I")
    hashes.frombytes(base64.b64decode(text, validate=True))
    if byteorder == "big":
        hashes.byteswap()
    return hashes


def _digest(words: list[bytes]) -> str:
    return hashlib.blake2b(b" ".join(words), digest_size=16).hexdigest()

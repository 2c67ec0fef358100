"""Content codings: gzip, deflate, br, zstd, undone piece by piece, so that no few bytes become many at once. Pure."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

import brotli  # type: ignore[import-untyped]
import zstandard

ACCEPTED = "gzip, deflate, br, zstd"
PIECE = 64 * 1024  # bytes that a coding gives at a time
STACKED = 2  # codings on top of each other; a server that means well has one
ZSTD_BITE = 64  # bytes given to zstd at a time; 2 MB at most come of them
LARGEST_WINDOW = 8 * 1024 * 1024  # of zstd: what RFC 9659 allows on the web


class BadCoding(Exception):
    """The body can't be decoded; its text says why."""


class TooLarge(Exception):
    """More than the limit."""


def codings_of(header: str) -> list[str]:
    """A Content-Encoding header's codings in the order they were applied. Raises BadCoding for unknown ones and for too many."""
    names = [name for each in header.lower().split(",") if (name := each.strip()) not in ("", "identity")]
    if len(names) > STACKED:
        raise BadCoding(f"{len(names)} codings on top of each other, {STACKED} at most are undone")
    if unknown := [name for name in names if name not in UNDONE]:
        raise BadCoding(f"content coding {unknown[0][:40]!r} is not known; {ACCEPTED} are")
    return names


def decoded(chunks: Iterable[bytes], codings: Sequence[str], limit: int) -> Iterator[bytes]:
    """The bytes without their codings. Raises TooLarge when the result, or what lies between two codings, has more than `limit`
    bytes; BadCoding when it can't be read or ends too soon."""
    pieces = _counted(chunks, limit)
    for name in reversed(codings):
        pieces = _counted(_guarded(UNDONE[name](pieces)), limit)
    return pieces


def _counted(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    left = limit
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TooLarge
        yield piece


def _guarded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise BadCoding(f"the body can't be decoded: {str(error)[:100]}") from error


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """One member after the other; what follows the last one and is none is left alone, as browsers do."""
    decoder, members, begun = zlib.decompressobj(31), 0, False
    for chunk in chunks:
        while chunk:
            begun = True
            try:
                yield from _inflated(decoder, chunk)
            except zlib.error as error:
                if members and "header" in str(error):
                    return
                raise
            chunk = decoder.unused_data
            if decoder.eof:
                decoder, members, begun = zlib.decompressobj(31), members + 1, False
    _refuse_cut(decoder, begun)


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """zlib's format, which is meant by the name, or the bare stream, which many servers send."""
    begun = b""
    decoder: zlib._Decompress | None = None
    for chunk in chunks:
        if decoder is None:
            begun += chunk
            if len(begun) < 2:
                continue
            bare = begun[0] & 0x0F != 8 or int.from_bytes(begun[:2], "big") % 31
            decoder, chunk = zlib.decompressobj(-15 if bare else 15), begun
        yield from _inflated(decoder, chunk)
        if decoder.eof:
            return
    _refuse_cut(decoder, bool(begun))


def _inflated(decoder: "zlib._Decompress", chunk: bytes) -> Iterator[bytes]:
    full = True
    while (chunk or full) and not decoder.eof:
        piece = decoder.decompress(chunk, PIECE)
        chunk, full = decoder.unconsumed_tail, len(piece) == PIECE
        if piece:
            yield piece


def _refuse_cut(decoder: "zlib._Decompress | None", begun: bool) -> None:
    if begun and not (decoder is not None and decoder.eof):
        raise BadCoding("the body is cut off")


def _unbrotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for chunk in chunks:
        yield decoder.process(chunk, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)
        if decoder.is_finished():
            return
    raise BadCoding("the body is cut off")


def _unzstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """One frame after the other. Fed a little at a time: four bytes can hold 128 KB, and the library's bounded reader doesn't
    say whether the last frame was whole."""
    frames, decoder = zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW), None
    for chunk in chunks:
        for at in range(0, len(chunk), ZSTD_BITE):
            left = chunk[at : at + ZSTD_BITE]
            while left:
                decoder = decoder or frames.decompressobj()
                yield decoder.decompress(left)
                left = decoder.unused_data
                decoder = None if decoder.eof else decoder
    if decoder is not None:
        raise BadCoding("the body is cut off")


UNDONE = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd}

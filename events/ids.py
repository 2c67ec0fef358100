"""Deterministic ids: every id is a hash of its cause, so doing the same work again names it the same."""

import hashlib

import msgspec

ID_LENGTH = 32


def make_id(*cause: str | int | None) -> str:
    """Hash of an ordered cause: 32 lower-case hex characters (128 bits of SHA-256).

    The parts are encoded as a JSON array first, so ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256(msgspec.json.encode(cause)).hexdigest()[:ID_LENGTH]


def partition_of(key: str, partitions: int) -> int:
    """The partition that a key belongs to; the same on every kind of log."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:4], "big") % partitions

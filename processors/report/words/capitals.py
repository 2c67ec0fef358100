"""How many capitals and small letters a text has. Its plain letters are counted as bytes, which is many times faster."""

import re
import string

_CAPITALS, _SMALL = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
_OTHER = re.compile(r"[^\x00-\x7f]")


def letters(text: str) -> tuple[int, int]:
    """(capitals, small letters) as str.isupper and str.islower tell them, of any script."""
    plain = text.encode("ascii", "ignore")
    other = _OTHER.findall(text) if len(plain) < len(text) else []
    return (
        len(plain) - len(plain.translate(None, _CAPITALS)) + sum(map(str.isupper, other)),
        len(plain) - len(plain.translate(None, _SMALL)) + sum(map(str.islower, other)),
    )

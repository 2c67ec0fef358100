"""What in a URL opens a door: never in a log line, an error or a database. Pure.

A credential is a user or password, the value of a parameter whose name says so (`token`, `api_key`, `sig`, …), and whatever
looks drawn by lot: 20 characters or more with capitals, small letters and digits, or 24 hexadecimal ones, as a part of the path
or as a parameter, unless its name ends in "id". That hides some harmless numbers, too; a URL is shown so that people know
which one is meant, and for that the rest does.
"""

import re
from urllib.parse import unquote_plus, urlsplit

HIDDEN = "…"
NAMES = re.compile(
    r"(?:token|key|secret|sign|sig|signature|auth|authorization|authentication|pass|password|passwd|passphrase|pwd|pw|jwt|hmac|bearer"
    r"|credentials?|hash|cookie|session|sessionid|sid|phpsessid|ticket|policy)$"
)
HEX = re.compile(r"[0-9a-fA-F]{24,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
LOT = re.compile(r"[A-Za-z0-9_=+~-]{20,}")
PART = re.compile(r"[A-Za-z0-9_=+~-]+")
NO_HOST = re.compile(r"^[^\[]*:(?!\d*$)")
FEWEST = 4  # characters; a shorter value is no secret, and striking it out would riddle every text with holes


def shown(url: str) -> str:
    """A URL as it may be logged or stored: no user or password, and "…" for every credential. What is no URL loses what
    looks like one all the same."""
    head, slashes, rest = url.partition("://")
    if not slashes:
        head, rest = "", url
    place, path, tail = _cut(rest)
    return head + slashes + place.rpartition("@")[2] + _shown_path(path) + _shown_tail(tail)


def secrets_of(url: str) -> frozenset[str]:
    """The credentials that stand in a URL, as written and decoded: to be struck out wherever they turn up again."""
    _, slashes, rest = url.partition("://")
    place, path, tail = _cut(rest if slashes else url)
    user, _, password = place.rpartition("@")[0].partition(":")
    found = {password} if password else {user}
    found |= {part.group() for part in PART.finditer(path) if _by_lot(part.group())}
    found |= {value for name, value in _pairs(tail) if _opens(name, value)}
    return frozenset(text for each in found for text in (each, unquote_plus(each)) if len(text) >= FEWEST)


def with_user(url: str, source: str) -> str:
    """A URL with the user and password of the source's own, where both are of one origin; else as it is."""
    head, _, rest = source.partition("://")
    user, at, place = _cut(rest)[0].rpartition("@")
    begin = f"{head}://{place}".lower()
    if at and url.lower().startswith(begin) and url[len(begin) : len(begin) + 1] in ("/", "?", ""):
        return f"{head}://{user}@{url[len(head) + 3 :]}"
    return url


def struck(text: str, secrets: frozenset[str]) -> str:
    """The text with "…" for each of the secrets. One that is a mere word is struck out only where it stands like a credential,
    behind "=", ":" or "/": articles are full of words."""
    for secret in sorted(secrets, key=len, reverse=True):
        if secret in text:
            text = re.sub(_place(secret), HIDDEN, text)
    return text


def without_secrets(link: str, secrets: frozenset[str]) -> str:
    """A link without the parameters that hold one of the secrets, and without a user; "" when one still stands in it: such a
    link can't be kept."""
    if not _holds(link, secrets):
        return link
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    items = [item for item in parts.query.split("&") if not _holds(item, secrets)]
    kept = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(items)).geturl()
    return "" if _holds(kept, secrets) else kept


def _holds(text: str, secrets: frozenset[str]) -> bool:
    return any(re.search(_place(secret), form) for secret in secrets for form in (text, unquote_plus(text)) if secret in form)


def _place(secret: str) -> str:
    return rf"(?<=[=:/]){secret}(?![A-Za-z0-9])" if secret.isalpha() else re.escape(secret)


def _cut(rest: str) -> tuple[str, str, str]:
    """Authority, path, and the tail from the first "?" or "#" on. An "@" in a path is no user's, unless what stands before it can
    be no host: then a password holds a slash that should have been escaped."""
    start = next((i for i, c in enumerate(rest) if c in "/?#\\"), len(rest))
    if "@" in rest[start:] and NO_HOST.search(rest[:start]):
        start = rest.rindex("@") + 1 + len(re.split(r"[/?#\\]", rest[rest.rindex("@") + 1 :])[0])
    end = next((i for i, c in enumerate(rest) if c in "?#" and i >= start), len(rest))
    return rest[:start], rest[start:end], rest[end:]


def _shown_path(path: str) -> str:
    return PART.sub(lambda part: HIDDEN if _by_lot(part.group()) else part.group(), path)


def _shown_tail(tail: str) -> str:
    def item(found: re.Match[str]) -> str:
        name, equals, value = found.group().partition("=")
        hidden = _opens(name, value) if equals else _by_lot(name)
        return (name + equals if equals else "") + HIDDEN if hidden else found.group()

    return re.sub(r"[^?&;#]+", item, tail)


def _pairs(tail: str) -> list[tuple[str, str]]:
    cut = [item.partition("=") for item in re.findall(r"[^?&;#]+", tail)]
    return [(name, value) if equals else ("", name) for name, equals, value in cut]


def _opens(name: str, value: str) -> bool:
    plain = re.sub(r"[^a-z]", "", unquote_plus(name).lower())
    if NAMES.search(plain):
        return bool(value)
    return not plain.endswith("id") and any(_by_lot(part.group()) for part in PART.finditer(unquote_plus(value)))


def _by_lot(text: str) -> bool:
    if HEX.search(text):
        return any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    kinds = (str.isdigit, str.islower, str.isupper)
    return LOT.fullmatch(text) is not None and all(any(map(kind, text)) for kind in kinds)

"""Why something wasn't taken, in a few words that can be counted: the message itself names URLs and differs every time."""

from events.errors import BadInput
from ingest.web.fetch import FetchFailed

WORDS = {
    "refused": "refused by a guard",
    "unreachable": "unreachable",
    "slow": "too slow",
    "too_large": "too large",
    "protocol": "broken HTTP",
    "robots": "robots.txt",
}


def reason_of(error: BadInput, otherwise: str = "unusable") -> str:
    """One of a few reasons; `otherwise` for what was fetched and then couldn't be used."""
    if not isinstance(error, FetchFailed):
        return otherwise
    return f"HTTP {error.status}" if error.kind == "status" else WORDS[error.kind]

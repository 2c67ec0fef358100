"""The pages: templates, their style, and how things are put in words. No script, nothing from another host."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.page import words

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_bytes()

_environment = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_environment.filters |= {
    "day": words.day,
    "place": words.place,
    "country": words.country_name,
    "label": words.label,
    "figures": words.figures,
    "number": words.number,
    "figure": words.figure,
    "amount": words.amount,
    "web": words.web,
    "published": words.published,
    "moment": words.moment,
    "side_by_side": words.side_by_side,
    "named": words.named_changes,
}


def render(template: str, **values: Any) -> bytes:
    """A page as UTF-8. What can't be encoded (half a surrogate pair in an address) becomes a question mark."""
    return _environment.get_template(template).render(**values).encode("utf-8", "replace")

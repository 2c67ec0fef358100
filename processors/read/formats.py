"""Which reader takes a document apart: by what it is declared as, a PDF also by its first bytes."""

import base64
import binascii

from events.documents import FetchedPage
from events.errors import BadInput
from processors.read.markdown import read_markdown
from processors.read.page import Page, read_page
from processors.read.pdf import read_pdf


def read_format(page: FetchedPage) -> Page:
    """Raises BadInput for what can't be read."""
    kind = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("text/markdown", "application/pdf") and not page.body.startswith("JVBERi0"):  # "%PDF-" in base64
        return read_page(page)
    try:
        body = base64.b64decode(page.body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(f"its body is no base64: {error}") from error
    return read_markdown(body) if kind == "text/markdown" else read_pdf(body)

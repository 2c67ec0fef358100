"""One module a kind of source: what came -> documents. Pure but for reading a folder."""

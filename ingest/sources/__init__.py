"""Which sources there are: written down in sources.toml."""

"""The outermost room: settings, wiring, command line, HTTP API, page."""

__version__ = "0.1.0"

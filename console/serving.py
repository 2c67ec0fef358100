"""The page and the API on a socket."""

import socket

import uvicorn
from sqlalchemy import Engine

from console.api import create_app
from events.errors import ConfigError


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ConfigError for an address that can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ConfigError(f"http: {host} port {port}: {error.strerror}; set http.port to another") from error


def url_of(listening: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server(engine: Engine) -> uvicorn.Server:
    """Ready to `run(sockets=[...])`; ends when its `should_exit` is set."""
    return uvicorn.Server(uvicorn.Config(create_app(engine), log_config=None, access_log=False, timeout_graceful_shutdown=3))

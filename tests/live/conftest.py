"""What every test on a real Kafka leaves behind is collected at its own end."""

import gc
import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    # Its log records hold sockets, and captured records are held to the end of the session.
    logger = logging.getLogger("kafka")
    logger.setLevel(logging.CRITICAL + 1)
    yield
    logger.setLevel(logging.NOTSET)
    gc.collect()

"""Fixtures that many tests share."""

pytest_plugins = [
    "pytester",
    "tests.support.trap",
    "tests.support.loud_skips",
    "tests.support.kafka",
    "tests.support.logs",
    "tests.support.postgres",
    "tests.support.pipeline",
    "tests.support.gazetteer",
]

"""Fixtures that many tests share."""

pytest_plugins = [
    "tests.support.loud_skips",
    "tests.support.kafka",
    "tests.support.logs",
    "tests.support.postgres",
    "tests.support.pipeline",
    "tests.support.gazetteer",
]
